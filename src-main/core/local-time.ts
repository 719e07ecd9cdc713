/** Minutes that the clock on the wall is ahead of UTC at a moment (epoch milliseconds). */
export type OffsetAt = (time: number) => number

const minute = 60_000

/** What the clock on the wall shows, as the UTC time of that reading; epoch milliseconds. */
export function onTheWall(time: number, offsetAt: OffsetAt): number {
  return time + offsetAt(time) * minute
}

/** `2025-11-22T21:04:05+01:00`. */
export function localIso(time: number, offsetAt: OffsetAt): string {
  const offset = offsetAt(time)
  const ahead = Math.abs(offset)
  const two = (value: number) => String(value).padStart(2, '0')
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`
  return `${new Date(onTheWall(time, offsetAt)).toISOString().slice(0, -5)}${zone}`
}
