import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  cleanNotice,
  endAfterReturn,
  endOf,
  isFor,
  isOnAir,
  type Notice,
  nextEnd,
  noticeSpans,
  noticeTargets,
  onAir,
} from './notice.ts'

function aNotice(change: Partial<Notice> = {}): Notice {
  return {
    ...{ id: 'a', userId: 'anna', eventId: 'night', text: 'Last orders', target: 'both' as const },
    ...{ createdAt: 1_000, endsAt: null, removedAt: null, version: 0 },
    ...change,
  }
}

const anyNotice = fc
  .record({
    id: fc.uuid(),
    createdAt: fc.nat(1_000),
    endsAt: fc.option(fc.nat(5_000)),
    removedAt: fc.option(fc.nat(5_000)),
  })
  .map(aNotice)

test('a line is cleaned, cut to 140 letters, and none when nothing can be seen of it', () => {
  expect(cleanNotice('  Last\n orders \u202e at the bar ')).toBe('Last orders at the bar')
  expect(cleanNotice('\u200b \t')).toBeNull()
  expect(cleanNotice('🎂'.repeat(150))).toBe('🎂'.repeat(140))
})

test('each span ends when it says, to the millisecond; what nobody removes ends with the evening', () => {
  for (const span of noticeSpans) {
    const notice = aNotice({ endsAt: endOf(span, 1_000) })
    const end = span === null ? notice.createdAt + 12 * 3_600_000 : 1_000 + span * 1_000
    expect([isOnAir(notice, end - 1), isOnAir(notice, end)], `${span}`).toEqual([true, false])
  }
})

test('the earliest stands first, and what was removed or has ended not at all', () => {
  const notices = [
    aNotice({ id: 'later', createdAt: 3 }),
    aNotice({ id: 'removed', removedAt: 5 }),
    aNotice({ id: 'ended', endsAt: 10 }),
    aNotice({ id: 'first', createdAt: 2, endsAt: 11 }),
  ]
  expect(onAir(notices, 10).map(({ id }) => id)).toEqual(['first', 'later'])
})

test('nothing changes before the next end, and something does then', () => {
  fc.assert(
    fc.property(fc.array(anyNotice), fc.nat(5_000), (notices, now) => {
      const ids = (at: number) => onAir(notices, at).map(({ id }) => id)
      const end = nextEnd(notices, now)
      expect(ids(end === null ? Number.MAX_SAFE_INTEGER : end - 1)).toEqual(ids(now))
      if (end !== null) expect(ids(end).length).toBeLessThan(ids(now).length)
    }),
  )
})

test('one that comes back stays for exactly as long as it still had', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000), (removedAt, had, away) => {
      const removed = aNotice({ removedAt, endsAt: removedAt + had })
      expect(endAfterReturn(removed, removedAt + away)).toBe(removedAt + away + had)
      expect(endAfterReturn(aNotice({ removedAt }), removedAt + away)).toBeNull()
    }),
  )
})

test('each target is shown where it says', () => {
  const faces = (face: 'display' | 'phones') => noticeTargets.filter((target) => isFor(target, face))
  expect([faces('display'), faces('phones')]).toEqual([
    ['display', 'both'],
    ['phones', 'both'],
  ])
})
