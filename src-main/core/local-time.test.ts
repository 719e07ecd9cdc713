import { expect, test } from 'vitest'
import { localIso } from './local-time.ts'

const evening = Date.UTC(2025, 10, 22, 20, 4, 5, 999)

test.each([
  [60, '2025-11-22T21:04:05+01:00'],
  [0, '2025-11-22T20:04:05+00:00'],
  [-210, '2025-11-22T16:34:05-03:30'],
  [330, '2025-11-23T01:34:05+05:30'],
  [840, '2025-11-23T10:04:05+14:00'],
])('%i minutes ahead of UTC it is %s', (offset, written) => {
  expect(localIso(evening, () => offset)).toBe(written)
  expect(Date.parse(written)).toBe(evening - 999)
})
