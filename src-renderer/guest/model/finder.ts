import type { Call, Outcome } from './api.ts'
import { backOff, type Device } from './device.ts'

type Ties = Pick<Device, 'later' | 'random' | 'hidden'> & {
  readonly call: Call
  readonly onAnswer: (query: string, outcome: Outcome) => void
}

const settle = 120
const longest = 80

/** Searches while one types: waits for a pause, drops the earlier search, keeps trying while the wifi is away. */
export function createFinder(ties: Ties) {
  const { later, call, onAnswer } = ties
  let cancel: (() => void) | null = null
  let latest: AbortController | null = null

  async function run(query: string, tries: number): Promise<void> {
    const mine = new AbortController()
    latest = mine
    const path = `/api/tracks?q=${encodeURIComponent(query)}`
    const outcome = await call('GET', path, undefined, mine.signal)
    if (latest !== mine) return
    onAnswer(query, outcome)
    const again = outcome.kind === 'away' || (outcome.kind === 'refused' && outcome.code === 'slow-down')
    if (again)
      cancel = later(outcome.seconds * 1000 + 500 + backOff(tries, ties), () => run(query, tries + 1))
  }

  return (typed: string) => {
    const query = typed.trim().slice(0, longest)
    cancel?.()
    latest?.abort()
    latest = null
    if (query) cancel = later(settle, () => run(query, 0))
  }
}
