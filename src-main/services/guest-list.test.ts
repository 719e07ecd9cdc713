import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { guestListIn } from '../../db/guest-list.ts'
import { eventually } from '../../tests/support/eventually.ts'
import { excuse } from '../compose.ts'
import { createMineFeeds } from '../guest-feeds.ts'
import { guestHandlers } from '../guest-handlers.ts'
import { createPulse } from '../projections/feeds.ts'
import { guestList } from '../projections/guest-list.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

let console_: Console
/** A second process that serves the same night, as a headless guest server does. */
let server: Console

beforeAll(async () => {
  console_ = await startConsole()
  await console_.openNight()
  server = await startConsole(console_)
})

afterAll(async () => {
  await server.close()
  await console_.close()
})

beforeEach(async () => {
  const { userId } = nightOf(console_).event
  const night = must(await console_.nights.create(userId, { title: 'Summer party', catalogue: null }))
  must(await console_.nights.change(null, { status: 'live' }))
  must(await server.nights.openById(userId, night.id))
})

const wish = (title: string) => ({ id: randomUUID(), wish: { title, artist: '' } })
const pin = () => console_.live.night()?.event.pin ?? ''
const nightOf = (of: Console) => {
  const night = of.live.night()
  if (!night) throw new Error('no night')
  return night
}

/** One guest as the DJ's list shows them. */
const listed = (id: string, of = console_) => guestList(nightOf(of)).find((guest) => guest.id === id)

async function seenBy(of: Console, guestId: string): Promise<void> {
  await eventually(() => expect(nightOf(of).guests.has(guestId)).toBe(true))
}

test('of a blocked guest nothing more is taken at either process, and what waits is declined on the same stroke', async () => {
  const mia = await server.join('Mia')
  const jonas = await server.join('Jonas')
  const [waiting, approved, of] = [wish('Halo'), wish('SOS'), wish('Waterloo')]
  for (const ask of [waiting, approved]) must(await server.requests.ask(mia, ask, null))
  must(await server.requests.ask(jonas, of, null))
  await eventually(() => expect(nightOf(console_).requests.size).toBe(3))
  must(await console_.requests.approve({ id: approved.id, version: 0 }))

  expect(must(await console_.guestList.block(mia.id, true))).toEqual([{ id: waiting.id, version: 1 }])
  expect(console_.request(waiting.id)).toMatchObject({ status: 'rejected', rejectReason: null })
  expect(console_.request(approved.id).status).toBe('approved')
  expect(console_.request(of.id).status).toBe('pending')
  expect(codeOf(await console_.requests.ask(mia, wish('Fernando'), null))).toBe('blocked')
  await eventually(() => expect(listed(mia.id, server)?.blockedAt).toEqual(expect.any(Number)))
  expect(codeOf(await server.requests.ask(mia, wish('Fernando'), null))).toBe('blocked')
  expect(codeOf(await server.requests.vote(mia, of.id))).toBe('blocked')
  // What was sent before is answered as ever: the phone may not have heard the answer.
  expect(must(await server.requests.ask(mia, waiting, null))).toMatchObject({ created: false })
  expect(must(await server.requests.vote(jonas, approved.id)).voters).toEqual([jonas.id])
})

test('the database itself takes nothing of a blocked guest, and the phone reads why', async () => {
  const mia = await server.join('Mia')
  await seenBy(console_, mia.id)
  const handlers = guestHandlers(server, excuse)
  const caller = { guest: mia, joined: null, device: 'phone', address: '192.168.1.9' }
  const ask = (title: string) =>
    handlers['POST /api/requests'](
      { params: undefined, query: undefined, body: { ...wish(title), note: null } },
      caller,
    )
  must(await ask('Halo'))
  must(await console_.guestList.block(mia.id, false))
  await eventually(() => expect(listed(mia.id, server)?.blockedAt).toEqual(expect.any(Number)))
  // As if the notice were still on its way.
  server.live.apply({ guests: [mia] })
  expect(codeOf(await ask('SOS'))).toBe('blocked')
  expect(listed(mia.id, server)?.blockedAt).toEqual(expect.any(Number))
  expect(listed(mia.id)?.requests.pending).toBe(1)
})

