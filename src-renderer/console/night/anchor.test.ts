import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchoredScroll, hasRoom, revealScroll } from './anchor.ts'

const rowHeight = 72
const ids = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `r${index + from}`)

test('new rows above leave the visible ones where they are', () => {
  const before = ids(10)
  const after = ['new-2', 'new-1', ...before]
  expect(anchoredScroll({ before, after, scrollTop: 100, rowHeight })).toBe(100 + 2 * rowHeight)
  expect(anchoredScroll({ before, after, scrollTop: 0, rowHeight })).toBe(2 * rowHeight)
})

test('when the topmost visible row is decided, the next one takes its place', () => {
  const before = ids(10)
  const after = before.filter((id) => id !== 'r3')
  expect(anchoredScroll({ before, after, scrollTop: 3 * rowHeight, rowHeight })).toBe(3 * rowHeight)
})

test('an emptied list starts at the top again', () => {
  expect(anchoredScroll({ before: ids(3), after: [], scrollTop: 80, rowHeight })).toBe(0)
})

test('whatever comes in above, the row under the eye stays at its place on the screen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(40), fc.nat(4000), (count, added, scrolled) => {
      const before = ids(count)
      const scrollTop = Math.min(scrolled, (count - 1) * rowHeight)
      const after = [...ids(added, 1000), ...before]
      const place = Math.floor(scrollTop / rowHeight)
      const next = anchoredScroll({ before, after, scrollTop, rowHeight })
      expect((place + added) * rowHeight - next).toBe(place * rowHeight - scrollTop)
    }),
  )
})

test('showing what is new stops before the focused row would leave', () => {
  expect(revealScroll(2, rowHeight, 600)).toBe(0)
  expect(revealScroll(20, rowHeight, 600)).toBe(21 * rowHeight - 600)
  expect(revealScroll(-1, rowHeight, 600)).toBe(0)
})

test('one row alone under many that are held back has room for them; a full list has none', () => {
  expect(hasRoom({ count: 18, rowHeight, scrollTop: 17 * rowHeight, height: 600 })).toBe(true)
  expect(hasRoom({ count: 18, rowHeight, scrollTop: 3 * rowHeight, height: 600 })).toBe(false)
  expect(hasRoom({ count: 2, rowHeight, scrollTop: 0, height: 600 })).toBe(false)
})
