import type { SpotifyItem, SpotifyPlayback } from './player-state.ts'

type Reading = Pick<SpotifyPlayback, 'at' | 'playing' | 'positionMs'> & {
  readonly item: Pick<SpotifyItem, 'durationMs'> | null
}

/** Where the song is at `now` (epoch milliseconds) as far as an earlier reading tells, in milliseconds; never past its end. */
export function positionAt({ at, playing, positionMs, item }: Reading, now: number): number {
  const passed = playing ? Math.max(0, now - at) : 0
  return Math.min(positionMs + passed, item?.durationMs ?? Number.MAX_SAFE_INTEGER)
}

/** Milliseconds until the song ends if it plays on; `null` where its length is not said. */
export function remainingAt(reading: Reading, now: number): number | null {
  const { item } = reading
  return item?.durationMs == null ? null : item.durationMs - positionAt(reading, now)
}

/** When the song ends if it plays on from this reading (epoch milliseconds); `null` where its length is not said. */
export function endOf(reading: Reading): number | null {
  const remaining = remainingAt(reading, reading.at)
  return remaining === null ? null : reading.at + remaining
}
