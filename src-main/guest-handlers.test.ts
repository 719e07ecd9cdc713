import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { excuse } from './compose.ts'
import type { Guest } from './core/guest.ts'
import { guestHandlers } from './guest-handlers.ts'
import { createGuestAllowance } from './services/spotify/guest-allowance.ts'
import { codeOf, must, startConsole } from './testing/a-console.ts'

let console_: Awaited<ReturnType<typeof startConsole>>

beforeAll(async () => {
  console_ = await startConsole()
  await console_.openNight()
})
afterAll(() => console_.close())

type Search = typeof console_.catalogue.search

/** The songs with Spotify's, and without. */
function bothWith(search: Search, ownSearch = search) {
  const { catalogue, ownCatalogue } = console_
  return {
    catalogue: { ...catalogue, search },
    ownCatalogue: { ...ownCatalogue, search: ownSearch },
  }
}

test('searches that pile up are answered busy, and go on when the pile is gone', async () => {
  const held: (() => void)[] = []
  let isStuck = true
  const search: Search = async (query, most) => {
    if (isStuck) await new Promise<void>((go) => held.push(go))
    return console_.catalogue.search(query, most)
  }
  const handlers = guestHandlers({ ...console_, ...bothWith(search) }, excuse)
  const guest = await console_.join('Mia')
  const caller = { guest, joined: null, device: 'phone', address: '192.168.1.9' }
  const find = () =>
    handlers['GET /api/tracks']({ params: undefined, query: { q: 'abba' }, body: undefined }, caller)
  const waiting = Array.from({ length: 200 }, find)
  expect(await find()).toEqual({ ok: false, error: { code: 'busy', retryAfter: 2 } })
  isStuck = false
  for (const go of held) go()
  expect(new Set((await Promise.all(waiting)).map(codeOf))).toEqual(new Set(['ok']))
  expect(must(await find()).body.tracks).toHaveLength(2)
})

test('a phone learns which night this is and by which names it is found, anybody the night', async () => {
  const names = ['http://cueline.local:4747']
  const handlers = guestHandlers(console_, excuse, () => names)
  const nobody = { guest: null, joined: null, device: 'phone', address: '192.168.1.9' }
  const empty = { params: undefined, query: undefined, body: undefined }
  const night = console_.live.night()?.event.id
  expect(must(await handlers['GET /api/event'](empty, nobody)).body).toMatchObject({ night, alsoAt: names })
  expect(must(await handlers['GET /api/health'](empty, nobody)).body).toEqual({ ok: true, night })
})

test('one guest asks Spotify eight times in half a minute, and not at all while blocked or requests are off', async () => {
  const asked: string[] = []
  const search: Search = async (query) => {
    asked.push(query)
    return []
  }
  let now = 0
  const guestAllowance = createGuestAllowance({ live: console_.live, clock: () => now })
  const byId = async (id: string) => {
    asked.push(id)
    return null
  }
  const { catalogue, ownCatalogue } = bothWith(search, async () => [])
  const handlers = guestHandlers(
    { ...console_, catalogue: { ...catalogue, byId }, ownCatalogue, guestAllowance },
    excuse,
  )
  const guest = await console_.join('Noah')
  const call = { params: undefined, body: undefined }
  const find = (q: string, device = 'noah') =>
    handlers['GET /api/tracks'](
      { ...call, query: { q } },
      { guest, joined: null, device, address: '192.168.1.9' },
    )
  for (const q of ['1', '2', '3', '4', '5', '6', '7', '8', '9']) expect(codeOf(await find(q))).toBe('ok')
  expect(codeOf(await find('10', 'another cookie'))).toBe('ok')
  expect(asked).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
  const body = { id: randomUUID(), trackId: 'A'.repeat(22), note: null }
  const ask = () =>
    handlers['POST /api/requests'](
      { params: undefined, query: undefined, body },
      { guest, joined: null, device: 'noah', address: '192.168.1.9' },
    )
  expect(codeOf(await ask())).toBe('busy')
  now += 30_000
  expect(codeOf(await find('11'))).toBe('ok')
  must(await console_.nights.change(null, { status: 'standby' }))
  expect(codeOf(await find('12'))).toBe('ok')
  must(await console_.nights.change(null, { status: 'live' }))
  must(await console_.nights.change(null, { config: { requestsPaused: true } }))
  expect(codeOf(await find('13'))).toBe('ok')
  expect(codeOf(await ask())).toBe('requests-paused')
  expect(asked).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '11', '12'])
  must(await console_.nights.change(null, { config: { requestsPaused: false } }))
})

test('guests look on at Spotify page by page, within what one guest may ask', async () => {
  const from: number[] = []
  const spotify = {
    ...console_.spotify,
    search: async (_query: string, offset: number) => {
      from.push(offset)
      return { ok: true as const, value: { tracks: [], next: offset + 10 } }
    },
  }
  const guestAllowance = createGuestAllowance({ live: console_.live, clock: () => 0 })
  const handlers = guestHandlers({ ...console_, spotify, guestAllowance }, excuse)
  const guest = await console_.join('Lea')
  const page = (offset: number) =>
    handlers['GET /api/tracks'](
      { params: undefined, query: { q: 'love', from: offset }, body: undefined },
      { guest, joined: null, device: 'lea', address: '192.168.1.9' },
    )
  expect(must(await page(10)).body).toEqual({ tracks: [], next: 20 })
  for (const offset of [20, 30, 40, 50, 60, 70, 80]) must(await page(offset))
  expect(codeOf(await page(90))).toBe('slow-down')
  expect(from).toEqual([10, 20, 30, 40, 50, 60, 70, 80])
})

test('of songs that were found a phone learns which are asked for by now, also where they were typed', async () => {
  const handlers = guestHandlers(console_, excuse)
  const [one, other] = await Promise.all(['Ida', 'Ole'].map(console_.join))
  const ids = await Promise.all(['dancing queen', 'waterloo', 'halo'].map(console_.trackId))
  const stands = async (guest: Guest | undefined) => {
    if (!guest) throw new Error('nobody joined')
    const caller = { guest, joined: null, device: 'ida', address: '192.168.1.9' }
    const query = { of: [...ids, 'A'.repeat(22), 'no-such'].join(',') }
    const { asked } = must(
      await handlers['GET /api/asked']({ params: undefined, query, body: undefined }, caller),
    ).body
    return ids.map((id) => asked[id])
  }
  expect(await stands(one)).toEqual([undefined, undefined, undefined])
  if (!other) throw new Error('nobody joined')
  const track = must(await console_.requests.ask(other, { id: randomUUID(), trackId: ids[0] ?? '' }, null))
  const wish = { title: 'Halo', artist: 'Beyoncé' }
  const typed = must(await console_.requests.ask(other, { id: randomUUID(), wish }, null))
  expect(await stands(one)).toEqual([
    { requestId: track.request.id, votes: 0, mine: false },
    undefined,
    { requestId: typed.request.id, votes: 0, mine: false },
  ])
  expect((await stands(other))[0]?.mine).toBe(true)
})

test('who is not connected to Spotify has no further page, in words', async () => {
  const guest = await console_.join('Max')
  const outcome = await guestHandlers(console_, excuse)['GET /api/tracks'](
    { params: undefined, query: { q: 'love', from: 10 }, body: undefined },
    { guest, joined: null, device: 'max', address: '192.168.1.9' },
  )
  expect(codeOf(outcome)).toBe('busy')
})
