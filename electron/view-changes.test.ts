import { expect, test } from 'vitest'
import { createViewChanges } from './view-changes.ts'

const song = (id: string, more: object = {}) => ({ id, title: 'Halo', voters: ['Mia'], ...more })

test('the first change is everything, a later one only what differs', () => {
  const changes = createViewChanges()
  const view = {
    phase: 'night',
    guests: 3,
    event: { title: 'Ours' },
    requests: [song('a'), song('b')],
    queue: [],
  }
  expect(changes(view)).toEqual({
    whole: true,
    parts: { phase: 'night', guests: 3, event: { title: 'Ours' } },
    lists: { requests: { order: 'a b', rows: view.requests }, queue: { order: '', rows: [] } },
  })
  expect(changes(structuredClone(view))).toEqual({ whole: false, parts: {}, lists: {} })
  const voted = song('b', { voters: ['Mia', 'Jonas'] })
  expect(changes({ ...view, guests: 4, requests: [song('a'), voted] })).toEqual({
    whole: false,
    parts: { guests: 4 },
    lists: { requests: { order: null, rows: [voted] } },
  })
  expect(changes({ ...view, guests: 4, requests: [song('c'), voted] })).toEqual({
    whole: false,
    parts: {},
    lists: { requests: { order: 'c b', rows: [song('c')] } },
  })
})

test('another screen begins anew', () => {
  const changes = createViewChanges()
  changes({ phase: 'night', guests: 3 })
  expect(changes({ phase: 'no-event' })).toEqual({ whole: true, parts: { phase: 'no-event' }, lists: {} })
})

test('an empty list that fills is told, and so is one whose rows are no rows', () => {
  const changes = createViewChanges()
  changes({ phase: 'night', queue: [], names: ['Mia'] })
  expect(changes({ phase: 'night', queue: [song('a')], names: ['Mia', 'Jonas'] })).toEqual({
    whole: false,
    parts: { names: ['Mia', 'Jonas'] },
    lists: { queue: { order: 'a', rows: [song('a')] } },
  })
})
