import { type OffsetAt, onTheWall } from './local-time.ts'

/** How many requests came in the quarter of an hour that begins at `at`, epoch milliseconds. */
export type Quarter = { readonly at: number; readonly requests: number }

export const busyUnits = ['hour', 'day', 'month', 'year'] as const

/** Requests over the time of a night; `at` as the DJ's clock shows it, from `2025` to `2025-11-22T21`, without gaps. */
export type BusyTimes = {
  readonly unit: (typeof busyUnits)[number]
  readonly bars: readonly { readonly at: string; readonly requests: number }[]
}

/** No more of a unit than this are a picture; a longer night is told by the next one. */
const mostBars = 48

const hour = 3_600_000

/** A step never passes over a whole unit. */
const units = [
  { unit: 'hour', step: hour, letters: 13 },
  { unit: 'day', step: 24 * hour, letters: 10 },
  { unit: 'month', step: 28 * 24 * hour, letters: 7 },
  { unit: 'year', step: 365 * 24 * hour, letters: 4 },
] as const

const longest = units[3]

/** Hours of a usual night; days, months or years for requests that were gathered over a longer time. Oldest first. */
export function busyTimes(quarters: readonly Quarter[], offsetAt: OffsetAt): BusyTimes {
  const local = quarters.map(({ at, requests }) => ({ at: onTheWall(at, offsetAt), requests }))
  if (local.length === 0) return { unit: 'hour', bars: [] }
  const first = local.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)
  const last = local.reduce((most, { at }) => Math.max(most, at), Number.NEGATIVE_INFINITY)
  const { unit, step, letters } = units.find((one) => last - first < one.step * (mostBars - 1)) ?? longest
  const name = (at: number) => new Date(at).toISOString().slice(0, letters)
  const bars = new Map<string, number>()
  for (let at = first; at < last; at += step) bars.set(name(at), 0)
  bars.set(name(last), 0)
  for (const { at, requests } of local) bars.set(name(at), (bars.get(name(at)) ?? 0) + requests)
  return { unit, bars: [...bars].map(([at, requests]) => ({ at, requests })) }
}
