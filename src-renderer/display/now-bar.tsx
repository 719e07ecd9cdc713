import { useStore } from 'zustand'
import { Cover } from '../shared/cover.tsx'
import { SpotifyMark } from '../shared/spotify-mark.tsx'
import { AskedBy } from './asked-by.tsx'
import { useLook } from './look.ts'
import styles from './now-bar.module.css'
import type { DisplayStore } from './store.ts'
import { words } from './words.ts'
import { writingOf } from './writing.ts'

/** What plays, at the lower edge of somebody's picture; nothing while nothing does. */
export function NowBar({ store }: { readonly store: DisplayStore }) {
  const view = useStore(store, (state) => state.view)
  const room = view?.room ?? null
  const song = room?.nowPlaying ?? null
  useLook(view?.look, song?.artworkUrl ?? null)
  const shown = room?.event.pages.display === true && room.event.status !== 'offline' && !view?.blank
  if (song === null || !shown) return null
  const spotify = song.spotifyUrl !== undefined
  return (
    <main className={styles.edge}>
      <section key={song.requestId} className={styles.bar} aria-label={words.nowPlaying}>
        <Cover url={song.artworkUrl} title={song.title} whole={spotify} className={styles.cover} />
        <div className={styles.texts}>
          <h1 className={styles.title} {...writingOf(song.title)}>
            {song.title}
          </h1>
          <p className={styles.artist} {...writingOf(song.artist)}>
            {song.artist}
          </p>
          <p className={styles.asked}>
            {spotify && <SpotifyMark className={styles.spotify} />}{' '}
            <AskedBy nickname={song.nickname} votes={song.votes} />
          </p>
        </div>
      </section>
    </main>
  )
}
