import { useEffect, useState } from 'react'
import type { AcceptedSong } from '../../src-main/contract/console-view.ts'
import { Cover } from '../shared/cover.tsx'
import styles from './announcement.module.css'
import { announcementMs, type Announcement as Told } from './announcements.ts'
import { AskedBy } from './asked-by.tsx'
import { words } from './words.ts'

export type AnnouncementProps = {
  readonly songs: Told
  /** Songs that are announced after these. */
  readonly more: number
  /** Nobody can see it now: its time does not run. */
  readonly held: boolean
  readonly onDone: () => void
}

/** What the DJ has just taken: one song large, or up to three below each other. Stays until it was read. */
export function Announcement({ songs, more, held, onDone }: AnnouncementProps) {
  // As long as it was when it came: it doesn't begin again when one of its songs is taken back.
  const [stays] = useState(() => announcementMs(songs))
  useEffect(() => {
    if (held) return
    const timer = setTimeout(onDone, stays)
    return () => clearTimeout(timer)
  }, [held, stays, onDone])
  const [first] = songs
  if (first && songs.length === 1) return <One song={first} more={more} />
  return (
    <div className={styles.announcement} data-several="true">
      <div className={styles.texts}>
        <Label count={songs.length} more={more} />
        <ul className={styles.songs}>
          {songs.map(({ requestId, title, nickname }) => (
            <li key={requestId} className={styles.song}>
              <bdi className={styles.line}>{title}</bdi>
              <bdi className={styles.by}>{nickname || words.djChoice}</bdi>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function One({ song, more }: { readonly song: AcceptedSong; readonly more: number }) {
  return (
    <div className={styles.announcement}>
      <Cover url={song.artworkUrl} title={song.title} className={styles.cover} />
      <div className={styles.texts}>
        <Label count={1} more={more} />
        <p className={styles.title}>
          <bdi>{song.title}</bdi>
        </p>
        <p className={styles.who}>
          <AskedBy nickname={song.nickname} votes={song.votes} />
        </p>
      </div>
    </div>
  )
}

function Label({ count, more }: { readonly count: number; readonly more: number }) {
  return (
    <p className={styles.label}>
      {words.added(count)}
      {more > 0 && <span className={styles.more}>{words.moreAdded(more)}</span>}
    </p>
  )
}
