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
    lists: {
      requests: { order: { at: 0, gone: 0, ids: ['a', 'b'] }, rows: view.requests },
      queue: { order: null, rows: [] },
    },
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
    lists: { requests: { order: { at: 0, gone: 1, ids: ['c'] }, rows: [song('c')] } },
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
    lists: { queue: { order: { at: 0, gone: 0, ids: ['a'] }, rows: [song('a')] } },
  })
})

test('one request more among thousands is told in one id and one row', () => {
  const changes = createViewChanges()
  const many = Array.from({ length: 2_000 }, (_, at) => song(`old ${at}`))
  changes({ phase: 'night', requests: many })
  const told = changes({ phase: 'night', requests: [song('new'), ...many] })
  expect(told.lists.requests).toEqual({ order: { at: 0, gone: 0, ids: ['new'] }, rows: [song('new')] })
})
