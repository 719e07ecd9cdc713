import { isPutAway } from '../../core/event.ts'
import { type LocalTrouble, troubleWords, whyNotHere } from '../../core/local/own-file.ts'
import {
  beginAt,
  halt,
  heardAt,
  jumpTo,
  type Playhead,
  positionOf,
  resume,
} from '../../core/local/playhead.ts'
import type { Request } from '../../core/request.ts'
import { done, type Result, refuse } from '../../core/result.ts'
import type { Live, Night } from '../../live.ts'
import type { Playback } from '../playback.ts'
import type { Clock } from '../ports.ts'
import type { Session } from '../session.ts'
import type { createSoundFiles } from './sound-file.ts'
import type { SoundMemory } from './sound-memory.ts'

type Deps = {
  readonly live: Live
  readonly session: Session
  readonly playback: Pick<Playback, 'start' | 'finish'>
  readonly files: Pick<ReturnType<typeof createSoundFiles>, 'isThere'>
  readonly memory: SoundMemory
  readonly clock: Clock
}

type Seen = { readonly id: string; readonly version: number }

/**
 * The player of the DJ's own files. The console's page makes the sound; what shall sound, from where, and what was heard is
 * decided and known here. It plays where the night's DJ is signed in, which is one console at a time.
 */
export function createLocalPlayer({ live, session, playback, files, memory, clock }: Deps) {
  /** What was found out about songs by trying; by request id. */
  const troubles = new Map<string, LocalTrouble>()
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

  function troubleOf({ id, track }: Request): LocalTrouble | null {
    return whyNotHere(track) ?? troubles.get(id) ?? null
  }

  function upcoming(): Request | null {
    return night()?.queue.find(({ id }) => !skipped.has(id)) ?? null
  }

  /** The front of the queue; a drive that was away may be back by now. */
  async function frontNow(): Promise<Request | null> {
    const front = upcoming()
    if (front && troubles.get(front.id) === 'missing' && (await files.isThere(front.track.id)))
      troubles.delete(front.id)
    return front
  }

  async function startHere(seen: Seen): Promise<Result<null>> {
    const own = { ...seen }
    starting.add(own)
    try {
      return await playback.start(own)
    } finally {
      starting.delete(own)
    }
  }

  /** `null`: it can be played. */
  function refusalOf(request: Request): Result<never> | null {
    const trouble = troubleOf(request)
    return trouble && refuse('left-to-dj', { detail: `“${request.track.title}” ${troubleWords[trouble]}` })
  }

  async function next(): Promise<Result<null>> {
    const front = await frontNow()
    if (front === null) return playback.finish()
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
      const trouble = front && troubleOf(front)
      return { head, halted, front, trouble, troubleOf, skipped }
    },

    /** A song that the DJ names. What can't be played here is started on the DJ's own decks. */
    async start(seen: Seen): Promise<Result<null>> {
      const request = night()?.requests.get(seen.id)
      troubles.delete(seen.id)
      skipped.delete(seen.id)
      return request && troubleOf(request) === null ? startHere(seen) : playback.start(seen)
    },

    async play(): Promise<Result<null>> {
      const open = night()
      if (open === null) return refuse('no-event')
      if (open.playing === null) return open.queue.length === 0 ? done() : next()
      halted = null
      if (head === null) return takeOver(open.playing)
      troubles.delete(head.requestId)
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
      for (let tries = 0; tries < 3; tries++) {
        const front = await frontNow()
        const playable = front !== null && troubleOf(front) === null
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
      troubles.set(id, (await files.isThere(request.track.id)) ? 'unreadable' : 'missing')
      if (head?.requestId === id) {
        const { title } = request.track
        halted = `“${title}” ${troubleWords[troubles.get(id) ?? 'unreadable']}. Play it on your decks, or go on with the next song.`
        set({ ...halt(head, clock()) })
      } else live.setPlayhead(head)
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
