import { afterPlayWished } from '../../core/spotify/after-step.ts'
import { type Asked, isAnswered } from '../../core/spotify/asked.ts'
import type { RequestPlayer } from '../../core/spotify/choices.ts'
import { nextStep } from '../../core/spotify/hand-over.ts'
import { type Book, type Memory, newMemory } from '../../core/spotify/player-memory.ts'
import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import type { PassedOver, Step } from '../../core/spotify/step.ts'
import type { Live, Night } from '../../live.ts'
import { createTurns } from '../in-turn.ts'
import type { Clock, Log } from '../ports.ts'
import type { SpotifyCalls } from './calls.ts'
import { bookOf, songOf } from './player-book.ts'
import type { createPlayerDevices } from './player-devices.ts'
import type { createPlayerMarks } from './player-marks.ts'
import type { createPlayerRecord } from './player-record.ts'
import type { After } from './ports.ts'

type Deps = {
  readonly live: Live
  readonly clock: Clock
  readonly after: After
  readonly log: Log
  readonly calls: SpotifyCalls
  readonly devices: Pick<ReturnType<typeof createPlayerDevices>, 'known' | 'refresh'>
  readonly record: Pick<ReturnType<typeof createPlayerRecord>, 'handedOver'>
  readonly marks: ReturnType<typeof createPlayerMarks>
  readonly passedOver: Map<string, PassedOver>
  readonly perform: (step: Exclude<Step, { do: 'wait' }>, memory: Memory, night: Night) => Promise<Memory>
  readonly player: () => RequestPlayer
  /** Something may have to be shown anew. */
  readonly tell: () => void
}

export type PlayerLoop = ReturnType<typeof createPlayerLoop>

/** After a failure of the database, milliseconds. */
const troubleMs = 5_000
/** More steps at once than any evening needs: a fault of the rules must not become a storm of calls. */
const mostSteps = 20
/** A button's effect that does not show yet is looked for again, milliseconds. */
const readAgainMs = 2_000
/** What a button asked for and did not get by then it does not get, milliseconds. */
const wishMs = 15_000

/** Asks the rules what to do, does it, and waits as long as they say; one thing at a time, buttons in between. */
export function createPlayerLoop(deps: Deps) {
  const { live, clock, after, log, calls, devices, record, marks, passedOver, perform, player, tell } = deps
  const inTurn = createTurns()
  let eventId: string | null = null
  let memory: Memory = newMemory([], 0)
  let asked: Asked | null = null
  let granted: ((answer: SpotifyAnswer<null>) => void) | null = null
  let callOff: (() => void) | null = null
  let isComing = false
  let stopped = false

  function answered(answer: SpotifyAnswer<null>): void {
    granted?.(answer)
    granted = null
  }

  function later(at: number): void {
    callOff?.()
    callOff = at === Number.POSITIVE_INFINITY ? null : after(Math.max(1, Math.ceil(at - clock())), go)
  }

  /** As soon as what is under way has ended. */
  function go(): void {
    if (isComing || stopped) return
    isComing = true
    void inTurn(async () => {
      isComing = false
      await run()
    })
  }

  async function run(): Promise<void> {
    callOff?.()
    callOff = null
    try {
      later(await work())
    } catch (error) {
      log.error('The player could not go on; trying again', { error })
      later(clock() + troubleMs)
    }
    const { wish } = memory
    if (wish === null) answered({ ok: true, value: null })
    else if (calls.until(true) > clock() || clock() - wish.at > wishMs) forgoWish()
    tell()
  }

  /** Until there is something to wait for; answers until when, epoch milliseconds. */
  async function work(): Promise<number> {
    for (let steps = 0; steps < mostSteps; steps += 1) {
      const night = live.night()
      if (stopped || !night || night.event.endedAt !== null) return Number.POSITIVE_INFINITY
      if (player() === 'hand') {
        forgoWish()
        return readOnce(night)
      }
      if (eventId !== night.event.id) await begin(night)
      const until = calls.until(memory.wish !== null)
      if (until > clock()) return until
      const step = nextStep(memory, bookOf(night, new Set(passedOver.keys())), clock())
      if (step.do === 'wait') return step.until
      await take(step, night)
      tell()
    }
    log.warn('The player found no rest', { handed: memory.handed.length })
    return clock() + troubleMs
  }

  async function take(step: Exclude<Step, { do: 'wait' }>, night: Night): Promise<void> {
    memory = await perform(step, memory, night)
    if (asked && step.do === 'read' && isAnswered(asked, memory.playback, clock())) asked = null
    await marks.follow(memory, live.night() ?? night, passedOver)
  }

  /** While songs are played by hand Spotify is read only after a button was pressed. */
  async function readOnce(night: Night): Promise<number> {
    if (memory.readBy === null || calls.until(true) > clock()) return Number.POSITIVE_INFINITY
    if (memory.readBy > clock()) return memory.readBy
    await take({ do: 'read' }, night)
    // A reading that lags does not show yet what was asked for.
    memory = { ...memory, readBy: asked === null ? null : clock() + readAgainMs }
    return memory.readBy ?? Number.POSITIVE_INFINITY
  }

  /** What was handed over in this night, by whichever console, is looked for before anything is handed over. */
  async function begin(night: Night): Promise<void> {
    const isSameNight = memory.handed.some(({ song }) => night.requests.has(song.requestId))
    const known = isSameNight ? memory.handed.map(({ song }) => song.requestId) : []
    const stored = await record.handedOver(night)
    marks.know(stored)
    const ids = [...new Set([...stored, ...known])]
    const waiting = ids.flatMap((id) => night.queue.find((request) => request.id === id) ?? [])
    for (const id of [...passedOver.keys()]) if (!night.requests.has(id)) passedOver.delete(id)
    memory = newMemory(waiting.filter(({ id }) => !passedOver.has(id)).map(songOf), clock())
    eventId = night.event.id
    if (devices.known().length === 0) await devices.refresh()
  }

  function forgoWish(): void {
    if (memory.wish === null) return
    memory = { ...memory, wish: null }
    answered({ ok: false, problem: calls.problem() ?? { kind: 'not-now' } })
  }

  return {
    inTurn,
    go,
    answered,
    memory: () => memory,
    /** To be called at one's turn only: a step that is under way goes on from what it began with. */
    change(next: Memory): void {
      memory = next
    },
    asked: () => asked,
    setAsked(next: Asked | null): void {
      asked = next
      tell()
    },
    book(): Book | null {
      const night = live.night()
      return night && bookOf(night, new Set(passedOver.keys()))
    },

    /** Leaves to the rules what a button asks for; answers what Spotify says to it. */
    wish(what: 'play' | 'next'): Promise<SpotifyAnswer<null>> {
      return new Promise((resolve) => {
        void inTurn(async () => {
          forgoWish()
          asked = { what, at: clock() }
          memory = afterPlayWished(memory, { to: what === 'next' ? 'go-on' : 'begin', at: clock() })
          granted = resolve
          tell()
          await run()
        })
      })
    },

    /** What Spotify has is looked for before anything else. */
    beginAnew(): void {
      eventId = null
      go()
    },

    /** Resolves when nothing is under way any more. */
    async stop(): Promise<void> {
      stopped = true
      await inTurn(async () => {
        callOff?.()
        forgoWish()
      })
    },
  }
}
