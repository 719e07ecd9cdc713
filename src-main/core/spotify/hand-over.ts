import { assertNever } from '../result.ts'
import { mayBeOver } from './after-read.ts'
import { fateOf, isStuck } from './fate.ts'
import { remainingAt } from './playback-clock.ts'
import { type Book, liveOf, type Memory, statusOf, wantedOf } from './player-memory.ts'
import { readDue } from './poll-pace.ts'
import { isSong, isSongOrRelease, type Song } from './same-song.ts'
import type { Step } from './step.ts'

/** How much of a song is left when the next one is handed over, in milliseconds. */
export const handOverMs = 15_000
/** So many times may Spotify take a song and then not have it. */
const mostTries = 3
/** How long nothing must sound before a song is started, so that a gap between two readings is not silence. */
const silenceMs = 1_200
/** Before a song is put behind another, the player and its queue must have been read this lately. */
const freshMs = 2_500
/** Longer than this the DJ doesn't wait for our song to be where a wish goes on to. */
const patienceMs = 8_000
/** What is marked as playing takes a while to sound. */
const beginMs = 10_000

/** The one next thing to do. Without a step that is urgent it says how long to wait. */
export function nextStep(memory: Memory, book: Book, now: number): Step {
  const due = readDue(memory, book)
  if (now >= due) return { do: 'read' }
  const step =
    beginning(memory, book, now) ??
    ending(memory, book, now) ??
    following(memory, book, now) ??
    granting(memory, book, now) ??
    offering(memory, book, now, false)
  if (step === null) return { do: 'wait', until: due }
  return step.do === 'wait' ? { do: 'wait', until: Math.min(step.until, due) } : step
}

/** A song of ours began. One that the DJ took back is gone on from, once the next is there to go on to. */
function beginning(memory: Memory, book: Book, now: number): Step | null {
  const { run } = memory
  const status = statusOf(memory)
  if (!run || run.owner !== null || !['playing', 'paused', 'ended'].includes(status)) return null
  const begun = memory.handed.find(({ song }) => isSongOrRelease(run.item, song))
  const wanted = begun && wantedOf(begun, book)
  if (status === 'ended' && !(begun && memory.playback && mayBeOver(begun, memory.playback))) return null
  if (wanted) return { do: 'adopt', requestId: wanted.requestId }
  // Marked by hand, and played as another release.
  if (begun && begun.song.requestId === book.playing?.requestId)
    return { do: 'adopt', requestId: begun.song.requestId }
  const started = book.waiting.find((song) => isSong(run.item, song))
  if (started && status === 'playing') return { do: 'adopt', requestId: started.requestId }
  if (!begun || run.skipped || status !== 'playing') return null
  const live = liveOf(memory, book)
  const isNextThere = live === null ? book.front === null : live.stage === 'there'
  if (isNextThere || now - run.since > patienceMs) return { do: 'skip', why: 'taken-back' }
  return live === null ? offering(memory, book, now, true) : null
}

function ending(memory: Memory, { playing }: Book, now: number): Step | null {
  const { run, handed, held } = memory
  if (!playing?.atSpotify) return null
  // Marked by hand before it began.
  if (handed.some(({ song }) => song.requestId === playing.requestId)) return null
  const isShown = run?.owner === playing.requestId
  const isNew = now - playing.startedAt < beginMs
  const status = statusOf(memory)
  switch (status) {
    case 'unread':
      return null
    case 'playing':
    case 'paused':
    case 'advert':
      return isShown || isNew ? null : { do: 'finished' }
    case 'ended':
      return isShown || !isNew ? { do: 'finished' } : null
    case 'nothing': {
      // A device that went away takes its song along; until its end it may come back with it.
      const isOver = isShown ? run.endsAt !== null && now > run.endsAt : !held && !isNew
      return isOver ? { do: 'finished' } : null
    }
    default:
      return assertNever(status)
  }
}

