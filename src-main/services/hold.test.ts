import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { tonight } from '../projections/console-view.ts'
import { guestRequest } from '../projections/mine-view.ts'
import { codeOf, must, startTwo } from '../testing/a-console.ts'

type Two = Awaited<ReturnType<typeof startTwo>>

let two: Two
afterEach(async () => {
  await two.second.close()
  await two.first.close()
})

async function asked(title: string) {
  two = await startTwo()
  const mia = await two.first.join('Mia')
  const id = randomUUID()
  must(await two.first.requests.ask(mia, { id, wish: { title, artist: '' } }, null))
  await eventually(() => expect(two.second.request(id).version).toBe(0))
  return { id, mia, ...two }
}

function shown({ live }: Two['first'], id: string) {
  const night = live.night()
  return night && tonight(night, Date.now()).requests.find((request) => request.id === id)
}

test('one that is set aside waits for guests as before, counts votes, and is seen on every console, also a later one', async () => {
  const { id, mia, first, second, userId } = await asked('Halo')
  must(await first.requests.hold({ id, version: 0 }, true))
  const since = first.request(id).heldAt
  expect(since).toEqual(expect.any(Number))
  expect(shown(first, id)).toMatchObject({ status: 'pending', heldAt: since })
  const night = first.live.night()
  expect(night && guestRequest(night, first.request(id), mia.id)).toMatchObject({ status: 'pending' })
  const jonas = await first.join('Jonas')
  expect(must(await first.requests.vote(jonas, id))).toMatchObject({ voters: [jonas.id], heldAt: since })
  await eventually(() => expect(shown(second, id)).toMatchObject({ heldAt: since, version: 1 }))
  await second.nights.resume(userId)
  expect(second.request(id)).toMatchObject({ heldAt: since, voters: [jonas.id] })
  must(await second.requests.hold({ id, version: 1 }, false))
  expect(shown(second, id)).toMatchObject({ status: 'pending', heldAt: null })
})

test('a decision ends the hold, its undo brings it back where it was', async () => {
  const { id, first } = await asked('Halo')
  const { requests } = first
  const seen = () => ({ id, version: first.request(id).version })
  for (const decide of [
    requests.approve,
    requests.playNext,
    (one: ReturnType<typeof seen>) => requests.decline(one, null),
  ]) {
    must(await requests.hold(seen(), true))
    must(await decide(seen()))
    expect(first.request(id).heldAt).toBeNull()
    must(await requests.reopen(seen(), true))
    expect(first.request(id)).toMatchObject({ status: 'pending', heldAt: expect.any(Number) })
    must(await requests.approve(seen()))
    must(await requests.reopen(seen()))
    expect(first.request(id)).toMatchObject({ status: 'pending', heldAt: null })
  }
})

test('of two consoles that decide at once one holds or the other approves, and the other is told', async () => {
  const { id, first, second } = await asked('Halo')
  const outcomes = await Promise.all([
    first.requests.hold({ id, version: 0 }, true),
    second.requests.approve({ id, version: 0 }),
  ])
  expect(outcomes.map(codeOf).sort()).toEqual(['ok', 'stale'])
  await eventually(() => expect(first.request(id)).toEqual(second.request(id)))
  expect(first.request(id).version).toBe(1)
})

test('only what waits for a decision can be set aside', async () => {
  const { id, first } = await asked('Halo')
  must(await first.requests.approve({ id, version: 0 }))
  expect(codeOf(await first.requests.hold({ id, version: 1 }, true))).toBe('stale')
  expect(first.request(id)).toMatchObject({ status: 'approved', heldAt: null })
})
