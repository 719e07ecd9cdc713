import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { historyIn } from '../../db/history.ts'
import { connect } from '../../db/link.ts'
import { rowsOf } from '../../db/testing/whole-database.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

const day = 86_400_000
const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0).reverse()) await undo()
})

/** A console with a clock of its own and a night in which something happened. */
async function aNight(days?: number) {
  let now = Date.now()
  const console_ = await startConsole({ clock: () => now })
  undoes.push(console_.close)
  const userId = await console_.openNight()
  if (days !== undefined) must(await console_.nights.change(null, { config: { guestDataDays: days } }))
  const [mia, jonas] = [await console_.join('Mia Secretname'), await console_.join('Jonas Secretname')]
  const ids = [randomUUID(), randomUUID(), randomUUID()] as const
  const address = await console_.addresses.hash('192.168.7.8')
  for (const [at, id] of ids.entries()) {
    const ask = { id, wish: { title: `Song ${at}`, artist: 'ABBA' }, note: `secret note ${at}` }
    must(await console_.requests.ask(at === 2 ? jonas : mia, ask, address))
  }
  must(await console_.requests.vote(jonas, ids[0]))
  must(await console_.requests.approve({ id: ids[0], version: 0 }))
  must(await console_.playback.next())
  must(await console_.playback.finish())
  const own = randomUUID()
  must(await console_.requests.add({ id: own, song: { trackId: await console_.trackId('halo') } }))
  const desk = { nickname: 'Ruth Secretname', note: 'secret note of the desk' }
  const typed = { wish: { title: 'Moon River', artist: '' } }
  must(await console_.requests.add({ id: randomUUID(), song: typed, ...desk }))
  for (const requestId of [ids[1], own])
    must(await console_.requests.join({ id: randomUUID(), requestId, ...desk, approve: false }))
  const event = () => console_.live.night()?.event ?? console_.live.ended()
  const eventId = event()?.id ?? ''
  return {
    console_,
    userId,
    eventId,
    mia,
    async end() {
      must(await console_.nightLife.end(userId, { eventId, version: event()?.version ?? 0 }))
    },
    async pass(days: number) {
      now += days * day
      await console_.expiry.run()
    },
    /** Everything that the database holds, as text. */
    async rows() {
      const client = connect(console_.url)
      const rows = await rowsOf(client)
      await client.end()
      return rows
    },
    history: () => console_.database.withTenant({ role: 'dj', userId }, (tx) => historyIn(tx).of(eventId)),
  }
}

const secrets = /Secretname|secret note/

test('names, notes, sessions and addresses go when their time has come; songs, votes and counts stay', async () => {
  const night = await aNight()
  await night.end()
  const before = await night.history()
  await night.pass(29)
  expect(JSON.stringify(await night.rows())).toMatch(secrets)
  await night.pass(2)
  const rows = await night.rows()
  const all = JSON.stringify(rows)
  expect(all).not.toMatch(secrets)
  expect(all).not.toContain(night.mia.id)
  expect(rows.session_store).toEqual([])
  expect(rows.address_keys).toEqual([])
  expect(rows.request_votes).toHaveLength(1)
  const after = await night.history()
  expect(after).toEqual({
    ...before,
    guestsForgottenAt: expect.any(Number),
    played: before.played.map((song) => ({ ...song, nickname: 'A guest' })),
  })
  // Told once, with numbers alone.
  const told = (rows.audit ?? []).filter((row) => row.includes('forget-guests'))
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(/requests.{1,8}4.*guests.{1,8}2|guests.{1,8}2.*requests.{1,8}4/)
  await night.pass(60)
  expect((await night.history()).guestsForgottenAt).toBe(after.guestsForgottenAt)
})

test('the DJ’s own entries keep their name, and what one guest asked for stays together', async () => {
  const night = await aNight(1)
  await night.end()
  await night.pass(2)
  const rows = await night.console_.database.withTenant({ role: 'dj', userId: night.userId }, (tx) =>
    tx.execute<{ name: string; guest: string | null }>(
      'select requester_nickname as name, user_session_id as guest from requests order by created_at',
    ),
  )
  expect(rows.map(({ name }) => name)).toEqual(['A guest', 'A guest', 'A guest', 'DJ', 'A guest'])
  expect(rows[0]?.guest).toBe(rows[1]?.guest)
  expect(rows[0]?.guest).not.toBe(rows[2]?.guest)
})

