import { expect, test } from 'vitest'
import { gatherCalls } from './gather-calls.ts'

test('what is asked in one turn goes together, each gets its own answer; later ones go anew', async () => {
  const calls: (readonly string[])[] = []
  const ask = gatherCalls(async (keys) => {
    calls.push([...keys])
    return keys.map((key) => key.toUpperCase())
  })
  expect(await Promise.all([ask('a'), ask('b'), ask('a')])).toEqual(['A', 'B', 'A'])
  expect(await ask('c')).toBe('C')
  expect(calls).toEqual([['a', 'b', 'a'], ['c']])
})

test('a call that fails fails for all that went together, and the next is tried again', async () => {
  let calls = 0
  const ask = gatherCalls(async (keys) => {
    calls += 1
    if (calls === 1) throw new Error('gone')
    return keys
  })
  const both = await Promise.allSettled([ask('a'), ask('b')])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await ask('a')).toBe('a')
})
