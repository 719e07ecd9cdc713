import { expect, test } from 'vitest'
import { plainTitle, versionKey } from './version-key.ts'

test.each([
  ['Lose Yourself (Explicit)', 'Lose Yourself'],
  ['Lose Yourself [Clean Version]', 'lose yourself'],
  ['Lose Yourself - Radio Edit', 'Lose Yourself'],
  ['Lose Yourself (clean)', 'Lose Yourself - Explicit Version'],
])('%s and %s are one song', (one, other) => {
  expect(versionKey(one, 'Eminem')).toBe(versionKey(other, 'Eminem'))
})

test.each([
  ['Radio', 'Radio Ga Ga'],
  ['Halo (Live)', 'Halo'],
  ['Clean', 'Explicit'],
  ['Halo (Radio Silence)', 'Halo'],
])('%s and %s are two', (one, other) => {
  expect(versionKey(one, 'Somebody')).not.toBe(versionKey(other, 'Somebody'))
})

test('a title that is nothing but such a word stays', () => {
  expect(plainTitle('Clean')).toBe('Clean')
})
