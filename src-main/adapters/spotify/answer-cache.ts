import type { Clock } from '../../services/ports.ts'

/** The `most` answers that were used last, each for as long as it was put in for. */
export function createAnswerCache<Value>(most: number, clock: Clock) {
  const entries = new Map<string, { readonly value: Value; readonly from: number; readonly until: number }>()
  return {
    get(key: string): Value | undefined {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entries.delete(key)
      const now = clock()
      if (now < entry.from || now >= entry.until) return undefined
      entries.set(key, entry)
      return entry.value
    },
    /** `ms` from now on. */
    set(key: string, value: Value, ms: number): void {
      const from = clock()
      entries.delete(key)
      entries.set(key, { value, from, until: from + ms })
      const oldest = entries.keys().next()
      if (entries.size > most && !oldest.done) entries.delete(oldest.value)
    },
  }
}
