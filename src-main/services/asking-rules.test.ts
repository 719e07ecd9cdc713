import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import type { EventConfig } from '../core/event.ts'
import type { Guest } from '../core/guest.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

/** The rules of a night, raced by phones at two servers of it. */

let now = Date.now()
let servers: readonly [Server, Server]
let userId: string
let guests: readonly Guest[]
type Server = Awaited<ReturnType<typeof startConsole>>

beforeAll(async () => {
  const clock = () => now
  const first = await startConsole({ clock })
  userId = await first.openNight()
  servers = [first, await startConsole({ ...first, clock })]
})
afterAll(async () => {
  for (const server of [...servers].reverse()) await server.close()
})

beforeEach(async () => {
  const [first, second] = servers
  const catalogue = first.live.night()?.event.config.catalogue ?? null
  must(await first.nights.create(userId, { title: 'Crowd', catalogue }))
  must(await first.nights.change(null, { status: 'live' }))
  must(await second.nights.openById(userId, first.live.night()?.event.id ?? ''))
  await eventually(() => expect(second.catalogue.state().phase).toBe('ready'))
  guests = await Promise.all(Array.from({ length: 50 }, (_, at) => first.join(`Guest ${at}`)))
})

/** Every other phone is at the second server. */
function serverOf(at: number): Server {
  return at % 2 === 0 ? servers[0] : servers[1]
}

async function set(config: Partial<EventConfig>): Promise<void> {
  for (const server of servers) must(await server.nights.change(null, { config }))
}

async function inDatabase() {
  await servers[0].nights.reload()
  return [...(servers[0].live.night()?.requests.values() ?? [])]
}

const wish = (title: string, artist: string) => ({ id: randomUUID(), wish: { title, artist } })

test('half of fifty find the song, half type it: it is open once, and all others are pointed to it', async () => {
  const trackId = await servers[0].trackId('dancing queen')
  const outcomes = await Promise.all(
    guests.map((guest, at) =>
      serverOf(at).requests.ask(
        guest,
        at % 4 < 2 ? { id: randomUUID(), trackId } : wish('dancing QUEEN!', 'Abba'),
        null,
      ),
    ),
  )
  const [row, ...others] = await inDatabase()
  expect(others).toEqual([])
  expect(row?.track.id).toBe(trackId)
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  for (const outcome of outcomes)
    if (!outcome.ok)
      expect(outcome.error).toEqual({ code: 'already-asked', alternative: { requestId: row?.id } })
})

test('a wish is answered the same when it is sent again, also where it turned out to be in the catalogue', async () => {
  const [mia] = guests
  if (!mia) throw new Error('nobody joined')
  const tap = wish('Dancing queen', 'abba')
  expect(must(await servers[0].requests.ask(mia, tap, null)).created).toBe(true)
  expect(must(await servers[1].requests.ask(mia, tap, null)).created).toBe(false)
  expect(codeOf(await servers[1].requests.ask(mia, { ...wish('Waterloo', 'abba'), id: tap.id }, null))).toBe(
    'id-taken',
  )
})

test('fifty taps of one guest stay within the limit, and 0 is none', async () => {
  const [mia] = guests
  if (!mia) throw new Error('nobody joined')
  const all = () =>
    Promise.all(
      guests.map((_, at) => serverOf(at).requests.ask(mia, wish(`Song ${at} ${randomUUID()}`, 'X'), null)),
    )
  await set({ maxRequestsPerGuest: 4 })
  const codes = (await all()).map(codeOf)
  expect(codes.filter((code) => code === 'ok')).toHaveLength(4)
  expect(new Set(codes)).toEqual(new Set(['ok', 'limit-reached']))
  await set({ maxRequestsPerGuest: 0 })
  expect((await all()).map(codeOf)).toEqual(guests.map(() => 'ok'))
})

test('what is approved by itself has fifty places of its own; explicit songs never get one', async () => {
  await set({ autoApprove: true, autoDeclineExplicit: true })
  const trackId = await servers[0].trackId('lose yourself')
  const outcomes = await Promise.all(
    guests.flatMap((guest, at) => [
      serverOf(at).requests.ask(guest, wish(`Song ${at}`, 'X'), null),
      serverOf(at).requests.ask(guest, { id: randomUUID(), trackId }, null),
      serverOf(at).requests.ask(guest, wish('Lose yourself', 'Eminem'), null),
    ]),
  )
  const codes = outcomes.map(codeOf)
  expect(codes.filter((code) => code === 'explicit')).toHaveLength(100)
  const rows = await inDatabase()
  expect(rows.map(({ status }) => status)).toEqual(guests.map(() => 'approved'))
  expect(new Set(rows.map(({ queuePosition }) => queuePosition)).size).toBe(50)
})

