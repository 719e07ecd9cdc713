import type { RoomSong } from '../../src-main/contract/guest-api.ts'
import { Cover } from '../shared/cover.tsx'
import { AskedByLine } from './asked-by.tsx'
import type { Asking } from './screen.ts'
import styles from './up-next.module.css'
import { words } from './words.ts'
import { writingOf } from './writing.ts'

export type UpNextProps = {
  /** The first five. */
  readonly songs: readonly RoomSong[]
  /** All that wait. */
  readonly queued: number
  readonly asking: Asking
}

/** What comes next, and whom it is owed to. */
export function UpNext({ songs, queued, asking }: UpNextProps) {
  return (
    <section className={styles.next}>
      <h2 className={styles.head}>
        {words.upNext}
        {/* How many of them have room here is not known. */}
        {queued > songs.length && <span className={styles.more}>{words.inAll(queued)}</span>}
      </h2>
      {songs.length === 0 && asking === 'open' && <p className={styles.empty}>{words.nothingNext}</p>}
      <ol className={styles.list}>
        {songs.map((song) => (
          <Row key={song.requestId} song={song} />
        ))}
      </ol>
    </section>
  )
}

function Row({ song }: { readonly song: RoomSong }) {
  return (
    <li className={styles.row}>
      <Cover url={song.artworkUrl} title={song.title} whole className={styles.cover} />
      <div className={styles.texts}>
        <p className={styles.title} {...writingOf(song.title)}>
          {song.title}
        </p>
        <AskedByLine nickname={song.nickname} votes={song.votes} className={styles.who} />
      </div>
    </li>
  )
}
