import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRange } from './byte-range.ts'

test.each([
  [null, 'whole'],
  ['bytes=0-', { start: 0, end: 999 }],
  ['bytes=200-299', { start: 200, end: 299 }],
  ['bytes=900-5000', { start: 900, end: 999 }],
  ['bytes=-100', { start: 900, end: 999 }],
  ['bytes=-5000', { start: 0, end: 999 }],
  ['bytes=1000-', 'outside'],
  ['bytes=-0', 'outside'],
  ['bytes=5-2', 'whole'],
  ['bytes=0-1,5-6', 'whole'],
  ['bytes=-', 'whole'],
  ['pages=1-2', 'whole'],
] as const)('%s of a thousand bytes: %o', (header, expected) => {
  expect(readRange(header, 1000)).toEqual(expected)
})

test('no header leads out of the file', () => {
  const header = fc.oneof(
    fc.string(),
    fc.tuple(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n })).map(([from, to]) => `bytes=${from}-${to}`),
    fc.bigInt({ min: 0n }).map((last) => `bytes=-${last}`),
  )
  fc.assert(
    fc.property(header, fc.nat(), (text, size) => {
      const range = readRange(text, size)
      if (typeof range === 'string') return
      expect(range.start).toBeGreaterThanOrEqual(0)
      expect(range.start).toBeLessThanOrEqual(range.end)
      expect(range.end).toBeLessThan(size)
    }),
  )
})
