import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { codeOf, must, type startConsole, startTwo } from '../testing/a-console.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0)) await undo()
})

async function two() {
  const both = await startTwo()
  undoes.push(both.second.close, both.first.close)
  return both
}

/** Requests of as many guests, oldest first. */
async function ask(console_: Console, titles: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (const title of titles) {
    const id = randomUUID()
    const guest = await console_.join(`Guest of ${title}`)
    must(await console_.requests.ask(guest, { id, wish: { title, artist: '' } }, null))
    ids.push(id)
  }
  return ids
}

function seen(console_: Console, ids: readonly string[]) {
  return ids.map((id) => ({ id, version: console_.request(id).version }))
}

function queue(console_: Console): readonly string[] {
  return console_.live.night()?.queue.map(({ track }) => track.title) ?? []
}

/** What the database holds, beside the live state. */
async function stored(console_: Console, userId: string): Promise<unknown> {
  const before = [...(console_.live.night()?.requests.values() ?? [])]
  await console_.nights.resume(userId)
  return { before, after: [...(console_.live.night()?.requests.values() ?? [])] }
}

test('all are approved in the order of asking, behind what waits, and the other console sees it', async () => {
  const { first, second } = await two()
  const ids = await ask(first, ['Halo', 'Levels', 'Waterloo'])
  const [own = ''] = await ask(first, ['Own'])
  must(await first.requests.approve({ id: own, version: 0 }))
  const outcome = must(await first.requests.decideMany(seen(first, ids).toReversed(), { kind: 'approve' }))
  expect(outcome.changed).toBe(0)
  expect(new Set(outcome.done)).toEqual(new Set(ids.map((id) => ({ id, version: 1 }))))
  expect(queue(first)).toEqual(['Own', 'Halo', 'Levels', 'Waterloo'])
  await eventually(() => expect(queue(second)).toEqual(queue(first)))
})

test('what two consoles decide at once is decided once; each is told how many had changed', async () => {
  const { first, second } = await two()
  const titles = Array.from({ length: 20 }, (_, at) => `Song ${at}`)
  const ids = await ask(first, titles)
  await eventually(() => expect(second.live.night()?.requests.size).toBe(20))
  // Two that the other console took in the meantime.
  for (const id of ids.slice(3, 5)) must(await second.requests.decline({ id, version: 0 }, 'Not now'))
  const asSeen = ids.map((id) => ({ id, version: 0 }))
  const [here, there] = (
    await Promise.all([
      first.requests.decideMany(asSeen, { kind: 'approve' }),
      second.requests.decideMany(asSeen, { kind: 'hold', held: true }),
    ])
  ).map(must)
  expect((here?.done.length ?? 0) + (there?.done.length ?? 0)).toBe(18)
  expect([here?.changed, there?.changed].sort()).toEqual([2, 20])
  await eventually(() => {
    for (const id of ids) expect(first.request(id)).toEqual(second.request(id))
  })
  expect(first.request(ids[3] ?? '')).toMatchObject({
    status: 'rejected',
    rejectReason: 'Not now',
    version: 1,
  })
})

test('the live state holds what the database has, without reading it back', async () => {
  const { first, userId } = await two()
  const ids = await ask(first, ['Halo', 'Levels', 'Waterloo'])
  const jonas = await first.join('Jonas')
  must(await first.requests.vote(jonas, ids[0] ?? ''))
  for (const decision of [
    { kind: 'hold', held: true },
    { kind: 'approve' },
    { kind: 'reopen', held: true },
    { kind: 'decline', reason: 'No time left' },
    { kind: 'decline', reason: null },
    { kind: 'reopen', held: false },
  ] as const) {
    const outcome = must(await first.requests.decideMany(seen(first, ids), decision))
    expect(outcome).toMatchObject({ changed: 0 })
    const { before, after } = (await stored(first, userId)) as { before: object[]; after: object[] }
    // A place has its order, its digits are nobody's business; times are the database's own to the millisecond.
    expect(before).toEqual(after)
  }
})

test('what plays, was played or taken back is left', async () => {
  const { first } = await two()
  const ids = await ask(first, ['Halo', 'Levels', 'Waterloo'])
  const [playing = '', played = '', gone = ''] = ids
  for (const id of [played, playing]) {
    must(await first.requests.approve({ id, version: 0 }))
    must(await first.playback.start({ id, version: 1 }))
  }
  const guest = first.live.night()?.guests.get(first.request(gone).guestId ?? '')
  const all = [...seen(first, ids), { id: randomUUID(), version: 0 }]
  if (guest) must(await first.requests.takeBack(guest, gone))
  expect(must(await first.requests.decideMany(all, { kind: 'decline', reason: null }))).toEqual({
    done: [],
    changed: 4,
  })
  expect(first.request(playing).status).toBe('approved')
  expect(first.request(played).status).toBe('played')
})

test('a declined song that was asked for again stays declined when all are brought back', async () => {
  const { first } = await two()
  const ids = await ask(first, ['Halo', 'Levels'])
  const { done } = must(await first.requests.decideMany(seen(first, ids), { kind: 'decline', reason: null }))
  await ask(first, ['Halo'])
  const back = must(await first.requests.decideMany(done, { kind: 'reopen', held: false }))
  expect(back).toEqual({ done: [{ id: ids[1], version: 2 }], changed: 1 })
  expect(first.request(ids[0] ?? '').status).toBe('rejected')
})

test('an ended night takes no decision', async () => {
  const { first, userId } = await two()
  const ids = await ask(first, ['Halo'])
  const event = first.live.night()?.event
  must(await first.nightLife.end(userId, { eventId: event?.id ?? '', version: event?.version ?? 0 }))
  expect(
    codeOf(await first.requests.decideMany([{ id: ids[0] ?? '', version: 0 }], { kind: 'approve' })),
  ).toMatch(/event-ended|no-event/)
})
