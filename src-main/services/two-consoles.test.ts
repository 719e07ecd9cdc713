import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0).reverse()) await undo()
})

async function aConsole(...shared: Parameters<typeof startConsole>): Promise<Console> {
  const console_ = await startConsole(...shared)
  undoes.push(console_.close)
  return console_
}

/** The console of another DJ, on another computer, on the same database. */
async function anotherDj(first: Console): Promise<Console> {
  const home = await mkdtemp(join(tmpdir(), 'cueline-console-'))
  undoes.push(() => rm(home, { recursive: true, force: true }))
  return aConsole({ ...first, home })
}

const wish = (title: string) => ({ id: randomUUID(), wish: { title, artist: '' } })

test('two DJs with a night each, at once, on one database: neither sees or changes anything of the other', async () => {
  const anna = await aConsole()
  const tom = await anotherDj(anna)
  const annasId = await anna.openNight('Wedding')
  const tomsId = await tom.become('tom').then(() => tom.openNight('School party'))
  const nights = { anna: anna.live.night()?.event, tom: tom.live.night()?.event }
  const crowd = Array.from({ length: 10 }, (_, index) => index)
  await Promise.all(
    [anna, tom].flatMap((console_) =>
      crowd.map(async (index) => {
        const guest = await console_.join(`Guest ${index}`)
        const ask = wish(`Song ${index}`)
        must(await console_.requests.ask(guest, ask, null))
        must(await console_.requests.approve({ id: ask.id, version: 0 }))
      }),
    ),
  )
  // The same song was asked for at both: each counts for itself.
  for (const [console_, userId] of [
    [anna, annasId],
    [tom, tomsId],
  ] as const) {
    const night = console_.live.night()
    expect(night?.requests.size).toBe(crowd.length)
    expect(night?.guests.size).toBe(crowd.length)
    expect([...(night?.requests.values() ?? [])].every((request) => request.userId === userId)).toBe(true)
    expect((await console_.nights.list(userId)).map(({ userId: owner }) => owner)).toEqual([userId])
  }
  const other = { eventId: nights.anna?.id ?? '', version: nights.anna?.version ?? 0 }
  expect(codeOf(await tom.nights.openById(tomsId, other.eventId))).toBe('not-found')
  expect(codeOf(await tom.nightLife.end(tomsId, other))).toBe('not-found')
  expect(codeOf(await tom.nightLife.archive(tomsId, other, true))).toBe('not-found')
  expect(codeOf(await tom.nightLife.reopen(tomsId, other))).toBe('not-found')
  expect(codeOf(await tom.nightReport.of(tomsId, other.eventId))).toBe('not-found')
  const copy = { title: 'Copy', catalogue: null, from: other.eventId }
  expect(codeOf(await tom.nights.create(tomsId, copy))).toBe('not-found')
  const [request] = anna.live.night()?.requests.keys() ?? []
  expect(codeOf(await tom.requests.decline({ id: request ?? '', version: 1 }, null))).toBe('not-found')
  // A guest of one is a stranger at the other, also by the PIN.
  expect(codeOf(await tom.guests.join({ pin: nights.anna?.pin ?? '' }, 'Eve', 'phone'))).toBe('wrong-pin')
  expect(anna.live.night()?.event).toEqual(nights.anna)
})

test('a console and a headless server show each other’s changes within 200 ms', async () => {
  const console_ = await aConsole()
  const userId = await console_.openNight()
  const server = await aConsole(console_)
  await server.nights.resume(userId)
  await eventually(() => expect(server.catalogue.state().phase).toBe('ready'))
  const mia = await server.join('Mia')

  /** Milliseconds from asking `from` until `there` shows it; told by the live state itself, not by looking often. */
  async function timed(there: Console, work: () => Promise<void>, shows: () => boolean): Promise<number> {
    const began = performance.now()
    const seen = new Promise<number>((resolve) => {
      const undo = there.live.subscribe(() => {
        if (!shows()) return
        undo()
        resolve(performance.now() - began)
      })
    })
    await work()
    return seen
  }

  const times: number[] = []
  for (let round = 0; round < 10; round++) {
    const ask = wish(`Song ${round}`)
    times.push(
      await timed(
        console_,
        async () => void must(await server.requests.ask(mia, ask, null)),
        () => console_.live.night()?.requests.has(ask.id) === true,
      ),
      await timed(
        server,
        async () => void must(await console_.requests.approve({ id: ask.id, version: 0 })),
        () => server.request(ask.id).status === 'approved',
      ),
    )
  }
  // The median: one stall of a busy machine is no failure. `npm run bench -- follow` measures two real processes.
  expect(times.sort((a, b) => a - b)[times.length / 2]).toBeLessThan(200)
})

test('the list of nights follows what another console of this DJ does, and no other DJ', async () => {
  const anna = await aConsole()
  const userId = await anna.openNight()
  const second = await aConsole(anna)
  const signedIn = anna.session.signedIn()
  if (signedIn) second.session.set(signedIn)
  const tom = await anotherDj(anna)
  await tom.become('tom').then(() => tom.openNight())
  const made = must(await second.nights.create(userId, { title: 'Next week', catalogue: null }))
  const titles = () => anna.nights.known().map(({ config }) => config.title)
  await eventually(() => expect(titles()).toEqual(['Next week', 'Summer party']))
  must(await second.nightLife.archive(userId, { eventId: made.id, version: made.version }, true))
  await eventually(() => expect(anna.nights.known()[0]?.archivedAt).toEqual(expect.any(Number)))
  expect(titles()).toEqual(['Next week', 'Summer party'])
})
