import { expect, test } from 'vitest'
import { clockHealth, diskHealth, pagesHealth } from './machine-health.ts'

test.each([
  [{ free: null, writable: true }, 'ok', /room/],
  [{ free: 80_000_000_000, writable: true }, 'ok', /room/],
  [{ free: 1_500_000_000, writable: true }, 'attention', /1\.5 GB left/],
  [{ free: 120_000_000, writable: true }, 'down', /120 MB left/],
  [{ free: 80_000_000_000, writable: false }, 'down', /Nothing can be written/],
] as const)('a disk with %o is told as it is', (facts, state, words) => {
  const health = diskHealth(facts)
  expect(health.state).toBe(state)
  expect(health.words).toMatch(words)
})

const evening = Date.UTC(2026, 5, 6, 20)

test.each([
  [evening, 0, 'ok'],
  [evening, evening - 1_000, 'ok'],
  [evening, evening + 3 * 60_000, 'ok'],
  [evening, evening + 86_400_000, 'attention'],
  [Date.UTC(1970, 0, 1, 5), 0, 'attention'],
] as const)('a clock at %d with %d stored is %s', (now, newest, state) => {
  expect(clockHealth(now, newest).state).toBe(state)
})

test.each([
  [true, 4, 0, 'ok'],
  [true, 30, 0, 'attention'],
  [true, 30, 1, 'ok'],
  [false, 30, 0, 'ok'],
] as const)('live %s with %d guests of whom %d look on is %s', (isLive, guests, listening, state) => {
  expect(pagesHealth(isLive, guests, listening).state).toBe(state)
})
