import { isPutAway } from '../../core/event.ts'
import { troubleWords } from '../../core/local/own-file.ts'
import {
  beginAt,
  halt,
  heardAt,
  jumpTo,
  type Playhead,
  positionOf,
  resume,
  wasHeard,
} from '../../core/local/playhead.ts'
import type { Request } from '../../core/request.ts'
import { done, type Result, refuse } from '../../core/result.ts'
import type { Live, Night } from '../../live.ts'
import type { Playback } from '../playback.ts'
import type { Clock } from '../ports.ts'
import type { Session } from '../session.ts'
import type { createSoundFiles } from './sound-file.ts'
import type { SoundMemory } from './sound-memory.ts'
import { createTroubles } from './troubles.ts'

type Deps = {
  readonly live: Live
  readonly session: Session
  readonly playback: Pick<Playback, 'start' | 'finish'>
  readonly files: Pick<ReturnType<typeof createSoundFiles>, 'isThere'>
  readonly memory: SoundMemory
  readonly clock: Clock
}

type Seen = { readonly id: string; readonly version: number }

/** Milliseconds between two words of the page about where the song is. */
const heardEvery = 3_000

/**
 * The player of the DJ's own files. The console's page makes the sound; what shall sound, from where, and what was heard is
 * decided and known here. It plays where the night's DJ is signed in, which is one console at a time.
 */
