import { expect, test } from 'vitest'
import { crowd, nextDeed } from './practice.ts'

test.each([
  ['nobody is there', 0, 0, 99, 'join'],
  ['some are still to come', 5, 2, 10, 'join'],
  ['all are there', crowd.length, 2, 10, 'ask'],
  ['nothing waits: there is nothing to agree with', crowd.length, 0, 95, 'ask'],
  ['somebody likes what others asked for', crowd.length, 3, 80, 'vote'],
  ['somebody thinks again', crowd.length, 3, 97, 'take-back'],
  ['too much waits', crowd.length, 30, 10, 'vote'],
] as const)('%s', (_, joined, waiting, dice, deed) => {
  expect(nextDeed(joined, waiting, dice)).toBe(deed)
})
