import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText, songKey } from './fold-text.ts'

test.each([
  ['Beyoncé', 'beyonce'],
  ['AC/DC', 'ac dc'],
  ['Don’t Stop', 'dont stop'],
  ["Guns N' Roses", 'guns and roses'],
  ["Rock 'n' Roll", 'rock and roll'],
  ["Rock'n'Roll", 'rock and roll'],
  ['ŉ', 'and'],
  ['Simon & Garfunkel', 'simon and garfunkel'],
  ['R.E.M.', 'rem'],
  ['Twistin’ U.S.A.', 'twistin usa'],
  ['Ke$ha', 'kesha'],
  ['P!nk', 'pink'],
  ['Mötley Crüe', 'motley crue'],
  ['Sigur Rós – Ágætis byrjun', 'sigur ros agaetis byrjun'],
  ['Die Ärzte: Straße', 'die arzte strasse'],
  ['Łona', 'lona'],
  ['Røyksopp', 'royksopp'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['Ёлка', 'елка'],
  ['أغنية', 'اغنيه'],
  ['ガンダム', 'ガンダム'],
  ['!!!', '!!!'],
  [' ₩\t ! ', '₩ !'],
  ['´', '\u0301'],
  ['  ', ''],
])('%s folds to %s', (text, folded) => {
  expect(foldText(text)).toBe(folded.normalize('NFC'))
})

test('folding twice changes nothing', () => {
  const signs = fc.string({ unit: fc.constantFrom(...'₩!?=÷´¸¨ ❤\u0338'), maxLength: 6 })
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), signs), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text))
    }),
    { numRuns: 3_000 },
  )
})

test('title and artist stay apart in the key of a song', () => {
  expect(songKey('Halo', 'Beyoncé')).toBe(songKey('HALO', 'Beyonce'))
  expect(songKey('a b', 'c')).not.toBe(songKey('a', 'b c'))
})
