import type { RefusalCode } from '../core/refusals.ts'
import { type Result, refuse } from '../core/result.ts'
import {
  calmThrottle,
  secondsToWait,
  withFailure,
  withoutFailure,
  withSuccess,
} from '../core/sign-in-throttle.ts'
import type { Clock } from './ports.ts'

export type Throttle = ReturnType<typeof createThrottle>

const wrong: ReadonlySet<RefusalCode> = new Set(['wrong-password', 'wrong-code'])

/** Slows down guessing at passwords and codes, each name by itself. */
export function createThrottle(clock: Clock) {
  let state = calmThrottle

  /** Refuses with `slow-down` while the name must wait; else counts one failure. */
  function charge(name: string): Result<never> | null {
    const now = clock()
    const wait = secondsToWait(state, name, now)
    if (wait > 0) return refuse('slow-down', { retryAfter: wait })
    state = withFailure(state, name, now)
    return null
  }

  return {
    charge,

    /** One attempt at a secret. It counts before it is judged, so that many at once are no way around. */
    async attempt<T>(name: string, judge: () => Promise<Result<T>>): Promise<Result<T>> {
      const slow = charge(name)
      if (slow) return slow
      let outcome: Result<T> | undefined
      try {
        outcome = await judge()
        return outcome
      } finally {
        if (outcome?.ok) state = withSuccess(state, name)
        else if (!outcome || !wrong.has(outcome.error.code)) state = withoutFailure(state, name)
      }
    },
  }
}
