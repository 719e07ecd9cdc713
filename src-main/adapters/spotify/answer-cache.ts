import { createRecent } from '../../core/recent.ts'
import type { Clock } from '../../services/ports.ts'

/** The `most` answers that were used last, each for as long as it was put in for. */
export function createAnswerCache<Value>(most: number, clock: Clock) {
  const entries = createRecent<{ readonly value: Value; readonly from: number; readonly until: number }>(most)
  return {
    get(key: string): Value | undefined {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      const now = clock()
      if (now >= entry.from && now < entry.until) return entry.value
      entries.remove(key)
      return undefined
    },
    /** `ms` from now on. */
    set(key: string, value: Value, ms: number): void {
      const from = clock()
      entries.set(key, { value, from, until: from + ms })
    },
  }
}
