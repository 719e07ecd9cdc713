import type { Database } from '../../../db/open-database.ts'
import type { RequestPlayer } from '../../core/spotify/choices.ts'
import type { PassedOver } from '../../core/spotify/step.ts'
import type { Live, Night } from '../../live.ts'
import type { Nights } from '../nights.ts'
import type { createPlayback } from '../playback.ts'
import type { Clock, Log } from '../ports.ts'
import { createSpotifyCalls } from './calls.ts'
import { createPlayerButtons } from './player-buttons.ts'
import { createPlayerDevices } from './player-devices.ts'
import { createPlayerLoop } from './player-loop.ts'
import { createPlayerMarks } from './player-marks.ts'
import { createPlayerRecord } from './player-record.ts'
import { isSameState, type SpotifyPlayerState, stateOf } from './player-state.ts'
import { createPlayerSteps } from './player-steps.ts'
import type { After, SpotifyApi } from './ports.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly nights: Pick<Nights, 'change'>
  readonly playback: Pick<ReturnType<typeof createPlayback>, 'start' | 'finish'>
  /** `null` while nobody is connected; after a change of it `retry` is to be called. */
  readonly api: () => SpotifyApi | null
  readonly clock: Clock
  readonly after: After
  readonly log: Log
}

/**
 * Spotify as the player of the open night. Our queue is the order: its front is handed over when what plays comes to its
 * end, and a song plays by our book once Spotify was read to play it. Nothing here throws.
 */
export function createSpotifyPlayer(deps: Deps) {
  const { live, nights, clock, log } = deps
  const calls = createSpotifyCalls(deps)
  const devices = createPlayerDevices({ live, nights, calls })
  const record = createPlayerRecord(deps)
  const marks = createPlayerMarks(record, log)
  const passedOver = new Map<string, PassedOver>()
  const listeners = new Set<() => void>()
  let chosen: RequestPlayer = 'hand'
  const player = () => chosen
  const perform = createPlayerSteps({
    ...{ ...deps, calls, devices, record, passedOver },
    answered: (answer) => loop.answered(answer),
  })
  const loop = createPlayerLoop({ ...deps, calls, devices, record, marks, passedOver, perform, player, tell })
  const buttons = createPlayerButtons({ loop, calls, devices, player, clock, log })
  let shown = state()

  function state(): SpotifyPlayerState {
    return stateOf({
      ...{ player: chosen, live, calls, devices, passedOver },
      memory: loop.memory(),
      asked: loop.asked(),
    })
  }

  function tell(): void {
    const now = state()
    if (isSameState(shown, now)) return
    shown = now
    for (const listener of [...listeners]) listener()
  }

  /** Something about a song that was passed over, at its turn. */
  async function settle(work: (night: Night) => Promise<void>): Promise<void> {
    await loop.inTurn(async () => {
      const night = live.night()
      if (night) await work(night)
    })
    tell()
    loop.go()
  }

  const undoLive = live.subscribe(() => {
    if (chosen === 'spotify') loop.go()
  })

  return {
    ...buttons,

    /** Who plays the queue from now on. What Spotify was given it keeps; the queue is as it was. */
    use(next: RequestPlayer): void {
      if (next === chosen) return
      chosen = next
      // What stood in the way of the one before says nothing about the other.
      calls.retry()
      loop.beginAnew()
      tell()
    },
    player,
    state,
    /** Calls when something is to be shown anew, not for a position that went on as expected; returns its undo. */
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },

    /** A song that was passed over is tried again. May throw `DatabaseProblem`. */
    again: (requestId: string): Promise<void> =>
      settle(async (night) => {
        const memory = loop.memory()
        const { [requestId]: _, ...tries } = memory.tries
        loop.change({ ...memory, tries, checked: null })
        passedOver.delete(requestId)
        await marks.set(requestId, false, night)
      }),

    /** A song that was passed over was heard, says the DJ: it is played. May throw `DatabaseProblem`. */
    heard: (requestId: string): Promise<void> =>
      settle(async (night) => {
        if (await record.heard(night, requestId)) passedOver.delete(requestId)
      }),

    /** The connection, or what stood in the way, has changed. */
    retry(): void {
      calls.retry()
      loop.go()
    },

    /** Resolves when nothing is under way any more. */
    async stop(): Promise<void> {
      undoLive()
      listeners.clear()
      await loop.stop()
    },
  }
}
