import { expect, test } from 'vitest'
import type { DisplayView } from '../../src-main/contract/console-view.ts'
import { createDisplayStore } from './store.ts'
import { room, song, view } from './testing/views.ts'

/** A view in which these were accepted, each at its second. */
const accepting = (seconds: Readonly<Record<string, number>>): DisplayView => ({
  ...view(room()),
  accepted: Object.entries(seconds).map(([id, at]) => ({ ...song(id), acceptedAt: 1000 * at })),
})

function openStore() {
  const store = createDisplayStore(() => 0)
  store.receive(accepting({}))
  return store
}

const waiting = ({ getState }: ReturnType<typeof createDisplayStore>) =>
  getState()
    .announcements.map((songs) => songs.map(({ requestId }) => requestId).join(''))
    .join(' ')

test.each([
  ['the only one', {}],
  ['the latest of two', { a: 1 }],
])('%s was told, was skipped, and is put back: it is not told again', (_, others) => {
  const store = openStore()
  store.receive(accepting({ ...others, b: 2 }))
  store.announced()
  store.receive(accepting(others))
  store.receive(accepting({ ...others, b: 2 }))
  expect(waiting(store)).toBe('')
})

test('one that was taken back before it was told, or is accepted anew, is told', () => {
  const store = openStore()
  store.receive(accepting({ a: 1 }))
  store.receive(accepting({}))
  store.receive(accepting({ a: 1 }))
  expect(waiting(store)).toBe('a')
  store.announced()
  store.receive(accepting({}))
  store.receive(accepting({ a: 90 }))
  expect(waiting(store)).toBe('a')
})

test('one that was told, was taken back by mistake and is there again a moment later, is not told twice', () => {
  const store = openStore()
  store.receive(accepting({ a: 1 }))
  store.announced()
  store.receive(accepting({}))
  store.receive(accepting({ a: 12 }))
  expect(waiting(store)).toBe('')
  store.receive(accepting({ a: 12, b: 13 }))
  expect(waiting(store)).toBe('b')
})
