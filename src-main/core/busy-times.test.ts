import fc from 'fast-check'
import { expect, test } from 'vitest'
import { busyTimes } from './busy-times.ts'

const hour = 3_600_000
const evening = Date.UTC(2025, 10, 22, 20)
const at = (hours: number, requests = 1) => ({ at: evening + hours * hour, requests })

test('a night without requests has no bars', () => {
  expect(busyTimes([], () => 60)).toEqual({ unit: 'hour', bars: [] })
})

test('quarters are put together by the hours of the DJ’s clock; a quiet hour shows as none', () => {
  expect(busyTimes([at(0.5, 3), at(1, 2), at(3.25, 1)], () => 330)).toEqual({
    unit: 'hour',
    bars: [
      { at: '2025-11-23T02', requests: 5 },
      { at: '2025-11-23T03', requests: 0 },
      { at: '2025-11-23T04', requests: 1 },
    ],
  })
})

test('the hour that the clocks go through twice is one bar', () => {
  const change = Date.UTC(2025, 9, 26, 1)
  const offsetAt = (time: number) => (time < change ? 120 : 60)
  const quarters = [-1, 0, 1].map((hours) => ({ at: change + hours * hour, requests: 1 }))
  expect(busyTimes(quarters, offsetAt).bars).toEqual([
    { at: '2025-10-26T02', requests: 2 },
    { at: '2025-10-26T03', requests: 1 },
  ])
})

test.each([
  [30, 'hour', '2025-11-22T20'],
  [24 * 20, 'day', '2025-11-22'],
  [24 * 365, 'month', '2025-11'],
  [24 * 365 * 20, 'year', '2025'],
])('requests over %i hours are told by the %s', (hours, unit, first) => {
  const { bars, ...told } = busyTimes([at(0), at(hours)], () => 0)
  expect(told.unit).toBe(unit)
  expect(bars[0]).toEqual({ at: first, requests: 1 })
  expect(bars.length).toBeLessThanOrEqual(48)
})

test('every request is in one bar, and the bars are in order', () => {
  const quarter = fc.record({
    at: fc.integer({ min: 0, max: 4e12 }),
    requests: fc.integer({ min: 1, max: 9 }),
  })
  fc.assert(
    fc.property(fc.array(quarter), fc.integer({ min: -720, max: 840 }), (quarters, offset) => {
      const { bars } = busyTimes(quarters, () => offset)
      const sum = (all: readonly { requests: number }[]) =>
        all.reduce((total, one) => total + one.requests, 0)
      expect(sum(bars)).toBe(sum(quarters))
      const names = bars.map((bar) => bar.at)
      expect(names).toEqual([...new Set(names)].sort())
    }),
  )
})
