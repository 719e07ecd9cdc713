import { afterEach, expect, test, vi } from 'vitest'
import { createToldTime } from './room-time.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('the clock is the laptop’s, in its zone, whatever the television believes; it goes on by itself', () => {
  vi.useFakeTimers({ now: Date.UTC(2001, 0, 1, 4), toFake: ['Date'] })
  let monotonic = 500
  const time = createToldTime(() => monotonic)
  expect(time.now()).toBe(Date.UTC(2001, 0, 1, 4))
  time.hear({ at: Date.UTC(2026, 9, 25, 0, 59), zone: 'Europe/Berlin' })
  expect(time.format(time.now())).toBe('02:59')
  // The clocks go back meanwhile.
  monotonic += 60_000
  expect(time.format(time.now())).toBe('02:00')
  // The television finds the right time out, and that changes nothing.
  vi.setSystemTime(Date.UTC(2026, 9, 25, 1))
  expect(time.format(time.now())).toBe('02:00')
})

test('a zone that a browser does not know leaves it its own', () => {
  const time = createToldTime(() => 0)
  const own = time.format(0)
  for (const zone of ['Mars/Olympus', null]) {
    time.hear({ at: 0, zone })
    expect(time.format(time.now())).toBe(own)
  }
})
