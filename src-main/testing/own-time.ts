import type { After } from '../services/spotify/ports.ts'

type Timer = { readonly at: number; readonly order: number; readonly run: () => void }

/**
 * A time that passes by `advance` alone, in epoch milliseconds: timer by timer, and at each it waits until all that follows from
 * it in this process has been done, with what takes real time where that is told by `during`. `moved` is called as it passes.
 */
export function createOwnTime(start: number, moved: (now: number) => void = () => {}) {
  let now = start
  let order = 0
  let underWay = 0
  let whenDone = () => {}
  let timers: Timer[] = []

  const after: After = (ms, run) => {
    const timer = { at: now + Math.max(0, ms), order, run }
    order += 1
    timers.push(timer)
    return () => {
      timers = timers.filter((other) => other !== timer)
    }
  }

  /** Work in real time, which `advance` waits for. */
  async function during<T>(work: Promise<T>): Promise<T> {
    underWay += 1
    try {
      return await work
    } finally {
      underWay -= 1
      if (underWay === 0) whenDone()
    }
  }

  /** Until nothing of this process is under way. */
  async function settle(): Promise<void> {
    for (let calm = 0; calm < 4; calm += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      if (underWay === 0) continue
      calm = 0
      await new Promise<void>((resolve) => {
        whenDone = resolve
      })
    }
  }

  return {
    clock: () => now,
    after,
    during,

    pass: (ms: number): Promise<void> => new Promise((resolve) => void after(ms, resolve)),

    /** Lets so many milliseconds pass. */
    async advance(ms: number): Promise<void> {
      const end = now + ms
      await settle()
      while (true) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.order - b.order)
        if (next === undefined) break
        timers = timers.filter((timer) => timer !== next)
        now = next.at
        moved(now)
        next.run()
        await settle()
      }
      now = end
      moved(now)
    },
  }
}
