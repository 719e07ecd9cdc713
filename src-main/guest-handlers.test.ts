import { afterAll, beforeAll, expect, test } from 'vitest'
import { excuse } from './compose.ts'
import { guestHandlers } from './guest-handlers.ts'
import { codeOf, must, startConsole } from './testing/a-console.ts'

let console_: Awaited<ReturnType<typeof startConsole>>

beforeAll(async () => {
  console_ = await startConsole()
  await console_.openNight()
})
afterAll(() => console_.close())

test('searches that pile up are answered busy, and go on when the pile is gone', async () => {
  const held: (() => void)[] = []
  let isStuck = true
  const search: typeof console_.catalogue.search = async (query, most) => {
    if (isStuck) await new Promise<void>((go) => held.push(go))
    return console_.catalogue.search(query, most)
  }
  const handlers = guestHandlers({ ...console_, catalogue: { ...console_.catalogue, search } }, excuse)
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
