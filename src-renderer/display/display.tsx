import { useStore } from 'zustand'
import { Calm } from './calm.tsx'
import styles from './display.module.css'
import { useDrift } from './drift.ts'
import { Glow } from './glow.tsx'
import { useLook } from './look.ts'
import { Music } from './music.tsx'
import { Notices } from './notices.tsx'
import { noticesOn, type Screen, screenOf } from './screen.ts'
import type { DisplayState, DisplayStore } from './store.ts'
import { Welcome } from './welcome.tsx'

export type DisplayProps = {
  readonly store: DisplayStore
  /** Laid over another picture: no background, and nothing at all where there is nothing to say. */
  readonly overlay?: boolean
}

/** The page for the room. */
export function Display({ store, overlay = false }: DisplayProps) {
  const state = useStore(store)
  const drift = useDrift()
  const screen = state.view ? screenOf(state.view) : ({ kind: 'mark' } as const)
  useLook(state.view?.look, screen.kind === 'music' ? (screen.room.nowPlaying?.artworkUrl ?? null) : null)
  const notices = noticesOn(screen)
  if (overlay && (state.view?.blank || isCalm(screen))) return null
  return (
    <>
      {!overlay && <Backdrop screen={screen} />}
      <main
        className={styles.page}
        data-notices={notices.length > 0}
        data-practice={state.view?.practice === true}
        style={drift}
      >
        {notices.length > 0 && <Notices notices={notices} />}
        <Content screen={screen} state={state} onAnnounced={store.announced} />
      </main>
      {state.view?.practice && (
        <aside className={styles.practice} aria-label="Practice">
          Practice: invented guests
        </aside>
      )}
      {/* The night goes on behind it, and is there at once when it is lifted. */}
      {state.view?.blank && <section className={styles.blank} aria-label="Black" />}
    </>
  )
}

function isCalm({ kind }: Screen): boolean {
  return kind === 'mark' || kind === 'quiet' || kind === 'offline'
}

type ContentProps = {
  readonly screen: Screen
  readonly state: DisplayState
  readonly onAnnounced: () => void
}

function Content({ screen, state, onAnnounced }: ContentProps) {
  switch (screen.kind) {
    case 'mark':
    case 'quiet':
    case 'offline':
      return <Calm screen={screen} />
    case 'welcome':
      return <Welcome screen={screen} />
    case 'music':
      return (
        <Music
          screen={screen}
          receivedAt={state.receivedAt}
          announcements={state.announcements}
          turn={state.turn}
          held={state.view?.blank === true}
          onAnnounced={onAnnounced}
        />
      )
  }
}

/** The cover's colours fill the room; Spotify's covers may not be blurred. */
function Backdrop({ screen }: { readonly screen: Screen }) {
  const song = screen.kind === 'music' ? screen.room.nowPlaying : null
  return (
    <div aria-hidden="true">
      {song?.artworkUrl && song.spotifyUrl === undefined && (
        <Glow url={song.artworkUrl} className={styles.glow} />
      )}
      {screen.kind !== 'mark' && screen.kind !== 'quiet' && <div className={styles.shade} />}
    </div>
  )
}
