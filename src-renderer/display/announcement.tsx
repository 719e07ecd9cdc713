import { useEffect } from 'react'
import type { RoomSong } from '../../src-main/contract/guest-api.ts'
import { Cover } from '../shared/cover.tsx'
import styles from './announcement.module.css'
import { AskedBy } from './asked-by.tsx'
import { words } from './words.ts'

/** Milliseconds that one announcement stays. */
export const announcementMs = 6000

export type AnnouncementProps = { readonly song: RoomSong; readonly onDone: () => void }

/** A song that the DJ has just taken: slides in, stays six seconds. */
export function Announcement({ song, onDone }: AnnouncementProps) {
  useEffect(() => {
    const timer = setTimeout(onDone, announcementMs)
    return () => clearTimeout(timer)
  }, [onDone])
  return (
    <div className={styles.announcement}>
      <Cover url={song.artworkUrl} title={song.title} className={styles.cover} />
      <div className={styles.texts}>
        <p className={styles.label}>{words.added}</p>
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
