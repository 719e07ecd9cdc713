import type { Database } from '../../../db/open-database.ts'
import type { Player } from '../../core/event.ts'
import { isAtEnd } from '../../core/spotify/after-read.ts'
import { afterPlayWished, settleMs } from '../../core/spotify/after-step.ts'
import { type Asked, isAnswered } from '../../core/spotify/asked.ts'
import { nextStep } from '../../core/spotify/hand-over.ts'
import { liveOf, type Memory, newMemory, statusOf } from '../../core/spotify/player-memory.ts'
import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import type { PassedOver } from '../../core/spotify/step.ts'
import type { Live, Night } from '../../live.ts'
import { createTurns } from '../in-turn.ts'
import type { Nights } from '../nights.ts'
import type { createPlayback } from '../playback.ts'
import type { Clock, Log } from '../ports.ts'
import { createSpotifyCalls } from './calls.ts'
import { bookOf, songOf } from './player-book.ts'
import { createPlayerDevices } from './player-devices.ts'
import { createPlayerMarks } from './player-marks.ts'
import { createPlayerRecord } from './player-record.ts'
import { isSameState, stateOf } from './player-state.ts'
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

export type SpotifyPlayer = ReturnType<typeof createSpotifyPlayer>

/** After a failure of the database, milliseconds. */
const troubleMs = 5_000
/** More steps at once than any evening needs: a fault of the rules must not become a storm of calls. */
const mostSteps = 20
/** What a button asked for and did not get by then it does not get, milliseconds. */
const wishMs = 15_000

/**
 * Spotify as the player of the open night. Our queue is the order: its front is handed over when what plays comes to its
 * end, and a song plays by our book once Spotify was read to play it. Nothing here throws.
 */
