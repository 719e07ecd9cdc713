import type { SpotifyView } from '../../../src-main/contract/spotify-view.ts'
import type { PlaylistChoice, RequestPlayer, WayOut } from '../../../src-main/core/spotify/choices.ts'
import { spotifyProblems } from '../../../src-main/core/spotify/words.ts'

export type Device = SpotifyView['devices'][number]
export type ShownProblem = NonNullable<SpotifyView['problem']>

/** To be registered exactly so: Spotify then takes any port of this computer. */
export const redirectUri = 'http://127.0.0.1/callback'
export const dashboardUrl = 'https://developer.spotify.com/dashboard'

export const playerWords: Readonly<
  Record<RequestPlayer, { readonly label: string; readonly means: string }>
> = {
  hand: { label: 'By hand', means: 'You start each song on your own decks, and say so here.' },
  local: {
    label: 'This computer',
    means: 'Cueline plays your own files, one after the other without a gap.',
  },
  spotify: {
    label: 'Spotify',
    means: 'Cueline gives Spotify one song at a time, shortly before it is due. You own the order.',
  },
}

export const playlistWords: Readonly<Record<PlaylistChoice, string>> = {
  off: 'No playlist',
  approved: 'All that you approve',
  played: 'What was played',
}

/** What stands on the button that leads out of a problem; `null` when there is nothing to press. */
export const wayOutWords: Readonly<Record<WayOut, string | null>> = {
  connect: 'Connect Spotify',
  'try-again': 'Try again',
  'choose-device': 'Choose a device',
  wait: null,
  none: null,
}

/** What keeps Spotify from playing, also where only the connection tells it. */
export function problemOf({ connection, problem }: SpotifyView): ShownProblem | null {
  if (connection.state === 'ended') return { kind: 'signed-out', ...spotifyProblems['signed-out'] }
  if (connection.state === 'off') return { kind: 'not-connected', ...spotifyProblems['not-connected'] }
  return problem
}

/** Whether songs of Spotify can be searched for tonight. */
export function isSearched({ connection, searched }: SpotifyView): boolean {
  return connection.state === 'connected' && searched
}
