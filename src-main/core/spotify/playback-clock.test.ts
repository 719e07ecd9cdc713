import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOf, positionAt, remainingAt } from './playback-clock.ts'

const reading = { at: 10_000, playing: true, positionMs: 60_000, item: { durationMs: 180_000 } }

test('a song that plays goes on between two readings, to its end at most', () => {
  expect(positionAt(reading, 14_000)).toBe(64_000)
  expect(remainingAt(reading, 14_000)).toBe(116_000)
  expect(endOf(reading)).toBe(130_000)
  expect(positionAt(reading, 500_000)).toBe(180_000)
  expect(remainingAt(reading, 500_000)).toBe(0)
})

test('a paused one stands still, and one of unknown length ends nobody knows when', () => {
  expect(positionAt({ ...reading, playing: false }, 90_000)).toBe(60_000)
  const endless = { ...reading, item: { durationMs: null } }
  expect([remainingAt(endless, 20_000), endOf(endless)]).toEqual([null, null])
  expect(positionAt(endless, 500_000)).toBe(550_000)
})

test('a clock that was set back takes nothing away', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 300_000 }), (now) => {
      const position = positionAt(reading, now)
      expect(position).toBeGreaterThanOrEqual(60_000)
      expect(position).toBeLessThanOrEqual(180_000)
    }),
  )
})
