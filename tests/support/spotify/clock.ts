/** The time of the double, epoch milliseconds. `advance` moves it on by so many milliseconds. */
export type DoubleClock = { now(): number; advance(ms: number): void }

/** Stands still until it is moved. */
export function settableClock(startAt: number): DoubleClock {
  let time = startAt
  return {
    now: () => time,
    advance(ms) {
      time += ms
    },
  }
}

/** Runs with the machine; `advance` jumps ahead. */
export function wallClock(): DoubleClock {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    advance(ms) {
      ahead += ms
    },
  }
}
