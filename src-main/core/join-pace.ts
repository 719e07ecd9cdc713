/** How many phones that keep no cookie may still join from one address. */
export type JoinPace = { readonly left: number; readonly at: number }

/** More than any room, all behind one address in the same moment. */
const atOnce = 1_500
/** Comes back: a guest a second, all night. */
const msForOne = 1_000

/** The pace after one more joined at `now` (epoch milliseconds), or how many seconds that one has to wait. */
export function afterJoin(held: JoinPace | undefined, now: number): JoinPace | { readonly wait: number } {
  // A clock that was set back gives nothing and takes nothing.
  const earned = held ? Math.max(0, now - held.at) / msForOne : atOnce
  const left = Math.min(atOnce, (held?.left ?? 0) + earned)
  return left < 1 ? { wait: Math.ceil(((1 - left) * msForOne) / 1_000) } : { left: left - 1, at: now }
}

/** Whether nobody joined there for so long that it need not be kept in mind. */
export function isRested({ left, at }: JoinPace, now: number): boolean {
  return left + (now - at) / msForOne >= atOnce
}