test('a song that ends while fifty ask for it is open or lately played, never neither', async () => {
  const [first, second] = servers
  const [mia, ...others] = guests
  if (!mia) throw new Error('nobody joined')
  for (const title of ['Halo', 'Waterloo', 'Bohemian Rhapsody']) {
    const trackId = await first.trackId(title)
    const id = randomUUID()
    must(await first.requests.ask(mia, { id, trackId }, null))
    must(await first.requests.approve({ id, version: 0 }))
    must(await first.playback.next())
    const [, ...outcomes] = await Promise.all([
      first.playback.finish(),
      ...others.map((guest) => second.requests.ask(guest, { id: randomUUID(), trackId }, null)),
    ])
    expect(outcomes.map(codeOf)).not.toContain('ok')
    expect((await inDatabase()).filter(({ track }) => track.id === trackId)).toHaveLength(1)
  }
})

test('a song may be asked for again when its time is over, or at once where the DJ says so', async () => {
  const [server] = servers
  const [mia, jonas] = guests
  if (!mia || !jonas) throw new Error('nobody joined')
  const trackId = await server.trackId('halo')
  const play = async () => {
    const id = randomUUID()
    must(await server.requests.ask(mia, { id, trackId }, null))
    must(await server.requests.approve({ id, version: 0 }))
    must(await server.playback.next())
    must(await server.playback.finish())
  }
  const again = async () => codeOf(await server.requests.ask(jonas, { id: randomUUID(), trackId }, null))
  await play()
  expect(await again()).toBe('played-recently')
  expect(codeOf(await server.requests.ask(jonas, wish('HALO', 'beyonce'), null))).toBe('played-recently')
  now += 61 * 60_000
  await play()
  await set({ repeatAfterMinutes: 0 })
  expect(await again()).toBe('ok')
})

test('what was taken back stays so, whenever and wherever a copy of the tap arrives', async () => {
  const [mia, jonas] = guests
  if (!mia || !jonas) throw new Error('nobody joined')
  await set({ maxRequestsPerGuest: 1 })
  const tap = wish('Song', 'X')
  must(await servers[0].requests.ask(mia, tap, null))
  // Copies of the tap are on their way at both servers while it is taken back.
  await Promise.all([
    servers[0].requests.takeBack(mia, tap.id),
    ...guests.map((_, at) => serverOf(at).requests.ask(mia, tap, null)),
  ])
  for (const server of servers) {
    await server.nights.reload()
    expect(codeOf(await server.requests.ask(mia, tap, null))).toBe('taken-back')
    expect(codeOf(await server.requests.ask(jonas, tap, null))).toBe('id-taken')
    expect(codeOf(await server.requests.takeBack(mia, tap.id))).toBe('ok')
    expect(codeOf(await server.requests.takeBack(jonas, tap.id))).toBe('not-found')
  }
  expect(await inDatabase()).toEqual([])
  // The song is free for others, and the guest may ask for another one.
  must(await servers[0].requests.ask(jonas, { ...tap, id: randomUUID() }, null))
  must(await servers[1].requests.ask(mia, wish('Another', 'X'), null))
})

test('who asks and takes back on and on is told that it is enough; others ask as before', async () => {
  const [mia, jonas] = guests
  const [first, second] = servers
  if (!mia || !jonas) throw new Error('nobody joined')
  await set({ maxRequestsPerGuest: 1 })
  for (let turn = 0; turn < 100; turn++) {
    const tap = wish(`Song ${turn}`, 'X')
    must(await first.requests.ask(mia, tap, null))
    must(await first.requests.takeBack(mia, tap.id))
  }
  for (const server of servers)
    expect(codeOf(await server.requests.ask(mia, wish('One more', 'X'), null))).toBe('limit-reached')
  must(await second.requests.ask(jonas, wish('One more', 'X'), null))
})

test('fifty votes in the same moment are all counted, here and at another server, whatever the DJ does meanwhile', async () => {
  const [first, second] = servers
  const [mia, ...others] = guests
  if (!mia) throw new Error('nobody joined')
  const { id, ...tap } = wish('Song', 'X')
  must(await first.requests.ask(mia, { id, ...tap }, null))
  await eventually(() => expect(second.live.night()?.requests.has(id)).toBe(true))
  await Promise.all([
    ...others.map((guest) => first.requests.vote(guest, id)),
    first.requests.approve({ id, version: 0 }),
  ])
  for (const server of servers) {
    await eventually(() => {
      expect(server.request(id).status).toBe('approved')
      expect(server.request(id).voters).toHaveLength(others.length)
    })
  }
})