test('a tap that is under way while its guest is blocked waits and is refused, also where no limit counts', async () => {
  must(await console_.nights.change(null, { config: { maxRequestsPerGuest: 0 } }))
  const mia = await console_.join('Mia')
  const { event } = nightOf(console_)
  const asking = await console_.database.withTenant({ role: 'dj', userId: event.userId }, async (tx) => {
    await guestListIn(tx).block(event, [mia.id])
    const outcome = console_.requests.ask(mia, wish('Halo'), null).then(codeOf, (error) => error.problem)
    // It is at the database by then: it waits for a lock, or was stored past the block.
    await eventually(async () => {
      const [row] = await tx.execute<{ waits: boolean }>(sql`
        select exists (select from pg_locks join pg_database on pg_database.oid = database
          where datname = current_database() and locktype = 'advisory' and not granted) as waits`)
      expect(row?.waits || nightOf(console_).requests.size > 0).toBe(true)
    })
    return [outcome] as const
  })
  expect(await asking[0]).toBe('not-allowed')
})

test('a blocked phone does not come in again under another name, by PIN or by link, wherever it tries', async () => {
  const device = 'A'.repeat(22)
  const mia = must(await server.guests.join({ pin: pin() }, 'Mia', device)).guest
  const again = must(await server.guests.join({ pin: pin() }, 'Mia too', device)).guest
  const behind = must(await server.guests.join({ pin: pin() }, 'Ida', 'address:192.168.1.9')).guest
  for (const { id } of [mia, again, behind]) await seenBy(console_, id)
  must(await console_.guestList.block(mia.id, false))
  // Both names are one phone.
  expect(listed(again.id)?.blockedAt).toEqual(expect.any(Number))
  await eventually(() => expect(listed(mia.id, server)?.blockedAt).toEqual(expect.any(Number)))
  const { bypassToken } = nightOf(server).event.config
  for (const proof of [{ pin: pin() }, { pin: '0000' }, { token: bypassToken }])
    expect(codeOf(await server.guests.join(proof, 'Somebody else', device))).toBe('blocked')

  // A block is never for an address: all guests share one.
  must(await console_.guestList.block(behind.id, false))
  await eventually(() => expect(listed(behind.id, server)?.blockedAt).toEqual(expect.any(Number)))
  must(await server.guests.join({ pin: pin() }, 'Tom', 'address:192.168.1.9'))

  must(await console_.guestList.unblock(mia.id, []))
  await eventually(() => expect(listed(again.id, server)?.blockedAt).toBeNull())
  must(await server.guests.join({ pin: pin() }, 'Mia', device))
})

test('a phone that kept its token but not its device reads the same when it joins', async () => {
  const mia = await console_.join('Mia')
  must(await console_.guestList.block(mia.id, false))
  const handlers = guestHandlers(console_, excuse)
  const call = { params: undefined, query: undefined, body: { pin: pin(), nickname: 'Eve' } }
  const guest = nightOf(console_).guests.get(mia.id) ?? null
  const answer = handlers['POST /api/guests'](call, {
    guest,
    joined: guest && { guest, token: 'kept' },
    device: 'another',
    address: '192.168.1.9',
  })
  expect(codeOf(await answer)).toBe('blocked')
})

test('the undo brings the guest back with what waited, but nothing that somebody changed or asked for since', async () => {
  const mia = await console_.join('Mia')
  const jonas = await console_.join('Jonas')
  const asks = ['Halo', 'SOS', 'Waterloo'].map(wish)
  for (const ask of asks) must(await console_.requests.ask(mia, ask, null))
  const [back, decided, taken] = asks
  const declined = must(await console_.guestList.block(mia.id, true))
  expect(declined).toHaveLength(3)
  must(await console_.requests.decline({ id: decided?.id ?? '', version: 1 }, 'Not tonight'))
  must(await console_.requests.ask(jonas, wish('Waterloo'), null))
  must(await console_.guestList.unblock(mia.id, declined))
  expect(console_.request(back?.id ?? '')).toMatchObject({ status: 'pending', rejectedAt: null })
  expect(console_.request(decided?.id ?? '')).toMatchObject({
    status: 'rejected',
    rejectReason: 'Not tonight',
  })
  expect(console_.request(taken?.id ?? '').status).toBe('rejected')
  expect(listed(mia.id)).toMatchObject({ blockedAt: null, requests: { pending: 1, rejected: 2 } })
  must(await console_.requests.ask(mia, wish('Fernando'), null))
})

