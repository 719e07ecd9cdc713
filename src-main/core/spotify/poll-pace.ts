import { assertNever } from '../result.ts'
import { remainingAt } from './playback-clock.ts'
import { type Book, liveOf, type Memory, statusOf } from './player-memory.ts'

/** Milliseconds between two readings of the player. */
const pace = {
  playing: 4_000,
  advert: 3_000,
  settling: 1_500,
  expecting: 5_000,
  idle: 15_000,
  asleep: 30_000,
}
/** A reading this long before the next song is handed over says how much is really left. */
const aheadMs = 16_500
/** This long after a song should have ended it is read what plays. */
const afterEndMs = 300
const overdueMs = 1_000
const soonestMs = 500
const recentMs = 60_000
const longMs = 10 * 60_000

/** When the player is to be read again, in epoch milliseconds. */
export function readDue(memory: Memory, book: Book): number {
  const { readAt, readBy } = memory
  if (readAt === null) return 0
  return Math.min(readAt + intervalOf(memory, book, readAt), readBy ?? Number.POSITIVE_INFINITY)
}

function intervalOf(memory: Memory, book: Book, readAt: number): number {
  const { silence, pausedAt, playback } = memory
  const status = statusOf(memory)
  switch (status) {
    case 'unread':
      return 0
    case 'playing':
      return playback === null ? pace.playing : untilChange(remainingAt(playback, readAt))
    case 'advert':
      return pace.advert
    case 'paused':
      return calmer(readAt - (pausedAt ?? readAt))
    case 'ended':
    case 'nothing': {
      const isExpecting = book.front !== null || liveOf(memory, book) !== null
      const since = silence === null ? 0 : readAt - silence.since
      if (silence !== null && silence.count < 3) return pace.settling
      return isExpecting && !memory.held ? pace.expecting : calmer(since)
    }
    default:
      return assertNever(status)
  }
}

/** The usual pace, but a reading where something is about to happen. */
function untilChange(remaining: number | null): number {
  if (remaining === null) return pace.playing
  if (remaining <= 0) return overdueMs
  const ahead = remaining - aheadMs
  return Math.min(pace.playing, remaining + afterEndMs, ahead > soonestMs ? ahead : pace.playing)
}

/** The longer nothing happens, the less is asked. */
function calmer(since: number): number {
  if (since < recentMs) return pace.expecting
  return since < longMs ? pace.idle : pace.asleep
}
