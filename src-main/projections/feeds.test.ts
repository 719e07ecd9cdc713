import { afterEach, expect, test, vi } from 'vitest'
import { createPulse } from './feeds.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('a face that cannot be told holds up no other one, now or later; how it failed is heard', async () => {
  vi.useFakeTimers()
  const pulse = createPulse()
  let told = 0
  pulse.onBeat(() => {
    throw new Error('a fault in one view')
  })
  pulse.onBeat(() => {
    told += 1
  })
  for (const times of [1, 2]) {
    pulse.touch()
    expect(() => vi.advanceTimersByTime(500)).toThrow('a fault in one view')
    expect(told).toBe(times)
  }
  pulse.stop()
})
