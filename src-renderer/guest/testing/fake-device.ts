import type { Box, Device, Socket } from '../model/device.ts'
import { makeUuid } from '../model/device.ts'
import type { FakeLaptop } from './fake-laptop.ts'

/** A localStorage that outlives the page. */
export function memoryBox(): Box {
  const values = new Map<string, string>()
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  }
}

/** Lets everything that is ready run to its end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await null
}

export type Clock = ReturnType<typeof fakeClock>

/** Time that passes when a test says so. */
export function fakeClock() {
  let now = 1_000_000
  let waiting: { readonly at: number; readonly run: () => void }[] = []
  return {
    now: () => now,
    later(delay: number, run: () => void) {
      const timer = { at: now + delay, run }
      waiting.push(timer)
      return () => {
        waiting = waiting.filter((each) => each !== timer)
      }
    },
    async pass(milliseconds: number): Promise<void> {
      const end = now + milliseconds
      await settle()
      for (;;) {
        const next = waiting.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0]
        if (!next) break
        waiting = waiting.filter((each) => each !== next)
        now = Math.max(now, next.at)
        next.run()
        await settle()
      }
      now = end
    },
    /** The page is gone, and its timers with it. */
    forget() {
      waiting = []
    },
  }
}

/** A phone in the wifi of `laptop`; its back-off is always the longest. `pocket.hidden`: out of sight. */
export function fakeDevice(laptop: FakeLaptop, clock: Clock, local: Box, pocket = { hidden: false }): Device {
  return {
    fetch: laptop.fetch,
    openSocket: (token): Socket => laptop.openSocket(token),
    local,
    later: clock.later,
    random: () => 1,
    uuid: () => makeUuid((bytes) => crypto.getRandomValues(bytes)),
    now: clock.now,
    hidden: () => pocket.hidden,
    buzz: (pattern) => void laptop.buzzes.push(pattern),
  }
}