/** What became of the songs that were handed over. */
function following(memory: Memory, book: Book, now: number): Step | null {
  const live = liveOf(memory, book)
  if (live?.stage === 'there' && memory.run?.looped && !memory.run.skipped && statusOf(memory) === 'playing')
    return { do: 'skip', why: 'repeat' }
  let until = Number.POSITIVE_INFINITY
  for (const one of memory.handed) {
    const fate = fateOf(one, memory)
    const wanted = wantedOf(one, book)
    const isSameRequest = wanted?.requestId === one.song.requestId
    switch (fate.is) {
      case 'waiting':
        break
      case 'look':
        if (now >= fate.at) return one.how === 'start' ? { do: 'read' } : { do: 'look' }
        until = Math.min(until, fate.at)
        break
      case 'heard':
        return isSameRequest
          ? { do: 'heard', requestId: one.song.requestId }
          : { do: 'forget', uri: one.song.uri }
      case 'lost': {
        const isHopeless = (memory.tries[one.song.requestId] ?? 0) >= mostTries
        if (!isSameRequest || !isHopeless) return { do: 'forget', uri: one.song.uri }
        // Where no device is active it is not the song's fault.
        if (one.how === 'start' && statusOf(memory) === 'nothing') return { do: 'forget', uri: one.song.uri }
        const why = one.how === 'start' ? 'silent' : 'not-taken'
        return { do: 'give-up', requestId: one.song.requestId, why }
      }
      case 'left-out':
      case 'maybe-heard':
        return isSameRequest
          ? { do: 'give-up', requestId: one.song.requestId, why: fate.is }
          : { do: 'forget', uri: one.song.uri }
      default:
        return assertNever(fate)
    }
    if (one === live && isStuck(one, memory, now))
      return statusOf(memory) === 'nothing' ? { do: 'wake' } : { do: 'skip', why: 'stuck' }
  }
  return until === Number.POSITIVE_INFINITY ? null : { do: 'wait', until }
}

/** What a button asked for: to go on to the front of our queue, or to begin with it. */
function granting(memory: Memory, book: Book, now: number): Step | null {
  const { wish } = memory
  if (wish === null) return null
  const live = liveOf(memory, book)
  const isLate = now - wish.at > patienceMs
  if (wish.to === 'begin') return live === null && !isLate ? offering(memory, book, now, true) : null
  if (live?.stage === 'there' || isLate) return { do: 'skip', why: 'wish' }
  if (live !== null) return { do: 'wait', until: wish.at + patienceMs + 1 }
  return offering(memory, book, now, true) ?? { do: 'skip', why: 'wish' }
}

/** The front of our queue is handed over, one song at a time. `forced`: at once, as the DJ wished. */
function offering(memory: Memory, book: Book, now: number, forced: boolean): Step | null {
  const { playback, refused, silence, held } = memory
  const { front } = book
  if (front === null || liveOf(memory, book) !== null) return null
  if (now < refused.until) return { do: 'wait', until: refused.until }
  // The DJ's own decks play: only the DJ knows when they end.
  if (book.playing !== null && !book.playing.atSpotify && !forced) return null
  const status = statusOf(memory)
  switch (status) {
    case 'unread':
    case 'advert':
      return null
    case 'paused':
      return forced ? putBehind(memory, front, now) : null
    case 'playing': {
      const remaining = playback === null ? null : remainingAt(playback, now)
      if (forced || remaining === null || remaining <= handOverMs) return putBehind(memory, front, now)
      return { do: 'wait', until: now + remaining - handOverMs }
    }
    case 'ended':
    case 'nothing': {
      if (forced) return begin(memory, front)
      if (held || silence === null) return null
      const isSettled = silence.count >= 2 && now - silence.since >= silenceMs
      return isSettled ? begin(memory, front) : null
    }
    default:
      return assertNever(status)
  }
}

function begin({ checked }: Memory, song: Song): Step {
  return checked === song.requestId ? { do: 'start', song } : { do: 'check', song }
}

function putBehind({ readAt, checked, queue }: Memory, song: Song, now: number): Step {
  if (readAt === null || now - readAt > freshMs) return { do: 'read' }
  if (checked !== song.requestId) return { do: 'check', song }
  if (queue === null || now - queue.at > freshMs) return { do: 'look' }
  const [next = null] = queue.is.next
  return isSong(next, song) ? { do: 'found', song } : { do: 'hand-over', song }
}
