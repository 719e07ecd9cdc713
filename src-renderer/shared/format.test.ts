import { expect, test } from 'vitest'
import {
  formatAge,
  formatCount,
  formatDate,
  formatDuration,
  formatMinutes,
  formatNames,
  formatShortCount,
  formatWait,
  plural,
  totalLength,
} from './format.ts'

test.each([
  [0, '0:00'],
  [221_000, '3:41'],
  [61_999, '1:01'],
  [3_725_000, '1:02:05'],
  [-5, '0:00'],
])('%i ms lasts %s', (ms, words) => expect(formatDuration(ms)).toBe(words))

test.each([
  [0, '0 min'],
  [10_000, '1 min'],
  [38 * 60_000, '38 min'],
  [65 * 60_000, '1 h 05 min'],
])('%i ms are %s', (ms, words) => expect(formatMinutes(ms)).toBe(words))

test.each([
  [400, '0 s'],
  [8_400, '8 s'],
  [240_000, '4 min'],
  [3_900_000, '1 h 05 min'],
])('a wait of %i ms reads %s', (ms, words) => expect(formatWait(ms)).toBe(words))

test.each([
  [59_000, 'now'],
  [125_000, '2 min'],
  [3 * 3_600_000, '3 h'],
  [50 * 3_600_000, '2 d'],
])('%i ms ago reads %s', (ms, words) => expect(formatAge(1_000, 1_000 + ms)).toBe(words))

test('a clock that was set back makes no negative age', () => expect(formatAge(5_000, 0)).toBe('now'))

test.each([
  ['Mia', [], 'Mia'],
  ['Mia', ['Jonas'], 'Mia, Jonas'],
  ['Mia', ['Jonas', 'Lea', 'Tom'], 'Mia, Jonas +2'],
  ['', ['Jonas'], 'Jonas'],
])('%s and %j read %s', (name, voters, words) => expect(formatNames(name, voters)).toBe(words))

test('counts are grouped and agree with their noun', () => {
  expect(formatCount(32_654)).toBe('32,654')
  expect(plural(1, 'song')).toBe('1 song')
  expect(plural(0, 'song')).toBe('0 songs')
})

test('songs of unknown length are guessed and say so', () => {
  expect(totalLength([{ durationMs: 60_000 }, { durationMs: 30_000 }])).toEqual({ ms: 90_000, exact: true })
  expect(totalLength([{ durationMs: null }])).toEqual({ ms: 210_000, exact: false })
  expect(totalLength([])).toEqual({ ms: 0, exact: true })
})

test('a date names its year', () => expect(formatDate(new Date(2025, 10, 2).getTime())).toBe('2 Nov 2025'))

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1k'],
  [1999, '1.9k'],
  [9999, '9.9k'],
  [32_654, '32k'],
])('%i is counted in short as %s', (count, words) => expect(formatShortCount(count)).toBe(words))
