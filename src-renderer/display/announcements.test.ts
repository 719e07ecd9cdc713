import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DisplayView } from '../../src-main/contract/console-view.ts'
import { type Announcement, announcementMs, mostTogether, nextAnnouncements } from './announcements.ts'
import { room, song, view } from './testing/views.ts'

/** A view in which these were accepted, one each second. */
const accepting = (ids: string, from = 0): DisplayView => ({
  ...view(room()),
  accepted: [...ids].map((id, at) => ({ ...song(id), acceptedAt: 1000 * (from + at + 1) })),
})

/** What both accepted. */
const both = (first: DisplayView, second: DisplayView): DisplayView => ({
  ...second,
  accepted: [...(first.accepted ?? []), ...(second.accepted ?? [])],
})

const told = (announcements: readonly Announcement[]) =>
  announcements.map((songs) => songs.map(({ requestId }) => requestId).join('')).join(' ')

const after = (...views: readonly DisplayView[]) => {
  let before: DisplayView | null = null
  let waiting: readonly Announcement[] = []
  for (const next of views) {
    waiting = nextAnnouncements(waiting, before, next)
    before = next
  }
  return told(waiting)
}

test.each([
  ['the first view is no news', [accepting('ab')], ''],
  ['one accepted', [accepting('ab'), accepting('abc')], 'c'],
  ['the very first one', [accepting(''), accepting('a')], 'a'],
  ['three at once are told together', [accepting(''), accepting('abc')], 'abc'],
  ['what stands there stays as it is', [accepting(''), accepting('a'), accepting('abc')], 'a bc'],
  ['what waits fills up', [accepting(''), accepting('a'), accepting('ab'), accepting('abcd')], 'a bcd'],
  ['nothing changed', [accepting('ab'), accepting('ab')], ''],
  [
    'what the DJ took back is not told',
    [accepting(''), accepting('a'), accepting('abc'), accepting('ac')],
    'a c',
  ],
  ['the one that stands is taken back', [accepting(''), accepting('a'), accepting('')], ''],
  ['a later one was stored first', [accepting(''), accepting('b', 1), accepting('ab')], 'b a'],
  [
    'an earlier one comes back from playing',
    [accepting('b', 30), both(accepting('a'), accepting('b', 30))],
    '',
  ],
])('%s', (_, views, expected) => expect(after(...views)).toBe(expected))

test('another night, or one that just opens, is no news', () => {
  const of = (event: Parameters<typeof room>[1]) => ({ ...accepting('x'), room: room({}, event) })
  expect(after(accepting('a'), of({ title: 'Another night' }))).toBe('')
  expect(after({ ...view(null), accepted: [] }, accepting('a'))).toBe('')
  expect(after(of({ status: 'offline' }), accepting('xa'))).toBe('')
})

test('what was accepted while the display was turned off is no news once it is on again', () => {
  const off = view(room({}, { pages: { requests: true, display: false } }))
  expect(after(accepting('a'), off, accepting('abc'))).toBe('')
  expect(after(accepting('a'), off, accepting('abc'), accepting('abcd'))).toBe('d')
})

test('what stands there follows the night: a name that the DJ hides is gone from it at once', () => {
  const asked = (nickname: string): DisplayView => ({
    ...view(room()),
    accepted: [...'abcd'].map((id, at) => ({ ...song(id, { nickname }), acceptedAt: 1000 * (at + 1) })),
  })
  const before = asked('Rude')
  const waiting = nextAnnouncements([], accepting(''), before)
  const names = nextAnnouncements(waiting, before, asked('a guest'))
    .flat()
    .map(({ nickname }) => nickname)
  expect(names).toEqual(new Array(4).fill('a guest'))
})

test('a night that gets another title meanwhile is the same night', () => {
  const titled = (title: string, ids: string) => ({ ...accepting(ids), room: room({}, { title }) })
  expect(after(titled('Partty', 'a'), titled('Partty', 'ab'), titled('Party', 'abc'))).toBe('b c')
})

test('however many are accepted, and whenever: each is told once, in order, and long enough to be read', () => {
  const ids = 'abcdefghijklmnopqrstuvwxyz'
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 12 }),
      fc.infiniteStream(fc.boolean()),
      (steps, dice) => {
        let before = accepting('')
        let waiting: readonly Announcement[] = []
        let shown = ''
        let count = 0
        const see = () => {
          const [first = []] = waiting
          expect(first.length).toBeLessThanOrEqual(mostTogether)
          expect(announcementMs(first) / Math.max(1, first.length)).toBeGreaterThanOrEqual(3000)
          shown += told([first])
          waiting = waiting.slice(1)
        }
        for (const more of steps) {
          count = Math.min(ids.length, count + more)
          const next = accepting(ids.slice(0, count))
          waiting = nextAnnouncements(waiting, before, next)
          before = next
          if (dice.next().value) see()
        }
        while (waiting.length > 0) see()
        expect(shown).toBe(ids.slice(0, count))
      },
    ),
  )
})
