import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { AcceptedSong } from '../../src-main/contract/console-view.ts'
import { Cover } from '../shared/cover.tsx'
import styles from './announcement.module.css'
import { announcementMs, type Announcement as Told } from './announcements.ts'
import { AskedByLine } from './asked-by.tsx'
import { words } from './words.ts'
import { writingOf } from './writing.ts'

export type AnnouncementProps = {
  readonly songs: Told
  /** Songs that are announced after these. */
  readonly more: number
  /** Nobody can see it now: its time does not run. */
  readonly held: boolean
  readonly onDone: () => void
}

/**
 * What the DJ has just taken: one song large, or up to three below each other. Stays until it was read, as large as it
 * came: where a song is taken back its line is empty.
 */
export function Announcement({ songs, more, held, onDone }: AnnouncementProps) {
  const [came] = useState(songs)
  const stays = announcementMs(came)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(onDone, stays)
    return () => clearTimeout(timer)
  }, [held, stays, onDone])
  const [first] = songs
  if (first && came.length === 1) return <One song={first} more={more} />
  return <Several came={came} songs={songs} more={more} />
}

type SeveralProps = Pick<AnnouncementProps, 'songs' | 'more'> & { readonly came: Told }

function Several({ came, songs, more }: SeveralProps) {
  const texts = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => keepHeights(texts.current), [])
  return (
    <div className={styles.announcement} data-several="true">
      <div ref={texts} className={styles.texts}>
        <Label count={songs.length} more={more} />
        <ul className={styles.songs}>
          {came.map(({ requestId }) => (
            <Line key={requestId} song={songs.find((song) => song.requestId === requestId)} />
          ))}
        </ul>
      </div>
    </div>
  )
}

/** Each line stays as high as it is now, whatever it will say, or whether it says anything. */
function keepHeights(texts: HTMLElement | null): void {
  const lines = [...(texts?.querySelectorAll<HTMLElement>('p, li') ?? [])]
  const heights = lines.map((line) => line.getBoundingClientRect().height)
  for (const [at, { style }] of lines.entries()) style.minHeight = `${heights[at]}px`
}

/** One of several; empty in its place when it was taken back. */
function Line({ song }: { readonly song: AcceptedSong | undefined }) {
  return (
    <li className={styles.song} aria-hidden={song === undefined}>
      <bdi className={styles.line} {...writingOf(song?.title ?? '')}>
        {song?.title ?? '\u00a0'}
      </bdi>
      <bdi className={styles.by} {...writingOf(song?.nickname ?? '')}>
        {song && (song.nickname || words.djChoice)}
      </bdi>
    </li>
  )
}

function One({ song, more }: { readonly song: AcceptedSong; readonly more: number }) {
  return (
    <div className={styles.announcement}>
      <Cover url={song.artworkUrl} title={song.title} className={styles.cover} />
      <div className={styles.texts}>
        <Label count={1} more={more} />
        <p className={styles.title} {...writingOf(song.title)}>
          {song.title}
        </p>
        <AskedByLine nickname={song.nickname} votes={song.votes} />
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
