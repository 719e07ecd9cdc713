import type { Page } from '@playwright/test'
import { quantile, round } from './statistics.ts'

/** Milliseconds from an interaction to the next paint, as the browser itself tells them. */
export type Interactions = {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly most: number
  /** The slowest, what they were first. */
  readonly slowest: readonly string[]
}

type Entry = {
  readonly startTime: number
  readonly name: string
  readonly interactionId: number
  readonly duration: number
}
type Watched = { interactions: Map<number, { readonly name: string; readonly ms: number }> }

type Pressed = { readonly timeStamp: number; readonly key: string }

/** The browser tells of nothing that was quicker: such an interaction counts as this long. */
const threshold = 16

/** Begins to note each interaction of the page. */
export async function watchInteractions(page: Page): Promise<void> {
  await page.evaluate((durationThreshold) => {
    const { interactions } = Object.assign(globalThis as unknown as Watched, { interactions: new Map() })
    // An entry tells when, but not which key.
    const keys = new Map<number, string>()
    const { addEventListener } = globalThis as unknown as {
      addEventListener(type: string, listener: (event: Pressed) => void, capture: boolean): void
    }
    addEventListener('keydown', ({ timeStamp, key }) => keys.set(Math.round(timeStamp), key), true)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as Entry[]) {
        const before = interactions.get(entry.interactionId)
        if (entry.interactionId === 0 || (before?.ms ?? 0) >= entry.duration) continue
        interactions.set(entry.interactionId, {
          name: `${entry.name} ${keys.get(Math.round(entry.startTime)) ?? ''}`.trim(),
          ms: entry.duration,
        })
      }
      // Node's own types know no threshold.
    }).observe({ type: 'event', durationThreshold } as unknown as { type: 'mark' })
  }, threshold)
}

/** What was noted; `made`: how many interactions there were, those that were too quick to be told of too. */
export async function interactionsSeen(page: Page, made: number): Promise<Interactions> {
  const told = await page.evaluate(() => [...(globalThis as unknown as Watched).interactions.values()])
  const quick = Array.from({ length: Math.max(0, made - told.length) }, () => threshold)
  const all = [...told.map(({ ms }) => ms), ...quick]
  const slowest = [...told].sort((a, b) => b.ms - a.ms).slice(0, 8)
  return {
    count: all.length,
    p50: round(quantile(all, 0.5)),
    p95: round(quantile(all, 0.95)),
    p99: round(quantile(all, 0.99)),
    most: round(quantile(all, 1)),
    slowest: slowest.map(({ name, ms }) => `${name} ${round(ms)}`),
  }
}
