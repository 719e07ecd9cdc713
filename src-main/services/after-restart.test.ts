import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { excuse } from '../compose.ts'
import type { Guest } from '../core/guest.ts'
import { guestHandlers } from '../guest-handlers.ts'
import { codeOf, must, quiet, startConsole } from '../testing/a-console.ts'
import { createNights } from './nights.ts'

/** A console is started again over its own home, and phones send what waited on them the moment the door opens. */

type Console = Awaited<ReturnType<typeof startConsole>>

let before: Console
let after: Console
let mia: Guest
let userId: string

beforeEach(async () => {
  before = await startConsole()
  userId = await before.openNight()
  mia = await before.join('Mia')
  after = await startConsole({ url: before.url, home: before.home })
})

afterEach(async () => {
  await after.close()
  await before.close()
})

function phoneAt(console_: Console) {
  const handlers = guestHandlers(console_, excuse)
  const caller = { guest: mia, joined: null, device: 'phone', address: '192.168.1.9' }
  type Body = Parameters<(typeof handlers)['POST /api/requests']>[0]['body']
  return {
    ask: (body: Body) =>
      handlers['POST /api/requests']({ params: undefined, query: undefined, body }, caller),
    search: (q: string) =>
      handlers['GET /api/tracks']({ params: undefined, query: { q }, body: undefined }, caller),
  }
}

test('a tap on a song that is not read again yet waits on the phone, and is taken once it is', async () => {
  const tap = { id: randomUUID(), trackId: await before.trackId('halo'), note: null }
  await after.nights.resume(null)
  const phone = phoneAt(after)
  expect(await phone.ask(tap)).toMatchObject({ ok: false, error: { code: 'busy', retryAfter: 2 } })
  await eventually(async () => expect(codeOf(await phone.ask(tap))).toBe('ok'))
  expect(after.request(tap.id).track.title).toBe('Halo')
  const madeUp = { id: randomUUID(), trackId: 'AAAAAAAAAAAAAAAA', note: null }
  await eventually(async () => expect(codeOf(await phone.ask(madeUp))).toBe('unknown-track'))
})

test('what is typed is looked for in the songs, not stored past them nor answered with none', async () => {
  must(await before.nights.change(null, { config: { autoDeclineExplicit: true } }))
  await after.nights.resume(null)
  const phone = phoneAt(after)
  const wish = { id: randomUUID(), wish: { title: 'Lose Yourself', artist: 'Eminem' }, note: null }
  expect((await Promise.all([phone.ask(wish), phone.search('halo')])).map(codeOf)).toEqual(['busy', 'busy'])
  await eventually(async () => expect(codeOf(await phone.ask(wish))).toBe('explicit'))
  expect(must(await phone.search('halo')).body.tracks).toMatchObject([{ title: 'Halo' }])
})

test('what is taken while the night is read once more stays: the console signs in behind the open door', async () => {
  await after.nights.resume(null)
  await eventually(() => expect(after.catalogue.state().phase).toBe('ready'))
  const taps: string[] = []
  async function tap(): Promise<void> {
    const wish = { title: `Song ${taps.length}`, artist: '' }
    const { request } = must(await after.requests.ask(mia, { id: randomUUID(), wish }, null))
    taps.push(request.id)
  }
  const reading = createNights({
    ...after,
    randomToken: () => '',
    randomBelow: () => 0,
    clock: Date.now,
    log: quiet,
    database: {
      ...after.database,
      async withTenant(...query) {
        const read = await after.database.withTenant(...query)
        await tap()
        return read
      },
    },
  })
  await reading.resume(null)
  await tap()
  const [event] = await reading.list(userId)
  if (event) await reading.open(event)
  expect(taps.length).toBeGreaterThan(2)
  expect(taps.filter((id) => !after.live.night()?.requests.has(id))).toEqual([])
})
