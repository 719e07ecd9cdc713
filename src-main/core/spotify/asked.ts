import { positionAt } from './playback-clock.ts'
import type { SpotifyPlayback } from './player-state.ts'

/** What the player was last asked for, at `at` (epoch milliseconds), until a reading shows it. */
export type Asked = { readonly at: number } & (
  | { readonly what: 'play' | 'pause' | 'next' | 'previous' }
  | { readonly what: 'seek'; readonly positionMs: number }
  | { readonly what: 'volume'; readonly percent: number }
  | { readonly what: 'device'; readonly deviceId: string }
)

/** A reading this close after a command may still be of the time before it, milliseconds. */
const lagMs = 300
const positionTolerance = 3_000
/** What hasn't shown by then has not happened. */
const forgetMs = 10_000

/** Whether the reading made at `now` answers it: shown, or too long ago to be still on its way. */
export function isAnswered(asked: Asked, playback: SpotifyPlayback | null, now: number): boolean {
  const since = now - asked.at
  if (since >= forgetMs) return true
  return since >= lagMs && isShown(asked, playback, now)
}

function isShown(asked: Asked, playback: SpotifyPlayback | null, now: number): boolean {
  switch (asked.what) {
    case 'play':
      return playback?.playing === true
    case 'pause':
      return playback?.playing !== true
    case 'seek': {
      if (playback === null) return false
      const expected = asked.positionMs + (playback.playing ? now - asked.at : 0)
      return Math.abs(positionAt(playback, now) - expected) <= positionTolerance
    }
    case 'volume': {
      const volume = playback?.device?.volume ?? null
      return volume !== null && Math.abs(volume - asked.percent) <= 1
    }
    case 'device':
      return playback?.device?.id === asked.deviceId
    // Where they lead to can't be foretold: any later reading shows it.
    case 'next':
    case 'previous':
      return true
  }
}
