import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asBefore, placeBack } from './places.ts'

const back = (before: string, now: string, handedOver: string | null = null) =>
  placeBack({ id: 'x', before: [...before], now: [...now], handedOver })

test.each([
  ['between the same two', 'abxcd', 'abcd', 'c'],
  ['behind the one ahead of it, when the one behind it is gone', 'abxcd', 'abd', 'd'],
  ['right behind that one also when others came', 'abxcd', 'abnd', 'n'],
  ['before the next that still waits, when both beside it are gone', 'abxcd', 'ad', 'd'],
  ['at the end, behind the same', 'abx', 'ab', null],
  ['behind what it followed, when others came to the end', 'abx', 'abn', 'n'],
  ['in front again, before the same', 'xab', 'ab', 'a'],
  ['not in front of what became next meanwhile', 'xabc', 'bc', 'c'],
  ['not in front of a song that was moved to the front', 'axbc', 'bac', 'a'],
  ['at the end behind the only one, which is next', 'axb', 'b', null],
  ['as any other, when nothing is left beside it', 'axb', 'n', undefined],
  ['as any other, when it stood nowhere', '', 'ab', undefined],
])('a song goes back %s', (_, before, now, place) => {
  expect(back(before, now)).toBe(place)
})

test('nothing goes in front of what the player has already', () => {
  expect(back('xab', 'ab', 'a')).toBe('b')
})

test('an earlier order comes back with all that wait, each once, and the next one stays the next', () => {
  const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'))
  fc.assert(
    fc.property(ids, ids, (before, now) => {
      const order = asBefore(before, now)
      expect([...order].sort()).toEqual([...now].sort())
      expect(order[0]).toBe(now[0])
      const known = order.slice(1).filter((id) => before.includes(id))
      expect(known).toEqual(before.filter((id) => known.includes(id)))
    }),
  )
})
