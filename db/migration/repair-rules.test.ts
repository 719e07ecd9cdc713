import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isGuessable, isPin } from '../../src-main/core/pin.ts'
import { freePin, freshPins } from './repair-pins.ts'
import { distinctUsernames } from './repair-usernames.ts'

function named(...names: readonly (string | null)[]) {
  return names.map((username, index) => ({
    key: `key${index}-long`,
    username,
    lower: username?.trim().toLowerCase() ?? null,
  }))
}

test('user names become lower case and different, and those that are fine stay', () => {
  const changes = distinctUsernames(named('mia', 'mia-2', 'Mia', 'MIA', 'Jo', '', null))
  expect([...changes]).toEqual([
    ['key2-long', 'mia-3'],
    ['key3-long', 'mia-4'],
    ['key4-long', 'jo'],
    ['key5-long', 'dj-key5-lon'],
    ['key6-long', 'dj-key6-lon'],
  ])
})

test('whatever user names there are, they end lower case and different', () => {
  const name = fc.stringMatching(/^[aAbB](-[23])?$/)
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 12 }), (names) => {
      const found = named(
        ...[...names].sort((a, b) => Number(a !== a.toLowerCase()) - Number(b !== b.toLowerCase())),
      )
      const changes = distinctUsernames(found)
      const after = found.map(({ key, username }) => changes.get(key) ?? username ?? '')
      expect(new Set(after).size).toBe(found.length)
      expect(after).toEqual(after.map((one) => one.toLowerCase()))
      const right = found.filter(({ username, lower }) => username === lower)
      for (const { key } of right) expect(changes.has(key)).toBe(false)
    }),
  )
})

test('new PINs are free, four digits and not easily guessed; the first of a pair keeps its own', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.stringMatching(/^[0-9]{4}$/), fc.string(), fc.constant('4827'))),
      (pins) => {
        const found = pins.map((pin, index) => ({ key: String(index), pin }))
        const changes = freshPins(found, (below) => Math.floor(Math.random() * below))
        const after = found.map(({ key, pin }) => changes.get(key) ?? pin)
        expect(new Set(after).size).toBe(after.length)
        expect(after.every(isPin)).toBe(true)
        expect([...changes.values()].some(isGuessable)).toBe(false)
        if (pins.includes('4827')) expect(changes.has(String(pins.indexOf('4827')))).toBe(false)
      },
    ),
  )
})

test('the last PIN is found, and after it there is none in words', () => {
  const taken = new Set<string | null>(
    Array.from({ length: 9999 }, (_, number) => String(number).padStart(4, '0')),
  )
  let number = 0
  const counting = (below: number) => number++ % below
  expect(freePin(taken, counting)).toBe('9999')
  expect(() => freePin(taken, counting)).toThrow('10,000 PINs')
})
