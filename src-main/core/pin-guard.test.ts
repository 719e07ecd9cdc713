import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Attempt,
  deviceOfAddress,
  forgive,
  guardOfPin,
  isBeingGuessed,
  judgeAttempt,
  needsCode,
  newPinGuard,
  type PinGuard,
} from './pin-guard.ts'

/** Plays attempts against one guard, as the join handler does. */
function door(pin = '4827') {
  let guard = newPinGuard(pin)
  return {
    attempt(device: string, now: number, right: boolean, kind: Attempt['kind'] = 'pin') {
      const judged = judgeAttempt(guard, { device, now, kind, right })
      guard = judged.guard
      return judged
    },
    guard: () => guard,
  }
}

function guessUntilSpent(play: ReturnType<typeof door>, now = 0): void {
  for (let guess = 0; guess < 100; guess += 1) play.attempt(`attacker ${guess}`, now, false)
}

describe('one device', () => {
  it('waits 5, 10, 20, 40 and then 60 seconds after the third failure and each later one', () => {
    const play = door()
    let now = 0
    const waits: number[] = []
    play.attempt('phone', now, false)
    play.attempt('phone', now, false)
    for (let failure = 3; failure <= 8; failure += 1) {
      expect(play.attempt('phone', now, false).verdict).toBe('wrong')
      const again = play.attempt('phone', now, false)
      if (again.verdict !== 'wait') continue
      waits.push(again.retryAfter)
      now += again.retryAfter * 1000
    }
    expect(waits).toEqual([5, 10, 20, 40, 60, 60])
  })

  it('is not judged while it waits, and gets in right after', () => {
    const play = door()
    for (let failure = 0; failure < 3; failure += 1) play.attempt('phone', 1_000, false)
    expect(play.attempt('phone', 3_000, true)).toMatchObject({ verdict: 'wait', retryAfter: 3 })
    expect(play.attempt('phone', 5_999, true)).toMatchObject({ verdict: 'wait', retryAfter: 1 })
    expect(play.attempt('phone', 6_000, true).verdict).toBe('welcome')
  })

  it('never keeps another device waiting', () => {
    const play = door()
    for (let failure = 0; failure < 10; failure += 1) play.attempt('phone', 0, false)
    expect(play.attempt('other phone', 0, true).verdict).toBe('welcome')
  })
})

describe('the budget of a PIN', () => {
  it('is spent after 100 failures; then the code is asked for, right PIN or not', () => {
    const play = door()
    guessUntilSpent(play)
    expect(needsCode(play.guard())).toBe(true)
    expect(play.attempt('guest', 0, true).verdict).toBe('code-required')
    expect(play.attempt('guest', 0, false).verdict).toBe('code-required')
    expect(play.attempt('guest', 0, true, 'code').verdict).toBe('welcome')
  })

  it('gets back at most two failures of a device that then got in', () => {
    const play = door()
    play.attempt('twice', 0, false)
    play.attempt('twice', 0, false)
    play.attempt('twice', 0, true)
    expect(play.guard().failures).toBe(0)
    for (let failure = 0; failure < 5; failure += 1) play.attempt('often', failure * 100_000, false)
    play.attempt('often', 900_000, true)
    expect(play.guard().failures).toBe(3)
    expect(forgive(play.guard(), 'often').failures).toBe(3)
  })

  it('gets nothing back for an address, which may be anybody', () => {
    const play = door()
    const address = deviceOfAddress('192.168.1.7')
    play.attempt(address, 0, false)
    play.attempt(address, 0, true)
    expect(play.guard().failures).toBe(1)
  })

  it('stays spent when a refund comes late', () => {
    const play = door()
    play.attempt('guest', 0, false)
    guessUntilSpent(play)
    play.attempt('guest', 1, true, 'code')
    expect(needsCode(play.guard())).toBe(true)
  })

  it('is never touched by wrong codes, which only make their device wait', () => {
    const play = door()
    guessUntilSpent(play)
    for (let guess = 0; guess < 10; guess += 1) play.attempt('attacker', 0, false, 'code')
    expect(play.attempt('attacker', 0, true, 'code').verdict).toBe('wait')
    expect(play.attempt('guest', 0, true, 'code').verdict).toBe('welcome')
    expect(play.guard().failures).toBe(100)
  })

  it('starts anew with a new PIN, and survives a restart with the same one', () => {
    const play = door()
    guessUntilSpent(play)
    const stored = JSON.parse(JSON.stringify(play.guard())) as PinGuard
    expect(needsCode(guardOfPin(stored, '4827'))).toBe(true)
    expect(needsCode(guardOfPin(stored, '9163'))).toBe(false)
    expect(needsCode(guardOfPin(null, '4827'))).toBe(false)
  })

  it('tells the DJ of guessing, not of a room that mistypes', () => {
    const play = door()
    for (let guest = 0; guest < 300; guest += 1) {
      if (guest % 10 === 0) play.attempt(`guest ${guest}`, guest, false)
      play.attempt(`guest ${guest}`, guest, true)
    }
    expect(isBeingGuessed(play.guard())).toBe(false)
    for (let guess = 0; guess < 30; guess += 1) play.attempt(`attacker ${guess}`, 0, false)
    expect(isBeingGuessed(play.guard())).toBe(true)
  })

  it('keeps its memory bounded', () => {
    const play = door()
    guessUntilSpent(play)
    for (let guess = 0; guess < 3_000; guess += 1) play.attempt(`attacker ${guess}`, 0, false, 'code')
    expect(play.guard().devices.length).toBeLessThanOrEqual(1_000)
  })
})

