import { type HandOver, type Memory, statusOf } from './player-memory.ts'

/** What became of a song that was handed over. `look`: it is to be looked for, at `at` (epoch milliseconds) or later. */
export type Fate =
  | { readonly is: 'waiting' }
  | { readonly is: 'look'; readonly at: number }
  /** It is not at Spotify, and it was not heard: it may be handed over again. */
  | { readonly is: 'lost' }
  /** It began and is over: who goes on from it at once has still heard it. */
  | { readonly is: 'heard' }
  /** Another song came in its place. */
  | { readonly is: 'left-out' }
  /** It is not at Spotify, and its turn came while nothing could be read. */
  | { readonly is: 'maybe-heard' }

/** Milliseconds before each further look: readings lag, and a late call may still be carried out. */
const pauses = [400, 1_000, 1_500, 2_500, 4_000]
/** From its hand-over until a song that isn't found is absent: after a good answer, and after none. */
const absentMs = { taken: 4_000, unknown: 9_000 }
const fewestLooks = 3
/** A song that was in Spotify's queue and is missed twice, these milliseconds apart, has left it. */
const leftMs = [400, 1_500]
/** Out of sight for longer, a song may have been heard. */
const blindMs = 12_000
const firstPushMs = 2_500
const longestPushMs = 60_000

export function fateOf(one: HandOver, memory: Memory): Fate {
  if (one.stage === 'there') {
    if (one.leftAt === null) return { is: 'waiting' }
    const pause = leftMs[one.looks]
    return pause === undefined ? ofLeft(one, memory) : { is: 'look', at: one.lookedAt + pause }
  }
  const isAbsent = one.looks >= fewestLooks && one.lookedAt - one.at >= absentMs[one.stage]
  if (!isAbsent) return { is: 'look', at: one.lookedAt + (pauses[Math.min(one.looks, 4)] ?? 0) }
  if (one.how === 'queue' && one.stage === 'taken' && wasCutOff(one, memory)) return ofLeft(one, memory)
  return unseen(one)
}

/** It left Spotify's queue: a later song on the same device means that it began, even if nobody saw it. */
function ofLeft(one: HandOver, memory: Memory): Fate {
  const status = statusOf(memory)
  const sounds = status === 'playing' || status === 'paused' || status === 'advert'
  const hasGoneOn =
    sounds && memory.era === one.era && one.behind !== null && memory.run?.number !== one.behind
  if (!hasGoneOn || one.how === 'found') return unseen(one)
  const isInItsPlace = memory.run?.follows === true && memory.run.number === one.behind + 1
  return { is: isInItsPlace ? 'left-out' : 'heard' }
}

/** The song before it was gone on from by a person, who may have gone on from ours as well. */
function wasCutOff(one: HandOver, { run }: Memory): boolean {
  return run !== null && run.number !== one.behind && !run.natural
}

function unseen({ seenAt, leftAt }: HandOver): Fate {
  return leftAt === null || leftAt - seenAt <= blindMs ? { is: 'lost' } : { is: 'maybe-heard' }
}

/** It waits at Spotify while nothing sounds, and not because the DJ paused. */
export function isStuck(one: HandOver, memory: Memory, now: number): boolean {
  const { silence, queue, held } = memory
  if (one.stage !== 'there' || held || silence === null || silence.count < 2) return false
  const patience = Math.min(firstPushMs * 2 ** one.pushes, longestPushMs)
  return now - silence.since >= patience && queue !== null && queue.at >= silence.since
}
