import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { guestsIn } from '../../db/guests.ts'
import { eventually } from '../../tests/support/eventually.ts'
import { codeOf, must, startConsole, startTwo } from '../testing/a-console.ts'

let first: Awaited<ReturnType<typeof startConsole>>
let second: Awaited<ReturnType<typeof startConsole>>
let userId: string

/** A console, and a second process that serves the same night of the same DJ. */
beforeEach(async () => {
  ;({ first, second, userId } = await startTwo())
})

afterEach(async () => {
  await second.close()
  await first.close()
})

function open(console_ = first) {
  const event = console_.live.night()?.event
  if (!event) throw new Error('no night')
  return event
}

const seen = (console_ = first) => ({ eventId: open(console_).id, version: open(console_).version })

test('a night that one console ends is over at the other, and keeps all that was asked for', async () => {
  const mia = await second.join('Mia')
  const id = randomUUID()
  must(await second.requests.ask(mia, { id, wish: { title: 'Halo', artist: '' } }, null))
  await eventually(() => expect(first.request(id)).toBeDefined())
  must(await first.nightLife.end(userId, seen()))
  await eventually(() =>
    expect(open(second)).toMatchObject({ status: 'offline', endedAt: expect.any(Number) }),
  )
  // The guest's phone still shows what was asked for, and takes nothing more.
  expect(second.guests.byToken('')).toBeNull()
  expect(second.request(id).status).toBe('pending')
  const another = { id: randomUUID(), wish: { title: 'SOS', artist: '' } }
  expect(codeOf(await second.requests.ask(mia, another, null))).toBe('event-offline')
  expect(codeOf(await second.guests.join({ pin: open().pin }, 'Jonas', 'phone'))).toBe('event-offline')
})

test('nothing is changed in a night that the other console has just ended, and the DJ is told why', async () => {
  const version = open().version
  const mia = await first.join('Mia')
  const id = randomUUID()
  must(await first.requests.ask(mia, { id, wish: { title: 'Halo', artist: '' } }, null))
  must(await second.nightLife.end(userId, seen(second)))
  expect(codeOf(await first.nights.change(version, { status: 'standby' }))).toBe('event-ended')
  expect(codeOf(await first.nights.change(null, { config: { title: 'X' } }))).toBe('event-ended')
  expect(codeOf(await first.nights.setCatalogue(version, null))).toBe('event-ended')
  expect(codeOf(await first.nightLife.rotatePin(version))).toBe('event-ended')
  expect(codeOf(await first.requests.approve({ id, version: 0 }))).toBe('event-ended')
  expect(codeOf(await first.nights.openById(userId, open().id))).toBe('event-ended')
  expect(open().endedAt).not.toBeNull()
})

test('a reopened night has its own PIN again, or another when that was taken meanwhile', async () => {
  const { id, pin } = open()
  must(await first.nightLife.end(userId, seen()))
  expect(must(await first.nightLife.reopen(userId, seen()))).toMatchObject({ pin, status: 'offline' })
  must(await first.nightLife.end(userId, seen()))
  const ended = seen()
  must(await first.nights.create(userId, { title: 'Next week', catalogue: null, pin }))
  const again = must(await first.nightLife.reopen(userId, ended))
  expect(again.pin).not.toBe(pin)
  await eventually(() => expect(open(second)).toMatchObject({ id, endedAt: null, pin: again.pin }))
})

test('a console that is started again opens no night that was ended or archived', async () => {
  must(await first.nightLife.end(userId, seen()))
  const third = await startConsole(first)
  await third.nights.resume(userId)
  expect(third.live.night()).toBeNull()
  await third.close()
  must(await first.nightLife.reopen(userId, seen()))
  must(await first.nightLife.archive(userId, seen(), true))
  const fourth = await startConsole(first)
  await fourth.nights.resume(userId)
  expect(fourth.live.night()).toBeNull()
  await fourth.close()
})

