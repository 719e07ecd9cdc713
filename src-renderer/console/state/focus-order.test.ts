import fc from 'fast-check'
import { expect, test } from 'vitest'
import { focusAfter, keepFocus, stepFocus } from './focus-order.ts'

const ids = ['a', 'b', 'c', 'd']
const nobody = (): boolean => false

test('steps stay inside the list', () => {
  expect(stepFocus(ids, 'a', -1)).toBe('a')
  expect(stepFocus(ids, 'd', 1)).toBe('d')
  expect(stepFocus(ids, 'b', 1)).toBe('c')
  expect(stepFocus(ids, 'gone', 1)).toBe('a')
  expect(stepFocus([], null, 1)).toBeNull()
})

test('after a decision the next below comes, then the nearest above', () => {
  expect(focusAfter(ids, 'b', nobody)).toBe('c')
  expect(focusAfter(ids, 'd', nobody)).toBe('c')
  expect(focusAfter(ids, 'b', (id) => id === 'c')).toBe('d')
  expect(focusAfter(['a'], 'a', nobody)).toBeNull()
})

test('a row that stays keeps the focus whatever happens around it', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { minLength: 1 }),
      fc.nat(),
      fc.array(fc.string()),
      (before, at, extra) => {
        const focused = before[at % before.length] ?? null
        const after = [...new Set([...extra, ...before])]
        expect(keepFocus(before, after, focused)).toBe(focused)
      },
    ),
  )
})

test('a row that goes hands the focus to its successor, else to the one above', () => {
  expect(keepFocus(ids, ['a', 'c', 'd'], 'b')).toBe('c')
  expect(keepFocus(ids, ['a', 'b'], 'd')).toBe('b')
  expect(keepFocus(ids, [], 'b')).toBeNull()
  expect(keepFocus([], ids, null)).toBe('a')
})
