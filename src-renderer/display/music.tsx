import { Announcement } from './announcement.tsx'
import type { Announcement as Told } from './announcements.ts'
import { Clock } from './clock.tsx'
import { JoinCodes } from './join-code.tsx'
import { JoinWords } from './join-words.tsx'
import styles from './music.module.css'
import { NowPlaying } from './now-playing.tsx'
import type { Screen } from './screen.ts'
import { Tonight } from './tonight.tsx'
import { UpNext } from './up-next.tsx'
import { writingOf } from './writing.ts'

export type MusicProps = {
  readonly screen: Extract<Screen, { readonly kind: 'music' }>
  readonly receivedAt: number
  /** What is announced now, and what after it. */
  readonly announcements: readonly Told[]
  readonly turn: number
  /** The page is black for now. */
  readonly held: boolean
  readonly onAnnounced: () => void
}

/** The night in full swing: what plays, what comes, how to ask. */
export function Music({ screen, receivedAt, announcements, turn, held, onAnnounced }: MusicProps) {
  const { room, asking, join } = screen
  const [told, ...later] = announcements
  return (
    <div className={styles.music} data-announcing={told !== undefined} data-wifi={join?.wifiCode != null}>
      <NowPlaying song={room.nowPlaying} asking={asking} receivedAt={receivedAt} />
      <UpNext songs={room.upNext} queued={room.counts.queued} asking={asking} />
      <div className={styles.join}>
        {join && <JoinCodes join={join} className={styles.code} />}
        <div className={styles.words}>
          <JoinWords asking={asking} join={join} />
        </div>
      </div>
      <div className={styles.night}>
        <p className={styles.title} {...writingOf(room.event.title)}>
          {room.event.title}
        </p>
        <p className={styles.guests}>
          <Tonight room={room} />
        </p>
        <Clock className={styles.clock} />
      </div>
      <div className={styles.announcement} role="status">
        {told && (
          <Announcement key={turn} songs={told} more={later.flat().length} held={held} onDone={onAnnounced} />
        )}
      </div>
    </div>
  )
}
