/** A clock that stands until a test moves it on, with the timers that hang on it. Epoch milliseconds. */
export function handClock(start = Date.UTC(2026, 10, 27, 20)) {
  let now = start
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()

  /** Lets promises that are ready go on. */
  function settle(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve))
  }

  return {
    clock: () => now,
    after: (ms: number, run: () => void) => {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    /** How many timers wait. */
    waiting: () => timers.size,
    settle,
    /** Goes on by so many milliseconds, timer by timer. */
    async pass(ms: number): Promise<void> {
      await settle()
      const end = now + ms
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        timers.delete(next)
        now = Math.max(now, next.at)
        next.run()
        await settle()
      }
      now = end
      await settle()
    },
  }
}
