import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFollower } from './follow-changes.ts'

test('what is added, changed, moved and gone arrives; what stays is the same object', () => {
  const follow = createFollower()
  const [a, b] = [{ id: 'a' }, { id: 'b' }]
  const first = follow({
    whole: true,
    parts: { phase: 'night', guests: 3 },
    lists: { requests: { order: 'a b', rows: [a, b] } },
  })
  expect(first).toEqual({ phase: 'night', guests: 3, requests: [a, b] })
  const changed = { id: 'b', title: 'Halo' }
  const second = follow({ whole: false, parts: {}, lists: { requests: { order: null, rows: [changed] } } })
  expect(second).toEqual({ phase: 'night', guests: 3, requests: [a, changed] })
  const third = follow({
    whole: false,
    parts: { guests: 4 },
    lists: { requests: { order: 'c b', rows: [{ id: 'c' }] } },
  })
  expect(third).toEqual({ phase: 'night', guests: 4, requests: [{ id: 'c' }, changed] })
  expect((third as unknown as { requests: unknown[] }).requests[1]).toBe(changed)
})

test('a list that did not change is the list that was, and another screen keeps nothing of the last', () => {
  const follow = createFollower()
  const first = follow({
    whole: true,
    parts: { phase: 'night' },
    lists: { queue: { order: 'a', rows: [{ id: 'a' }] } },
  })
  const second = follow({ whole: false, parts: { guests: 1 }, lists: {} })
  expect((second as { queue?: unknown }).queue).toBe((first as { queue?: unknown }).queue)
  expect(follow({ whole: true, parts: { phase: 'first-run' }, lists: {} })).toEqual({ phase: 'first-run' })
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 20 }), (ids) => {
      const rows = ids.map((id) => ({ id }))
      const view = follow({ whole: true, parts: {}, lists: { requests: { order: ids.join(' '), rows } } })
      expect(view).toEqual({ requests: rows })
    }),
  )
})

test('what was an empty list may turn out to be words', () => {
  const follow = createFollower()
  follow({ whole: true, parts: {}, lists: { names: { order: '', rows: [] } } })
  expect(follow({ whole: false, parts: { names: ['Mia'] }, lists: {} })).toEqual({ names: ['Mia'] })
})