test('a block outlives a restart', async () => {
  const device = 'B'.repeat(22)
  const mia = must(await console_.guests.join({ pin: pin() }, 'Mia', device)).guest
  must(await console_.guestList.block(mia.id, false))
  const restarted = await startConsole(console_)
  await restarted.nights.resume(nightOf(console_).event.userId)
  expect(codeOf(await restarted.requests.ask(mia, wish('Halo'), null))).toBe('blocked')
  expect(codeOf(await restarted.guests.join({ pin: pin() }, 'Mia', device))).toBe('blocked')
  await restarted.close()
})

test('another name goes to all that the guest asked for, in both processes, and is cleaned', async () => {
  const rude = await server.join('Rude')
  const ask = wish('Halo')
  must(await server.requests.ask(rude, ask, null))
  await eventually(() => expect(nightOf(console_).requests.has(ask.id)).toBe(true))
  expect(codeOf(await console_.guestList.rename(rude.id, ' \u200b '))).toBe('bad-nickname')
  must(await console_.guestList.rename(rude.id, 'A\u202e guest'))
  expect(console_.request(ask.id).nickname).toBe('A guest')
  await eventually(() => {
    expect(server.request(ask.id).nickname).toBe('A guest')
    expect(listed(rude.id, server)?.nickname).toBe('A guest')
  })
  // What they ask for next, too: the phone sends no name.
  const next = wish('SOS')
  must(await server.requests.ask(nightOf(server).guests.get(rude.id) ?? rude, next, null))
  expect(server.request(next.id).nickname).toBe('A guest')
})

test('who was renamed keeps that name when they join again', async () => {
  const rude = must(await server.guests.join({ pin: pin() }, 'Rude', 'phone of eve'))
  await seenBy(console_, rude.guest.id)
  must(await console_.guestList.rename(rude.guest.id, 'A guest'))
  const again = must(await server.guests.join({ pin: pin() }, 'Rude', 'phone of eve', rude))
  expect(again.guest).toMatchObject({ id: rude.guest.id, nickname: 'A guest' })
  must(await console_.guestList.rename(rude.guest.id, 'Eve'))
  await eventually(() => expect(listed(rude.guest.id, server)?.nickname).toBe('Eve'))
})

test('the phone is told at once that it is blocked, renamed and welcome again', async () => {
  const mia = await console_.join('Mia')
  const pulse = createPulse()
  const undo = console_.live.subscribe(pulse.touch)
  const told: { guest: unknown }[] = []
  createMineFeeds(console_.live, pulse)
    .of(mia.id)
    ?.subscribe((json) => told.push(JSON.parse(json)))
  must(await console_.guestList.block(mia.id, false))
  await eventually(() => expect(told.at(-1)?.guest).toEqual({ id: mia.id, nickname: 'Mia', blocked: true }))
  must(await console_.guestList.rename(mia.id, 'A guest'))
  await eventually(() => expect(told.at(-1)?.guest).toMatchObject({ nickname: 'A guest' }))
  must(await console_.guestList.unblock(mia.id, []))
  await eventually(() => expect(told.at(-1)?.guest).toMatchObject({ blocked: false }))
  undo()
  pulse.stop()
})

test('nobody blocks a guest of another DJ, or one who is not there', async () => {
  const tom = await startConsole({ ...console_, home: `${console_.home}-tom` })
  await tom.become('tom')
  must(await tom.nights.create(tom.session.user()?.id ?? '', { title: 'School party', catalogue: null }))
  const mia = await console_.join('Mia')
  for (const refused of [
    tom.guestList.block(mia.id, true),
    tom.guestList.unblock(mia.id, []),
    tom.guestList.rename(mia.id, 'Eve'),
  ])
    expect(codeOf(await refused)).toBe('not-found')
  await tom.close()
})

test('the list says what each asked for and voted for, the latest guest first', async () => {
  const [mia, jonas] = [await console_.join('Mia'), await console_.join('Jonas')]
  const [halo, sos] = [wish('Halo'), wish('SOS')]
  for (const ask of [halo, sos]) must(await console_.requests.ask(mia, ask, null))
  must(await console_.requests.decline({ id: sos.id, version: 0 }, null))
  must(await console_.requests.vote(jonas, halo.id))
  expect(listed(mia.id)).toMatchObject({ requests: { pending: 1, rejected: 1 }, votes: 0 })
  expect(listed(jonas.id)).toMatchObject({ requests: { pending: 0 }, votes: 1 })
})
