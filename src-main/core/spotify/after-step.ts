import { type HandOver, type Memory, newHandOver } from './player-memory.ts'
import type { SpotifyProblem } from './problem.ts'
import type { Song } from './same-song.ts'

/** How a command came back. `unknown`: whether it was carried out can only be read. */
export type Outcome = 'taken' | 'unknown' | 'refused'

/** Milliseconds from a command to the reading that shows what it did. */
export const settleMs = 400
/** Milliseconds until it is tried again, after one refusal, two, three and more. */
const refusalPauses = [5_000, 10_000, 20_000, 30_000]
/** An advert plays, or something else that ends by itself. */
const notNowMs = 3_000

export function outcomeOf(problem: SpotifyProblem): Outcome {
  switch (problem.kind) {
    case 'offline':
    case 'slow':
    case 'broken':
    case 'unclear':
      return 'unknown'
    default:
      return 'refused'
  }
}

/** Milliseconds to leave Spotify alone after so many failures in a row. */
export function pauseAfter(failures: number): number {
  return refusalPauses[Math.min(failures, refusalPauses.length) - 1] ?? 0
}

/** A song was put behind what plays (`queue`), started, or met in Spotify's queue (`found`). */
export function afterHandOver(
  memory: Memory,
  song: Song,
  how: HandOver['how'],
  outcome: Exclude<Outcome, 'refused'>,
  now: number,
): Memory {
  const place =
    memory.queue?.is.next.findIndex(({ uri, askedUri }) => [uri, askedUri].includes(song.uri)) ?? -1
  const stage = how === 'found' ? 'there' : outcome
  const { run, era, tries } = memory
  const before = how === 'queue' && place >= 0 ? place : null
  const one: HandOver = { ...newHandOver(song, how, now), stage, behind: run?.number ?? 0, era, before }
  return {
    ...memory,
    handed: [...memory.handed, one],
    tries: stage === 'taken' ? { ...tries, [song.requestId]: (tries[song.requestId] ?? 0) + 1 } : tries,
    refused: how === 'found' ? { count: 0, until: 0 } : memory.refused,
    readBy: how === 'start' ? now + settleMs : memory.readBy,
    wish: how === 'start' ? null : memory.wish,
  }
}

/** Spotify said no: nothing is handed over for a while. */
export function afterRefusal(memory: Memory, problem: SpotifyProblem, now: number): Memory {
  const count = memory.refused.count + 1
  const pause = problem.kind === 'not-now' ? notNowMs : pauseAfter(count)
  return { ...memory, refused: { count, until: now + pause }, wish: null }
}

/** This request is what sounds. */
export function afterAdopted(memory: Memory, requestId: string): Memory {
  const { [requestId]: _, ...tries } = memory.tries
  const run = memory.run && { ...memory.run, owner: requestId }
  const isOther = ({ song }: HandOver) =>
    song.requestId !== requestId && (run?.item?.uri == null || song.uri !== run.item.uri)
  return {
    ...memory,
    run,
    tries,
    handed: memory.handed.filter(isOther),
    wish: null,
    refused: { count: 0, until: 0 },
    held: memory.held && memory.playback?.playing !== true,
  }
}

/** What was handed over under this uri is not at Spotify any more. A device that did not start it gets some time. */
export function withoutHandOver(memory: Memory, uri: string, now: number): Memory {
  const [lost] = memory.handed.filter(({ song }) => song.uri === uri)
  const handed = memory.handed.filter(({ song }) => song.uri !== uri)
  const count = memory.refused.count + 1
  const refused = lost?.how === 'start' ? { count, until: now + pauseAfter(count) } : memory.refused
  return { ...memory, handed, queue: null, refused }
}

/** Spotify was asked to go on from what sounds. */
export function afterSkip(memory: Memory, now: number): Memory {
  const { run } = memory
  const handed = memory.handed
    .filter(({ song }) => song.uri !== run?.item?.uri)
    .map((one) => (memory.silence === null ? one : { ...one, pushes: one.pushes + 1 }))
  return {
    ...memory,
    run: run && { ...run, skipped: true },
    handed,
    silence: null,
    wish: null,
    readBy: now + settleMs,
  }
}

/** The DJ wants it to play: silence is not wanted any more. */
export function afterPlayWished(memory: Memory, wish: Memory['wish']): Memory {
  return { ...memory, held: false, wish, refused: { count: 0, until: 0 } }
}
