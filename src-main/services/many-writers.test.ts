import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Result } from '../core/result.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

let consoles: readonly Console[]
let first: Console
let userId: string

/** Four consoles of one DJ on one night. */
beforeAll(async () => {
  first = await startConsole()
  userId = await first.openNight()
  const others = await Promise.all([1, 2, 3].map(() => startConsole(first)))
  consoles = [first, ...others]
})

afterAll(async () => {
  for (const console_ of [...consoles].reverse()) await console_.close()
})

beforeEach(async () => {
  must(await first.nights.create(userId, { title: 'Crowd', catalogue: null }))
  must(await first.nights.change(null, { status: 'live', config: { maxRequestsPerGuest: 0 } }))
  const eventId = first.live.night()?.event.id ?? ''
  for (const other of consoles.slice(1)) must(await other.nights.openById(userId, eventId))
})

const writers = Array.from({ length: 50 }, (_, index) => index)

/** Does it again on the present state as long as it is refused as stale; answers how often it was. */
async function redo(version: () => number, change: () => Promise<Result<unknown>>): Promise<number> {
  for (let refused = 0; ; refused++) {
    const named = version()
    const outcome = await change()
    if (outcome.ok) return refused
    expect(outcome.error.code).toBe('stale')
    // Who is refused sees the present state at once: nothing is waited for.
    expect(version()).toBeGreaterThan(named)
  }
}

test('50 writers on one night: as many versions as successes, and every change is in it', async () => {
  const before = first.live.night()?.event
  const refused = await Promise.all(
    writers.map((index) => {
      const console_ = consoles[index % consoles.length] ?? first
      const event = () => {
        const present = console_.live.night()?.event
        if (!present) throw new Error('no night')
        return present
      }
      return redo(
        () => event().version,
        () => {
          const { version, config } = event()
          return console_.nights.change(version, {
            config: { maxRequestsPerGuest: config.maxRequestsPerGuest + 1 },
          })
        },
      )
    }),
  )
  expect(refused.some((count) => count > 0)).toBe(true)
  const { id = '', version = 0 } = before ?? {}
  await first.nights.look(userId, id)
  expect(first.live.night()?.event).toMatchObject({
    version: version + writers.length,
    config: { maxRequestsPerGuest: writers.length },
  })
}, 180_000)

test('50 writers on one request: as many versions as successes, and every change is in it', async () => {
  const mia = await first.join('Mia')
  const id = randomUUID()
  must(await first.requests.ask(mia, { id, wish: { title: 'Halo', artist: '' } }, null))
  for (const other of consoles.slice(1)) await other.nights.reload()
  const refused = await Promise.all(
    writers.map((index) => {
      const console_ = consoles[index % consoles.length] ?? first
      return redo(
        () => console_.request(id).version,
        () => {
          const { version, rejectReason } = console_.request(id)
          return console_.requests.decline({ id, version }, `${rejectReason ?? ''}x`)
        },
      )
    }),
  )
  expect(refused.some((count) => count > 0)).toBe(true)
  await first.nights.reload()
  expect(first.request(id)).toMatchObject({
    version: writers.length,
    rejectReason: 'x'.repeat(writers.length),
  })
}, 180_000)

test('songs moved by several consoles at once: no move is lost, no place is given twice', async () => {
  const mia = await first.join('Mia')
  const ids = writers.slice(0, 12).map(() => randomUUID())
  for (const id of ids) {
    must(await first.requests.ask(mia, { id, wish: { title: id, artist: '' } }, null))
    must(await first.requests.approve({ id, version: 0 }))
  }
  const target = ids.at(-1) ?? ''
  for (const other of consoles.slice(1)) await other.nights.reload()
  for (let round = 0; round < 4; round++) {
    const movers = ids.slice(round, round + consoles.length)
    const outcomes = await Promise.all(
      consoles.map((console_, index) => {
        const id = movers[index] ?? ''
        return console_.requests.move({ id, version: console_.request(id).version }, target)
      }),
    )
    expect(outcomes.map(codeOf)).toEqual(consoles.map(() => 'ok'))
    for (const console_ of consoles) await console_.nights.reload()
    const queue = first.live.night()?.queue ?? []
    expect(new Set(queue.map(({ queuePosition }) => queuePosition)).size).toBe(ids.length)
    // All who were moved stand right before the target, in whatever order they came.
    const order = queue.map(({ id }) => id)
    const at = order.indexOf(target)
    expect(new Set(order.slice(at - consoles.length, at))).toEqual(new Set(movers))
  }
})

test('a song is not moved before one that does not wait any more: the DJ is told', async () => {
  const [other = first] = consoles.slice(1)
  const mia = await first.join('Mia')
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()]
  for (const id of [a, b, c]) {
    must(await first.requests.ask(mia, { id, wish: { title: id, artist: '' } }, null))
    must(await first.requests.approve({ id, version: 0 }))
  }
  await other.nights.reload()
  must(await first.playback.start({ id: a, version: 1 }))
  expect(codeOf(await other.requests.move({ id: c, version: 1 }, a))).toBe('stale')
  expect(other.live.night()?.playing?.id).toBe(a)
})

test('two who press "next" at once go on by one song', async () => {
  const [other = first] = consoles.slice(1)
  const mia = await first.join('Mia')
  const ids = [randomUUID(), randomUUID(), randomUUID()]
  for (const id of ids) {
    must(await first.requests.ask(mia, { id, wish: { title: id, artist: '' } }, null))
    must(await first.requests.approve({ id, version: 0 }))
  }
  await other.nights.reload()
  const both = await Promise.all([first.playback.next(), other.playback.next()])
  expect(both.map(codeOf).sort()).toEqual(['ok', 'stale'])
  await other.nights.reload()
  expect(other.live.night()?.playing?.id).toBe(ids[0])
  // One goes on, the other finishes what it sees: whoever comes second must not finish what began after it.
  const [next, finished] = await Promise.all([first.playback.next(), other.playback.finish()])
  expect([next, finished].map(codeOf).sort()).toEqual(['ok', 'stale'])
  await other.nights.reload()
  expect(ids.map((id) => other.request(id).status)).toEqual(['played', 'approved', 'approved'])
})

test('nights made by several consoles at once never share a PIN', async () => {
  const made = await Promise.all(
    writers.map((index) =>
      (consoles[index % consoles.length] ?? first).nights.create(userId, {
        title: `Night ${index}`,
        catalogue: null,
      }),
    ),
  )
  const open = (await first.nights.list(userId)).filter(({ endedAt }) => endedAt === null)
  expect(made.map(codeOf)).toEqual(writers.map(() => 'ok'))
  expect(new Set(open.map(({ pin }) => pin)).size).toBe(open.length)
  // The same PIN wished for by two at once: one gets it.
  const both = await Promise.all(
    consoles
      .slice(0, 2)
      .map((one) => one.nights.create(userId, { title: 'X', catalogue: null, pin: '4826' })),
  )
  expect(both.map(codeOf).sort()).toEqual(['ok', 'pin-taken'])
}, 180_000)
