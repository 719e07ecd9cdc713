import { expect, test } from 'vitest'
import { newlyApproved } from './announcements.ts'
import { playing, room, song, view } from './testing/views.ts'

const queue = (ids: string, more = 0, now: string | null = null) =>
  view(
    room({
      nowPlaying: now === null ? null : playing(now),
      upNext: [...ids].map((id) => song(id)),
      counts: { pending: 0, queued: ids.length + more, played: 0, guests: 1 },
    }),
  )

test.each([
  ['the first view is no news', null, queue('ab'), ''],
  ['one approved', queue('ab'), queue('abc'), 'c'],
  ['one approved as the next', queue('ab'), queue('cab'), 'c'],
  ['the very first one', queue(''), queue('a'), 'a'],
  ['two at once', queue('a'), queue('abc'), 'bc'],
  ['nothing changed', queue('ab'), queue('ab'), ''],
  ['another order', queue('abc'), queue('cab'), ''],
  ['one taken back', queue('abc'), queue('ac'), ''],
  ['the front one starts', queue('abc'), queue('bc', 0, 'a'), ''],
  ['one starts, one is approved', queue('abc'), queue('bcd', 0, 'a'), 'd'],
  ['one moves up from the hidden rest', queue('abcde', 3), queue('bcdef', 2, 'a'), ''],
  ['one leaves, a hidden one moves up', queue('abcde', 3), queue('acdef', 2), ''],
  ['play next in front of a long queue', queue('abcde', 3), queue('zabcd', 4), 'z'],
  ['a waiting one is sent back to the queue from playing', queue('bc', 0, 'a'), queue('abc'), ''],
])('%s', (_, before, after, expected) => {
  expect(
    newlyApproved(before, after)
      .map(({ requestId }) => requestId)
      .join(''),
  ).toBe(expected)
})

test('another night, or one that just opens, is no news', () => {
  const other = view(room({ upNext: [song('x')] }, { title: 'Another night' }))
  expect(newlyApproved(queue('a'), other)).toEqual([])
  expect(newlyApproved(view(null), queue('a'))).toEqual([])
  expect(newlyApproved(view(room({}, { status: 'offline' })), queue('a'))).toEqual([])
})
