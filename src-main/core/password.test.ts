import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUsablePassword } from './password.ts'

test.each([
  ['correct horse', true],
  ['short', false],
  ['anna-the-dj', false],
  ['ANNA-the-DJ', false],
  ['ä'.repeat(36), true],
  ['ä'.repeat(37), false],
  ['🎧'.repeat(8), true],
  ['🎧'.repeat(19), false],
])('%s: %s', (password, usable) => expect(isUsablePassword(password, 'anna-the-dj')).toBe(usable))

test('no password that bcrypt would cut short is taken', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 8, maxLength: 100 }), (password) => {
      if (isUsablePassword(password, 'x')) expect(Buffer.byteLength(password)).toBeLessThanOrEqual(72)
    }),
  )
})
