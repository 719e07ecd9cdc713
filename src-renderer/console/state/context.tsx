import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { NightView } from '../../../src-main/contract/console-view.ts'
import type { SpotifyView } from '../../../src-main/contract/spotify-view.ts'
import type { Actions } from './actions.ts'
import { type ConsoleState, type ConsoleStore, nightOf, spotifyOf } from './store.ts'

export type Console = { readonly store: ConsoleStore; readonly actions: Actions }

const ConsoleContext = createContext<Console | null>(null)

export type ConsoleProviderProps = { readonly console: Console; readonly children: ReactNode }

export function ConsoleProvider({ console, children }: ConsoleProviderProps) {
  return <ConsoleContext value={console}>{children}</ConsoleContext>
}

export function useConsole(): Console {
  const console = useContext(ConsoleContext)
  if (console === null) throw new Error('used outside ConsoleProvider')
  return console
}

export function useActions(): Actions {
  return useConsole().actions
}

export function useConsoleState<T>(select: (state: ConsoleState) => T): T {
  return useStore(useConsole().store, select)
}

/** Who is signed in; `null` before anybody is. */
export function useUser(): NightView['user'] | null {
  return useConsoleState(({ view }) =>
    view?.phase === 'night' || view?.phase === 'no-event' ? view.user : null,
  )
}

/** A part of the night that is open; only for what stands on the night screen. */
export function useNight<T>(select: (night: NightView) => T): T {
  return useConsoleState((state) => {
    const night = nightOf(state)
    if (night === null) throw new Error('no night is open')
    return select(night)
  })
}

/** A part of what is known of Spotify, in a night or before one. */
export function useSpotify<T>(select: (spotify: SpotifyView) => T): T {
  return useConsoleState((state) => {
    const spotify = spotifyOf(state)
    if (spotify === null) throw new Error('nobody is signed in')
    return select(spotify)
  })
}
