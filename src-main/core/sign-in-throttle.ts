/**
 * Guessing at passwords and codes: who fails often waits, each name by itself, whether there is such an account or
 * not. Nobody is locked out for good. The name last tried stands last.
 */
export type SignInThrottle = ReadonlyMap<string, Failing>

type Failing = {
  readonly failures: number
  /** Epoch milliseconds. */
  readonly lastAt: number
  readonly waitUntil: number
}

const freeFailures = 5
const firstWaitMs = 1_000
const longestWaitMs = 30_000
const forgetAfterMs = 15 * 60_000
/** Bounds memory; whose name falls out loses a wait, nothing else. */
const mostNames = 1_000

export const calmThrottle: SignInThrottle = new Map()

/** Whole seconds that this name still waits; 0: it may try now. `now`: epoch milliseconds. */
export function secondsToWait(throttle: SignInThrottle, name: string, now: number): number {
  const failing = throttle.get(name)
  if (!failing || isForgotten(failing, now)) return 0
  return Math.max(0, Math.ceil((failing.waitUntil - now) / 1_000))
}

/** The throttle after one more failure of a name that did not have to wait. */
export function withFailure(throttle: SignInThrottle, name: string, now: number): SignInThrottle {
  const before = throttle.get(name)
  const failures = before && !isForgotten(before, now) ? before.failures + 1 : 1
  const over = failures - freeFailures
  const wait = over < 0 ? 0 : Math.min(firstWaitMs * 2 ** over, longestWaitMs)
  const next = new Map(throttle)
  next.delete(name)
  next.set(name, { failures, lastAt: now, waitUntil: now + wait })
  for (const oldest of next.keys()) {
    if (next.size <= mostNames) break
    next.delete(oldest)
  }
  return next
}

/** The throttle after a success: the name is free again. */
export function withSuccess(throttle: SignInThrottle, name: string): SignInThrottle {
  const next = new Map(throttle)
  next.delete(name)
  return next
}

/** Takes one failure back: the attempt came to no answer, so nothing was learnt by it. */
export function withoutFailure(throttle: SignInThrottle, name: string): SignInThrottle {
  const before = throttle.get(name)
  if (!before) return throttle
  if (before.failures === 1) return withSuccess(throttle, name)
  return new Map(throttle).set(name, { ...before, failures: before.failures - 1, waitUntil: 0 })
}

/** A failure of the future, too: the clock was set back, and nobody waits until it is there again. */
function isForgotten({ lastAt }: Failing, now: number): boolean {
  return now < lastAt || now - lastAt >= forgetAfterMs
}
