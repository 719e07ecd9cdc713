import type { WayOut } from './choices.ts'
import type { SpotifyProblem } from './problem.ts'

export type SpotifyProblemKind = SpotifyProblem['kind']

type Wording = {
  /** What happened and what to do, for the DJ. */
  readonly words: string
  readonly wayOut: WayOut
  /** `attention`: Spotify does less than it could. `down`: it does nothing at all for now. The night runs on in any case. */
  readonly state: 'attention' | 'down'
}

export const spotifyProblems: Readonly<Record<SpotifyProblemKind, Wording>> = {
  'not-connected': { words: 'Spotify is not connected.', wayOut: 'connect', state: 'attention' },
  offline: {
    words:
      'Spotify cannot be reached: this computer has no internet right now. Cueline tries again by itself.',
    wayOut: 'try-again',
    state: 'down',
  },
  slow: {
    words: 'Spotify does not answer in time. Cueline looks again before it sends anything twice.',
    wayOut: 'try-again',
    state: 'attention',
  },
  broken: {
    words: 'Spotify has trouble of its own right now. Cueline tries again by itself.',
    wayOut: 'try-again',
    state: 'down',
  },
  'signed-out': {
    words: 'The connection to Spotify has ended. Connect again; your queue is kept.',
    wayOut: 'connect',
    state: 'down',
  },
  'not-listed': {
    words:
      'This Spotify account is not on the list of users of your client id. Add it in Spotify’s developer dashboard under “User Management”, then try again.',
    wayOut: 'try-again',
    state: 'down',
  },
  premium: {
    words:
      'Spotify refuses this account. Both it and the owner of the client id need Premium, and it must be on the list under “User Management” in Spotify’s developer dashboard. Mend that, then try again.',
    wayOut: 'try-again',
    state: 'down',
  },
  scope: {
    words: 'The connection lacks a permission. Connect again and accept everything that Spotify lists.',
    wayOut: 'connect',
    state: 'attention',
  },
  'rate-limited': {
    words: 'Spotify takes no more calls for the moment.',
    wayOut: 'wait',
    state: 'attention',
  },
  quota: {
    words:
      'The quota of your client ids at Spotify is used up, and waiting does not help. Play by hand, and look at the quota in Spotify’s developer dashboard.',
    wayOut: 'try-again',
    state: 'down',
  },
  'no-device': {
    words: 'No device is ready. Open Spotify on the device that shall play, then choose it here.',
    wayOut: 'choose-device',
    state: 'attention',
  },
  'device-refuses': {
    words: 'This device cannot be controlled in that way. Use its own buttons, or choose another device.',
    wayOut: 'choose-device',
    state: 'attention',
  },
  'not-now': { words: 'Spotify does not allow that at this moment.', wayOut: 'none', state: 'attention' },
  'not-found': { words: 'That is not at Spotify any more.', wayOut: 'none', state: 'attention' },
  unclear: {
    words: 'Spotify answered something that Cueline does not understand. Trying again may help.',
    wayOut: 'try-again',
    state: 'attention',
  },
}

/** The sentence for a problem; a pause says for how long. `now`: epoch milliseconds. */
export function wordsForSpotify(problem: SpotifyProblem, now: number): string {
  const { words } = spotifyProblems[problem.kind]
  if (problem.kind !== 'rate-limited') return words
  return `${words} It goes on in ${spanOf(problem.until - now)} by itself; requests are not touched.`
}

function spanOf(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  if (ms < 90_000) return `${Math.max(1, Math.ceil(ms / 1000))} seconds`
  return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`
}
