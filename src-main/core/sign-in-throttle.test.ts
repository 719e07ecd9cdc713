import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calmThrottle, secondsToWait, withFailure, withoutFailure, withSuccess } from './sign-in-throttle.ts'

const minute = 60_000

/** So many failures, each as soon as it is allowed; answers the waits in seconds and the time after. */
function failing(times: number, name = 'anna', start = 1_000_000) {
  let throttle = calmThrottle
  let now = start
  const waits: number[] = []
  for (let failure = 0; failure < times; failure++) {
    throttle = withFailure(throttle, name, now)
    const wait = secondsToWait(throttle, name, now)
    waits.push(wait)
    now += wait * 1_000
  }
  return { throttle, now, waits }
}

describe('a name that fails', () => {
  it('waits 1, 2, 4 … at most 30 seconds from the fifth failure on', () => {
    expect(failing(12).waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30])
  })

  it('may try again to the second', () => {
    const { throttle } = failing(6)
    const failedAt = 1_001_000
    expect(secondsToWait(throttle, 'anna', failedAt)).toBe(2)
    expect(secondsToWait(throttle, 'anna', failedAt + 1_001)).toBe(1)
    expect(secondsToWait(throttle, 'anna', failedAt + 2_000)).toBe(0)
  })

  it('is forgiven by a success', () => {
    const { throttle, now } = failing(9)
    const calm = withSuccess(throttle, 'anna')
    expect(secondsToWait(withFailure(calm, 'anna', now), 'anna', now)).toBe(0)
  })

  it('is forgotten after fifteen quiet minutes, not before', () => {
    const { throttle, now } = failing(5)
    const early = withFailure(throttle, 'anna', now + 14 * minute)
    expect(secondsToWait(early, 'anna', now + 14 * minute)).toBe(2)
    const late = withFailure(throttle, 'anna', now + 15 * minute)
    expect(secondsToWait(late, 'anna', now + 15 * minute)).toBe(0)
  })

  it('keeps nobody else waiting', () => {
    const { throttle, now } = failing(12)
    expect(secondsToWait(throttle, 'jonas', now)).toBe(0)
  })

  it('is not charged for an attempt without an answer', () => {
    const { throttle, now } = failing(4)
    const away = withoutFailure(withFailure(throttle, 'anna', now), 'anna')
    expect(secondsToWait(away, 'anna', now)).toBe(0)
    expect(secondsToWait(withFailure(away, 'anna', now), 'anna', now)).toBe(1)
  })
})

describe('whatever happens', () => {
  const step = fc.record({
    name: fc.constantFrom('anna', 'jonas', 'nobody'),
    does: fc.constantFrom('fails', 'succeeds', 'is away'),
    // Backwards, too: a laptop's clock is put right.
    later: fc.integer({ min: -minute, max: 20 * minute }),
  })

  it('nobody ever waits longer than thirty seconds, and who waits is let in then', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let throttle = calmThrottle
        let now = 0
        for (const { name, does, later } of steps) {
          now += later
          const wait = secondsToWait(throttle, name, now)
          expect(wait).toBeLessThanOrEqual(30)
          // Trying during the wait changes nothing.
          if (wait > 0) {
            expect(secondsToWait(throttle, name, now + wait * 1_000)).toBe(0)
            continue
          }
          if (does === 'succeeds') throttle = withSuccess(throttle, name)
          else throttle = withFailure(throttle, name, now)
          if (does === 'is away') throttle = withoutFailure(throttle, name)
        }
      }),
    )
  })

  it('a flood of names does not fill the memory', () => {
    let throttle = calmThrottle
    for (let name = 0; name < 1_500; name++) throttle = withFailure(throttle, `name ${name}`, 0)
    expect(throttle.size).toBe(1_000)
    expect(throttle.has('name 1499')).toBe(true)
  })
})
