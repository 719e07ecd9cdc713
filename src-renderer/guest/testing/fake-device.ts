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

type Pocket = {
  /** Out of sight. */
  hidden: boolean
  readonly origin: string
  /** Where the page went. */
  readonly went: string[]
}

export function aPocket(origin = 'http://192.168.1.5:4747'): Pocket {
  return { hidden: false, origin, went: [] }
}

/** A phone in the wifi of `laptop`; its back-off is always the longest. */
export function fakeDevice(laptop: FakeLaptop, clock: Clock, local: Box, pocket = aPocket()): Device {
  return {
    fetch: laptop.fetch,
    openSocket: (token): Socket => laptop.openSocket(token),
    local,
    later: clock.later,
    random: () => 1,
    uuid: () => makeUuid((bytes) => crypto.getRandomValues(bytes)),
    now: clock.now,
    hidden: () => pocket.hidden,
    origin: pocket.origin,
    go: (url) => void pocket.went.push(url),
    buzz: (pattern) => void laptop.buzzes.push(pattern),
  }
}