test('0 keeps them; the key of the addresses is destroyed all the same', async () => {
  const night = await aNight(0)
  await night.end()
  const hashes = async () => JSON.stringify((await night.rows()).requests).match(/[0-9a-f]{64}/g)
  expect(await hashes()).not.toBeNull()
  await night.pass(400)
  const rows = await night.rows()
  expect(JSON.stringify(rows)).toMatch(secrets)
  expect(rows.address_keys).toEqual([])
})

test('nothing is forgotten while a night is live, and a night that nobody ended is over with what last happened', async () => {
  const night = await aNight(3)
  await night.pass(10)
  expect(JSON.stringify(await night.rows())).toMatch(secrets)
  must(await night.console_.nights.change(null, { status: 'offline' }))
  // Turning it off just now is the last that happened, by the clock of the database.
  await night.pass(0)
  expect(JSON.stringify(await night.rows())).not.toMatch(secrets)
  // It is still open here, and shows what is left of it.
  const shown = [...(night.console_.live.night()?.requests.values() ?? [])]
  expect(shown.filter(({ nickname }) => nickname === 'A guest')).toHaveLength(4)
  expect(night.console_.live.night()?.guests.size).toBe(0)
})

test('a night that a stopped guest server left live is over after two quiet days, also while another one is live', async () => {
  const night = await aNight(1)
  const { console_, userId, eventId } = night
  must(await console_.nights.create(userId, { title: 'Tomorrow', catalogue: null }))
  must(await console_.nights.change(null, { status: 'live' }))
  const owner = connect(console_.url)
  await owner`update events set status = 'live' where id = ${eventId}`
  await owner.end()
  await night.pass(1.5)
  expect(JSON.stringify(await night.rows())).toMatch(secrets)
  await night.pass(1)
  expect(JSON.stringify(await night.rows())).not.toMatch(secrets)
})

test('a night that another process serves is left alone', async () => {
  const night = await aNight(1)
  const { console_, userId, eventId } = night
  const server = await startConsole(console_)
  undoes.push(server.close)
  must(await server.nights.openById(userId, eventId))
  must(await console_.nights.create(userId, { title: 'Tomorrow', catalogue: null }))
  await night.pass(10)
  expect(JSON.stringify(await night.rows())).toMatch(secrets)
})

test('a night that is taken up again forgets its new guests in their turn', async () => {
  const night = await aNight(3)
  await night.end()
  await night.pass(4)
  const { console_, userId, eventId } = night
  const version = () => console_.nights.known().find(({ id }) => id === eventId)?.version ?? 0
  await console_.nights.list(userId)
  must(await console_.nightLife.reopen(userId, { eventId, version: version() }))
  must(await console_.nights.openById(userId, eventId))
  must(await console_.nights.change(null, { status: 'live' }))
  const ida = await console_.join('Ida Secretname')
  must(await console_.requests.ask(ida, { id: randomUUID(), wish: { title: 'New', artist: '' } }, null))
  await night.end()
  expect(JSON.stringify(await night.rows())).toMatch(secrets)
  await night.pass(4)
  expect(JSON.stringify(await night.rows())).not.toMatch(secrets)
})

test('one address has one hash in a night, at all its servers, and another one in the next', async () => {
  const night = await aNight()
  const { console_: first, userId, eventId } = night
  const second = await startConsole(first)
  undoes.push(second.close)
  must(await second.nights.openById(userId, eventId))
  const hash = await first.addresses.hash('192.168.7.8')
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(await second.addresses.hash('192.168.7.8')).toBe(hash)
  expect(await first.addresses.hash('192.168.7.9')).not.toBe(hash)
  must(await first.nights.create(userId, { title: 'Tomorrow', catalogue: null }))
  expect(await first.addresses.hash('192.168.7.8')).not.toBe(hash)
})

test('joining again with one’s token changes the name and nothing else', async () => {
  const { console_, eventId } = await aNight()
  const pin = console_.live.night()?.event.pin ?? ''
  const first = must(await console_.guests.join({ pin }, 'Ida', 'phone of ida'))
  const before = console_.live.night()?.guests.size
  const again = must(await console_.guests.join({ pin }, 'Ida B', 'phone of ida', first))
  expect(again).toEqual({ token: first.token, guest: { ...first.guest, nickname: 'Ida B' } })
  expect(console_.guests.byToken(first.token)?.nickname).toBe('Ida B')
  expect(console_.live.night()?.guests.size).toBe(before)
  const wrong = await console_.guests.join({ pin: pin === '1' ? '2' : '1' }, 'Eve', 'phone of ida', first)
  expect(codeOf(wrong)).toBe('wrong-pin')
  expect(eventId).toBe(again.guest.eventId)
})
