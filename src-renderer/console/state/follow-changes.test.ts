import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createViewChanges } from '../../../electron/view-changes.ts'
import { createFollower } from './follow-changes.ts'

test('what is added, changed, moved and gone arrives; what stays is the same object', () => {
  const follow = createFollower()
  const [a, b] = [{ id: 'a' }, { id: 'b' }]
  const first = follow({
    whole: true,
    parts: { phase: 'night', guests: 3 },
    lists: { requests: { order: { at: 0, gone: 0, ids: ['a', 'b'] }, rows: [a, b] } },
  })
  expect(first).toEqual({ phase: 'night', guests: 3, requests: [a, b] })
  const changed = { id: 'b', title: 'Halo' }
  const second = follow({ whole: false, parts: {}, lists: { requests: { order: null, rows: [changed] } } })
  expect(second).toEqual({ phase: 'night', guests: 3, requests: [a, changed] })
  const third = follow({
    whole: false,
    parts: { guests: 4 },
    lists: { requests: { order: { at: 0, gone: 1, ids: ['c'] }, rows: [{ id: 'c' }] } },
  })
  expect(third).toEqual({ phase: 'night', guests: 4, requests: [{ id: 'c' }, changed] })
  expect((third as unknown as { requests: unknown[] }).requests[1]).toBe(changed)
})

test('a list that did not change is the list that was, and another screen keeps nothing of the last', () => {
  const follow = createFollower()
  const first = follow({
    whole: true,
    parts: { phase: 'night' },
    lists: { queue: { order: { at: 0, gone: 0, ids: ['a'] }, rows: [{ id: 'a' }] } },
  })
  const second = follow({ whole: false, parts: { guests: 1 }, lists: {} })
  expect((second as { queue?: unknown }).queue).toBe((first as { queue?: unknown }).queue)
  expect(follow({ whole: true, parts: { phase: 'first-run' }, lists: {} })).toEqual({ phase: 'first-run' })
})

test('any two nights, one after the other, arrive as they are', () => {
  const night = fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefgh'), version: fc.nat(2) }), {
    selector: ({ id }) => id,
  })
  fc.assert(
    fc.property(fc.array(night, { maxLength: 6 }), (nights) => {
      const changes = createViewChanges()
      const follow = createFollower()
      for (const requests of nights) {
        expect(follow(changes({ phase: 'night', requests }))).toEqual({ phase: 'night', requests })
      }
    }),
  )
})

test('what was an empty list may turn out to be words', () => {
  const follow = createFollower()
  follow({ whole: true, parts: {}, lists: { names: { order: null, rows: [] } } })
  expect(follow({ whole: false, parts: { names: ['Mia'] }, lists: {} })).toEqual({ names: ['Mia'] })
})

test('what follows a view that this page never had is no view yet', () => {
  const follow = createFollower()
  expect(follow({ whole: false, parts: { guests: 4 }, lists: {} })).toBeNull()
  expect(follow({ whole: true, parts: { phase: 'night', guests: 4 }, lists: {} })).toEqual({
    phase: 'night',
    guests: 4,
  })
})