export function createLocalPlayer({ live, session, playback, files, memory, clock }: Deps) {
  const troubles = createTroubles(files)
  const skipped = new Set<string>()
  let head: Playhead | null = null
  let halted: string | null = null
  /** The songs that are being started here, two at once by two hands: one begins to sound when it plays by our book. */
  const starting = new Set<Seen>()

  /** The open night, where this computer plays it. */
  function night(): Night | null {
    const open = live.night()
    const isOurs = open?.event.config.player === 'local' && open.event.userId === session.user()?.id
    return isOurs && !isPutAway(open.event) ? open : null
  }

  function set(next: Playhead | null): void {
    if (next === head) return
    head = next
    if (head) {
      const { requestId } = head
      memory.keepPlace({ requestId, positionMs: positionOf(head, clock()) })
    }
    live.setPlayhead(head)
  }

  /** A song that was left playing here is there again, paused: nothing sounds by itself. */
  function follow(): void {
    const playing = night()?.playing ?? null
    if (head?.requestId === playing?.id) return
    halted = null
    set(playing && headFor(playing.id))
  }

  function headFor(id: string): Playhead | null {
    if ([...starting].some((seen) => seen.id === id))
      return beginAt(head, id, { positionMs: 0, playing: true }, clock())
    const { place } = memory.settings()
    if (place?.requestId !== id) return null
    return beginAt(head, id, { positionMs: place.positionMs, playing: false }, clock())
  }

  /** What should sound and could not be played. */
  function failing(): Playhead | null {
    return head && troubles.hasFailed(head.requestId) ? head : null
  }

  /** Of which nobody heard most: it is left to the DJ, and not played. */
  function unheard(): string | null {
    const failed = failing()
    const song = failed && night()?.requests.get(failed.requestId)
    if (!failed || !song) return null
    return wasHeard(positionOf(failed, clock()), song.track.durationMs) ? null : song.id
  }

  /** Leaves what plays by `go`. */
  async function leave(go: (isUnheard: boolean) => Promise<Result<null>>): Promise<Result<null>> {
    const left = unheard()
    if (left === null) return go(false)
    // Before it is back in the queue: what is in front of it must not be begun twice.
    skipped.add(left)
    const outcome = await go(true)
    if (!outcome.ok) skipped.delete(left)
    return outcome
  }

  function upcoming(): Request | null {
    return night()?.queue.find(({ id }) => !skipped.has(id)) ?? null
  }

  async function frontNow(): Promise<Request | null> {
    const front = upcoming()
    if (front) await troubles.lookAgain(front)
    return front
  }

  async function startHere(seen: Seen): Promise<Result<null>> {
    const own = { ...seen }
    starting.add(own)
    try {
      return await leave((isUnheard) => playback.start(own, isUnheard))
    } finally {
      starting.delete(own)
    }
  }

  /** `null`: it can be played. */
  function refusalOf(request: Request): Result<never> | null {
    const trouble = troubles.of(request)
    return trouble && refuse('left-to-dj', { detail: `“${request.track.title}” ${troubleWords[trouble]}` })
  }

  async function next(): Promise<Result<null>> {
    const front = await frontNow()
    if (front === null) return leave(playback.finish)
    return refusalOf(front) ?? startHere(front)
  }

  /** What plays was started by hand, and goes on here from where it is by the clock. */
  function takeOver(playing: Request): Result<null> {
    const refusal = refusalOf(playing)
    if (refusal) return refusal
    const gone = playing.startedAt === null ? 0 : clock() - playing.startedAt
    const { durationMs } = playing.track
    const positionMs = durationMs !== null && gone < durationMs ? Math.max(0, gone) : 0
    set(beginAt(head, playing.id, { positionMs, playing: true }, clock()))
    return done()
  }

  return {
    isOn: () => night() !== null,
    follow,
    next,

    state() {
      const front = upcoming()
      const trouble = front && troubles.of(front)
      const failed = failing()?.requestId ?? null
      return { head, halted, failed, front, trouble, troubleOf: troubles.of, skipped }
    },

    /** A song that the DJ names. What can't be played here is started on the DJ's own decks. */
    async start(seen: Seen): Promise<Result<null>> {
      const request = night()?.requests.get(seen.id)
      troubles.forget(seen.id)
      skipped.delete(seen.id)
      if (request && troubles.of(request) === null) return startHere(seen)
      return leave((isUnheard) => playback.start(seen, isUnheard))
    },

    async play(): Promise<Result<null>> {
      const open = night()
      if (open === null) return refuse('no-event')
      if (open.playing === null) return open.queue.length === 0 ? done() : next()
      halted = null
      if (head === null) return takeOver(open.playing)
      troubles.forget(head.requestId)
      set(resume(head, clock()))
      return done()
    },
    pause(): void {
      if (head) set(halt(head, clock()))
    },
    seek(positionMs: number): void {
      if (head) set(jumpTo(head, positionMs, clock()))
    },
    async skip(id: string): Promise<Result<null>> {
      skipped.add(id)
      if (night()?.playing === null && upcoming()) return next()
      live.setPlayhead(head)
      return done()
    },

    /** The next song begins at once; before one that can't be played here, it is quiet. */
    async ended(id: string): Promise<Result<null>> {
      if (head?.requestId !== id || night()?.playing?.id !== id) return done()
      troubles.forget(id)
      for (let tries = 0; tries < 3; tries++) {
        const front = await frontNow()
        // The DJ has gone on meanwhile: what plays by now has not ended.
        if (night()?.playing?.id !== id) return done()
        const playable = front !== null && troubles.of(front) === null
        const outcome = playable ? await startHere(front) : await playback.finish()
        // The order was changed at the same moment: what is in front by now follows.
        if (outcome.ok || (outcome.error.code !== 'stale' && outcome.error.code !== 'not-in-queue'))
          return outcome
      }
      return refuse('stale')
    },
    async failed(id: string): Promise<void> {
      const request = night()?.requests.get(id)
      if (!request) return
      const trouble = await troubles.look(request)
      if (head?.requestId === id) {
        halted = `“${request.track.title}” ${troubleWords[trouble]}. Play it on your decks, or go on with the next song.`
        set({ ...halt(head, clock()) })
      } else live.setPlayhead(head)
    },
    /** Its file has not answered for a while; it goes on by itself if it does. */
    stuck(id: string, positionMs: number, isStuck: boolean): void {
      const request = night()?.requests.get(id)
      if (!request || head?.requestId !== id || !head.playing) return
      if (isStuck) troubles.set(id, 'no-answer')
      else troubles.forget(id)
      const { title } = request.track
      halted = isStuck
        ? `“${title}” does not answer: its drive may be slow or away. It goes on by itself when it does, or go on without it.`
        : null
      set({ ...head, positionMs, at: clock() })
    },
    /** It plays on the DJ's own decks from now on. */
    byHand(id: string): void {
      if (head?.requestId !== id) return
      memory.keepPlace(null)
      halted = null
      set(null)
    },
    /** The computer slept: the song waits where it was heard last. */
    slept(): void {
      if (!head?.playing) return
      halted = 'The computer slept, so the music is paused. Press Play to go on.'
      const reckoned = positionOf(head, clock())
      const { place } = memory.settings()
      const last = place?.requestId === head.requestId ? place.positionMs + heardEvery : reckoned
      set(halt(head, clock(), Math.min(reckoned, last)))
    },
    halted(id: string, positionMs: number, output: string): void {
      if (head?.requestId !== id) return
      halted = `“${output}” is not connected, so the music is paused. Plug it in again or choose another output, then press Play.`
      set({ ...halt(head, clock(), positionMs) })
    },
    /** `jump`: where it went last; what was heard before that says nothing. */
    heard(id: string, positionMs: number, jump: number): void {
      if (head?.requestId !== id || head.jump !== jump) return
      memory.keepPlace({ requestId: id, positionMs })
      set(heardAt(head, positionMs, clock()))
    },
    /** The page was loaded anew, and makes no sound. */
    silent(): void {
      const { place } = memory.settings()
      if (head) set(halt(head, clock(), place?.requestId === head.requestId ? place.positionMs : undefined))
    },
  }
}
