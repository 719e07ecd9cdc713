import type { Asked } from '../../core/spotify/asked.ts'
import type { RequestPlayer } from '../../core/spotify/choices.ts'
import { positionAt } from '../../core/spotify/playback-clock.ts'
import { liveOf, type Memory, wantedOf } from '../../core/spotify/player-memory.ts'
import type { SpotifyDevice, SpotifyItem, SpotifyPlayback } from '../../core/spotify/player-state.ts'
import type { SpotifyProblem } from '../../core/spotify/problem.ts'
import type { PassedOver } from '../../core/spotify/step.ts'
import type { Live } from '../../live.ts'
import type { SpotifyCalls } from './calls.ts'
import { bookOf, waitsFor } from './player-book.ts'
import type { createPlayerDevices } from './player-devices.ts'

/** The player as it is shown; several truths side by side. */
export type SpotifyPlayerState = {
  readonly player: RequestPlayer
  /** Where it plays, or would play; `null`: not known. */
  readonly device: SpotifyDevice | null
  /** As they were last asked for; one without an id, or a restricted one, can't be chosen. */
  readonly devices: readonly SpotifyDevice[]
  /** The last reading. Between two readings the position is to be interpolated. */
  readonly playback: SpotifyPlayback | null
  /** What the DJ asked for and no reading shows yet. */
  readonly asked: Asked | null
  /** The request that Spotify has and plays next: it can't be moved any more. */
  readonly handedOver: string | null
  /** The request at the front that only the DJ can play: nothing is handed over before it. */
  readonly waitsFor: string | null
  /** The DJ paused: nothing is handed over until something plays. */
  readonly held: boolean
  readonly problem: SpotifyProblem | null
  /** What plays at Spotify and is none of ours. */
  readonly elsewhere: SpotifyItem | null
  readonly passedOver: readonly { readonly requestId: string; readonly why: PassedOver }[]
}

type Parts = {
  readonly player: RequestPlayer
  readonly live: Live
  readonly memory: Memory
  readonly asked: Asked | null
  readonly calls: SpotifyCalls
  readonly devices: ReturnType<typeof createPlayerDevices>
  readonly passedOver: ReadonlyMap<string, PassedOver>
}

/** A reading that moves the position further than this is news, milliseconds. */
const jumpMs = 1_500

export function stateOf(parts: Parts): SpotifyPlayerState {
  const { player, live, memory, asked, calls, devices, passedOver } = parts
  const night = live.night()
  const { playback, run } = memory
  const known = devices.known()
  const over = new Set(passedOver.keys())
  const isOurs = run !== null && run.owner !== null && run.owner === night?.playing?.id
  return {
    player,
    device: playback?.device ?? known.find(({ id }) => id !== null && id === devices.chosen()) ?? null,
    devices: known,
    playback,
    asked,
    handedOver: night && handedOverOf(memory, bookOf(night, over)),
    waitsFor: night && player === 'spotify' ? waitsFor(night, over) : null,
    held: memory.held,
    problem: player === 'spotify' ? calls.problem() : null,
    elsewhere: isOurs ? null : (playback?.item ?? null),
    passedOver: [...passedOver]
      .filter(([id]) => night?.queuePlaces.has(id))
      .map(([requestId, why]) => ({ requestId, why })),
  }
}

function handedOverOf(memory: Memory, book: ReturnType<typeof bookOf>): string | null {
  const one = liveOf(memory, book)
  return one && (wantedOf(one, book)?.requestId ?? one.song.requestId)
}

/** Nothing is to be shown anew: a position that went on as expected is the same. */
export function isSameState(before: SpotifyPlayerState, after: SpotifyPlayerState): boolean {
  const was = before.playback
  const is = after.playback
  if (was && is && Math.abs(positionAt(was, is.at) - is.positionMs) > jumpMs) return false
  return JSON.stringify(still(before)) === JSON.stringify(still(after))
}

function still(state: SpotifyPlayerState) {
  const { playback } = state
  return { ...state, playback: playback && { ...playback, at: 0, positionMs: 0 } }
}
