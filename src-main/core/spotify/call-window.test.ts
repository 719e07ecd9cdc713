import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CallLane, earliestTurn, type SentCall, stillCounting } from './call-window.ts'

function calls(lane: CallLane, count: number, at: number): SentCall[] {
  return Array.from({ length: count }, () => ({ lane, at }))
}

describe('earliestTurn', () => {
  it('lets 25 calls go in 30 seconds, and the next when the first is 30 seconds old', () => {
    const sent = calls('command', 25, 1_000)
    expect(earliestTurn(sent.slice(1), 'command', 2_000)).toBe(2_000)
    expect(earliestTurn(sent, 'command', 2_000)).toBe(31_000)
  })

  it('keeps a turn for the player while a whole room searches, and one for commands beside reads', () => {
    const searches = calls('catalogue', 10, 1_000)
    expect(earliestTurn(searches, 'catalogue', 2_000)).toBe(31_000)
    expect(earliestTurn(searches, 'read', 2_000)).toBe(2_000)
    const reads = [...searches, ...calls('read', 12, 1_500)]
    expect(earliestTurn(reads, 'read', 2_000)).toBe(31_000)
    expect(earliestTurn(reads, 'command', 2_000)).toBe(2_000)
  })

  it('lets the player read every 2.6 s, whatever a crowd searches for', () => {
    let sent: readonly SentCall[] = []
    const held: number[] = []
    for (let now = 0; now < 600_000; now += 100) {
      sent = stillCounting(sent, now)
      if (earliestTurn(sent, 'catalogue', now) <= now) sent = [...sent, { lane: 'catalogue', at: now }]
      if (now % 2_600 !== 0) continue
      if (earliestTurn(sent, 'read', now) > now) held.push(now)
      else sent = [...sent, { lane: 'read', at: now }]
    }
    expect(held).toEqual([])
  })

  it('never lets any 30 seconds hold more than 25, in whatever order calls are asked for', () => {
    const asked = fc.array(
      fc.record({
        lane: fc.constantFrom<CallLane>('command', 'read', 'catalogue'),
        pause: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4_000 })),
      }),
      { maxLength: 200 },
    )
    fc.assert(
      fc.property(asked, (list) => {
        const all: SentCall[] = []
        let sent: readonly SentCall[] = []
        let now = 0
        for (const { lane, pause } of list) {
          now += pause
          sent = stillCounting(sent, now)
          if (earliestTurn(sent, lane, now) > now) continue
          const call = { lane, at: now }
          sent = [...sent, call]
          all.push(call)
          const within = all.filter(({ at }) => at > now - 30_000)
          expect(within.length).toBeLessThanOrEqual(25)
          expect(within.filter((other) => other.lane === 'catalogue').length).toBeLessThanOrEqual(10)
        }
      }),
    )
  })

  it('forgets what lies ahead after the clock was set back', () => {
    expect(stillCounting(calls('read', 3, 9_000_000), 1_000)).toEqual([])
  })
})