test('a night that runs is not archived; one that is comes back when it is opened', async () => {
  expect(codeOf(await first.nightLife.archive(userId, seen(), true))).toBe('night-running')
  must(await first.nights.change(null, { status: 'offline' }))
  must(await first.nightLife.archive(userId, seen(), true))
  expect(first.nights.known()).toMatchObject([{ archivedAt: expect.any(Number), endedAt: null }])
  must(await first.nights.openById(userId, open().id))
  expect(open().archivedAt).toBeNull()
})

test('a new PIN lets in by the new one alone; who has joined stays, also at the other console', async () => {
  const mia = await second.join('Mia')
  const before = open().pin
  for (let guess = 0; guess < 100; guess++) await second.guests.join({ pin: '0000' }, 'Eve', `phone-${guess}`)
  expect(second.guests.codeInstead()).not.toBeNull()
  must(await first.nightLife.rotatePin(open().version))
  const { pin } = open()
  expect(pin).not.toBe(before)
  await eventually(() => expect(open(second).pin).toBe(pin))
  expect(second.guests.codeInstead()).toBeNull()
  expect(codeOf(await second.guests.join({ pin: before }, 'Jonas', 'phone'))).toBe('wrong-pin')
  expect(codeOf(await second.guests.join({ pin }, 'Jonas', 'phone'))).toBe('ok')
  expect(second.live.night()?.guests.get(mia.id)).toEqual(mia)
})

test('a new night begins with the settings of an earlier one, not with its title, PIN or secret', async () => {
  must(
    await first.nights.change(null, {
      config: { autoApprove: true, welcome: 'Hi', requestsPaused: true, maxRequestsPerGuest: 3 },
    }),
  )
  const { id: from, pin, config } = open()
  const made = must(await first.nights.create(userId, { title: 'Next week', catalogue: null, from }))
  expect(made.config).toMatchObject({ title: 'Next week', autoApprove: true, welcome: 'Hi' })
  expect(made.config).toMatchObject({ maxRequestsPerGuest: 3, requestsPaused: false, catalogue: null })
  expect(made.pin).not.toBe(pin)
  expect(made.config.bypassToken).not.toBe(config.bypassToken)
  const nowhere = { title: 'X', catalogue: null, from: randomUUID() }
  expect(codeOf(await first.nights.create(userId, nowhere))).toBe('not-found')
})

test('history tells what became of a night without opening it', async () => {
  const mia = await first.join('Mia')
  const ids = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  for (const [at, id] of ids.entries())
    must(await first.requests.ask(mia, { id, wish: { title: `Song ${at}`, artist: 'ABBA' } }, null))
  for (const id of ids.slice(0, 2)) must(await first.requests.approve({ id, version: 0 }))
  must(await first.playback.next())
  must(await first.playback.next())
  must(await first.playback.next())
  must(await first.requests.decline({ id: ids[2] ?? '', version: 0 }, null))
  const { id } = open()
  must(await first.nightLife.end(userId, seen()))
  const history = must(await first.nightReport.of(userId, id))
  expect(history).toMatchObject({
    requests: 4,
    imported: 0,
    counts: { pending: 1, approved: 0, rejected: 1, played: 2 },
    event: { id, endedAt: expect.any(Number) },
  })
  expect(history.played.map(({ title, nickname }) => `${title} for ${nickname}`)).toEqual([
    'Song 0 for Mia',
    'Song 1 for Mia',
  ])
  expect(codeOf(await first.nightReport.of(userId, randomUUID()))).toBe('not-found')
})

test('sessions that ran out are forgotten when a night is opened, those of others are not touched', async () => {
  const mia = await first.join('Mia')
  const jonas = await first.join('Jonas')
  const asDj = { role: 'dj', userId } as const
  await first.database.withTenant(asDj, (tx) => guestsIn(tx).touch(mia.id, Date.now() - 1))
  must(await first.nights.openById(userId, open().id))
  expect([...(first.live.night()?.guests.keys() ?? [])]).toEqual([jonas.id])
  const rows = await first.database.withTenant(asDj, (tx) => tx.execute(sql`select sid from session_store`))
  expect(rows).toEqual([{ sid: jonas.id }])
})