export function createSpotifyPlayer(deps: Deps) {
  const { live, nights, clock, after, log } = deps
  const inTurn = createTurns()
  const calls = createSpotifyCalls(deps)
  const devices = createPlayerDevices({ live, nights, calls })
  const record = createPlayerRecord(deps)
  const marks = createPlayerMarks(record, log)
  const passedOver = new Map<string, PassedOver>()
  const listeners = new Set<() => void>()
  const perform = createPlayerSteps({ ...deps, calls, devices, record, passedOver, answered })
  let player: Player = 'hand'
  let eventId: string | null = null
  let memory: Memory = newMemory([], 0)
  let asked: Asked | null = null
  let granted: ((answer: SpotifyAnswer<null>) => void) | null = null
  let callOff: (() => void) | null = null
  let isComing = false
  let stopped = false
  let shown = state()

  function state() {
    return stateOf({ player, live, memory, asked, calls, devices, passedOver })
  }

  function tell(): void {
    const now = state()
    if (isSameState(shown, now)) return
    shown = now
    for (const listener of [...listeners]) listener()
  }

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
      if (player === 'hand') {
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

  async function take(step: Parameters<typeof perform>[0], night: Night): Promise<void> {
    memory = await perform(step, memory, night)
    if (asked && step.do === 'read' && isAnswered(asked, memory.playback, clock())) asked = null
    await marks.follow(memory, live.night() ?? night, passedOver)
  }

  /** While songs are played by hand Spotify is read only after a button was pressed. */
  async function readOnce(night: Night): Promise<number> {
    if (memory.readBy === null || calls.until(true) > clock()) return Number.POSITIVE_INFINITY
    if (memory.readBy > clock()) return memory.readBy
    await take({ do: 'read' }, night)
    memory = { ...memory, readBy: null }
    return Number.POSITIVE_INFINITY
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

  /** A button of the DJ: at its turn, with what was asked for shown at once, and read soon after. */
  function press(
    wanted: Asked,
    act: (api: SpotifyApi) => Promise<SpotifyAnswer<null>>,
    then = () => memory,
  ): Promise<SpotifyAnswer<null>> {
    return inTurn(() =>
      ask(wanted, async () => {
        const answer = await calls.command(act)
        if (answer.ok) memory = then()
        return answer
      }),
    )
  }

  async function ask(wanted: Asked, act: () => Promise<SpotifyAnswer<null>>): Promise<SpotifyAnswer<null>> {
    asked = wanted
    tell()
    try {
      const answer = await act()
      asked = answer.ok ? { ...wanted, at: clock() } : null
      return answer
    } catch (error) {
      log.error('A button of the player failed', { error })
      asked = null
      return { ok: false, problem: { kind: 'unclear', status: 0 } }
    } finally {
      memory = { ...memory, readBy: clock() + settleMs }
      tell()
      go()
    }
  }

  function bookNow() {
    const night = live.night()
    return night && bookOf(night, new Set(passedOver.keys()))
  }

  /** Leaves to the rules what a button asks for; answers what Spotify says to it. */
  function wish(what: 'play' | 'next'): Promise<SpotifyAnswer<null>> {
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
  }

  function forgoWish(): void {
    if (memory.wish === null) return
    memory = { ...memory, wish: null }
    answered({ ok: false, problem: calls.problem() ?? { kind: 'not-now' } })
  }

  const undoLive = live.subscribe(() => {
    if (player === 'spotify') go()
  })

  return {
    /** Who plays the queue from now on. What Spotify was given it keeps; the queue is as it was. */
    use(next: Player): void {
      if (next === player) return
      player = next
      eventId = null
      go()
      tell()
    },
    player: (): Player => player,
    state,
    /** Calls when something is to be shown anew, not for a position that went on as expected; returns its undo. */
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },

    /** Goes on, or begins with the front of our queue when nothing plays. */
    async play(): Promise<SpotifyAnswer<null>> {
      const book = bookNow()
      const status = statusOf(memory)
      const hasStopped = memory.playback !== null && !memory.playback.playing && isAtEnd(memory.playback)
      const isIdle = hasStopped || (status === 'nothing' && !memory.held)
      if (player === 'spotify' && isIdle && book?.front && !liveOf(memory, book)) return wish('play')
      const deviceId = status === 'nothing' || status === 'unread' ? devices.chosen() : null
      // What Spotify was given already begins instead of what has ended.
      const isWaiting = hasStopped && book !== null && liveOf(memory, book) !== null
      return press(
        { what: 'play', at: clock() },
        (api) => (isWaiting ? api.next() : api.resume(deviceId)),
        () => afterPlayWished(memory, null),
      )
    },

    /** Also when the song comes to its end in the same moment: silence is wanted. */
    pause: () =>
      press(
        { what: 'pause', at: clock() },
        (api) => api.pause(),
        () => ({ ...memory, held: true }),
      ),

    /** To the front of our queue, or to what Spotify has next when we have nothing for it. */
    async next(): Promise<SpotifyAnswer<null>> {
      const book = bookNow()
      const hasOurs = book !== null && (book.front !== null || liveOf(memory, book) !== null)
      if (player === 'spotify' && hasOurs) return wish('next')
      return press({ what: 'next', at: clock() }, (api) => api.next())
    },

    previous: () => press({ what: 'previous', at: clock() }, (api) => api.previous()),
    seek: (positionMs: number) =>
      press({ what: 'seek', positionMs, at: clock() }, (api) => api.seek(positionMs)),
    setVolume: (percent: number) =>
      press({ what: 'volume', percent, at: clock() }, (api) => api.setVolume(percent)),
    chooseDevice: (deviceId: string) =>
      inTurn(() =>
        ask({ what: 'device', deviceId, at: clock() }, () =>
          devices.choose(deviceId, memory.playback?.playing ?? false),
        ),
      ),
    refreshDevices: () => inTurn(devices.refresh).finally(tell),

    /** A song that was passed over is tried again. */
    async again(requestId: string): Promise<void> {
      await inTurn(async () => {
        const { [requestId]: _, ...tries } = memory.tries
        memory = { ...memory, tries, checked: null }
        passedOver.delete(requestId)
        const night = live.night()
        if (night) await marks.set(requestId, false, night)
      })
      tell()
      go()
    },

    /** A song that was passed over was heard, says the DJ: it is played. */
    async heard(requestId: string): Promise<void> {
      await inTurn(async () => {
        const night = live.night()
        if (night && (await record.heard(night, requestId))) passedOver.delete(requestId)
      })
      tell()
      go()
    },

    /** The connection, or what stood in the way, has changed. */
    retry(): void {
      calls.retry()
      go()
    },

    /** Resolves when nothing is under way any more. */
    async stop(): Promise<void> {
      stopped = true
      undoLive()
      listeners.clear()
      await inTurn(async () => {
        callOff?.()
        forgoWish()
      })
    },
  }
}
