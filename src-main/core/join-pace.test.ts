import { expect, test } from 'vitest'
import { afterJoin, isRested, type JoinPace } from './join-pace.ts'

/** How many of `tries` get in at `now`, and the pace after them. */
function joinAll(held: JoinPace | undefined, now: number, tries: number) {
  let pace = held
  let joined = 0
  let wait = 0
  for (let at = 0; at < tries; at++) {
    const next = afterJoin(pace, now)
    if ('wait' in next) wait = next.wait
    else {
      pace = next
      joined += 1
    }
  }
  if (!pace) throw new Error('nobody joined')
  return { pace, joined, wait }
}

test('a full room joins in one moment, who goes on and on gets one a second', () => {
  const crowd = joinAll(undefined, 0, 1_500)
  expect(crowd.joined).toBe(1_500)
  expect(joinAll(crowd.pace, 0, 10)).toMatchObject({ joined: 0, wait: 1 })
  const later = joinAll(crowd.pace, 300_000, 5_000)
  expect(later.joined).toBe(300)
  expect(isRested(later.pace, 301_000)).toBe(false)
  expect(isRested(later.pace, 300_000 + 1_500_000)).toBe(true)
})

test('a clock that was set back keeps nobody out for long', () => {
  const crowd = joinAll(undefined, 10_000_000, 1_400)
  expect(joinAll(crowd.pace, 0, 200)).toMatchObject({ joined: 100, wait: 1 })
})