describe('a night under attack', () => {
  /** Six hours: the attacker always acts first, with a new device each time; 300 guests, one in ten mistypes. */
  function night(seed: number): { readonly found: boolean; readonly refused: number } {
    let state = seed
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    const pin = random(10_000)
    const offset = random(10_000)
    const play = door(String(pin))
    let guess = 0
    let found = false
    let refused = 0
    for (let guest = 0; guest < 300; guest += 1) {
      const now = guest * 72_000
      for (let burst = 0; burst < 20; burst += 1) {
        const value = (offset + guess) % 10_000
        const judged = play.attempt(`attacker ${guess}`, now, value === pin)
        if (judged.verdict === 'welcome') found = true
        guess += 1
      }
      const device = `guest ${guest}`
      if (random(10) === 0) play.attempt(device, now + 1, false)
      let last = play.attempt(device, now + 2, true)
      if (last.verdict === 'code-required') last = play.attempt(device, now + 3, true, 'code')
      if (last.verdict !== 'welcome') refused += 1
    }
    return { found, refused }
  }

  it('refuses no honest guest, and the PIN is found in one night of a hundred at most', () => {
    const nights = Array.from({ length: 2_000 }, (_, at) => night(at * 7_919 + 1))
    expect(nights.reduce((sum, { refused }) => sum + refused, 0)).toBe(0)
    const found = nights.filter((each) => each.found).length
    // 1 % of 2,000 nights, and three standard deviations of chance.
    expect(found).toBeLessThanOrEqual(20 + 13)
  })

  it('lets no order of attempts test more than 100 values that are not refunded', () => {
    const attempts = fc.array(
      fc.record({
        device: fc.integer({ min: 0, max: 40 }).map(String),
        pause: fc.integer({ min: 0, max: 90_000 }),
        right: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
      }),
      { maxLength: 400 },
    )
    fc.assert(
      fc.property(attempts, (list) => {
        const play = door()
        const wrong = new Map<string, number>()
        let now = 0
        let unrefunded = 0
        for (const { device, pause, right } of list) {
          now += pause
          const { verdict } = play.attempt(device, now, right)
          if (verdict === 'wrong') {
            wrong.set(device, (wrong.get(device) ?? 0) + 1)
            unrefunded += 1
          }
          if (verdict === 'welcome') {
            unrefunded -= Math.min(2, wrong.get(device) ?? 0)
            wrong.delete(device)
          }
        }
        expect(unrefunded).toBeLessThanOrEqual(100)
      }),
      { numRuns: 300 },
    )
  })
})
