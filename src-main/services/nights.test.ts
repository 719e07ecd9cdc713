import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { codeOf, must, startConsole, startTwo } from '../testing/a-console.ts'

let first: Awaited<ReturnType<typeof startConsole>>
let second: Awaited<ReturnType<typeof startConsole>>
let userId: string

/** Two processes of one DJ on one database and one night: a console and a headless guest server. */
beforeEach(async () => {
  ;({ first, second, userId } = await startTwo())
})

afterEach(async () => {
  await second.close()
  await first.close()
})

test('what one process commits reaches the other', async () => {
  const mia = await second.join('Mia')
  await eventually(() => expect(first.live.night()?.guests.get(mia.id)?.nickname).toBe('Mia'))
  const id = randomUUID()
  must(await second.requests.ask(mia, { id, wish: { title: 'Halo', artist: 'Beyoncé' } }, null))
  await eventually(() => expect(first.request(id).status).toBe('pending'))
  must(await first.requests.approve({ id, version: 0 }))
  await eventually(() => expect(second.request(id).status).toBe('approved'))
  must(await first.nights.change(null, { status: 'standby' }))
  await eventually(() => expect(second.live.night()?.event.status).toBe('standby'))
})

test('a request that was taken back at one process is gone at the other', async () => {
  const mia = await second.join('Mia')
  const id = randomUUID()
  must(await second.requests.ask(mia, { id, wish: { title: 'Halo', artist: '' } }, null))
  await eventually(() => expect(first.request(id)).toBeDefined())
  must(await second.requests.takeBack(mia, id))
  await eventually(() => expect(first.live.night()?.requests.size).toBe(0))
})

test('two who change the settings at once: one is told, nothing is lost', async () => {
  const version = first.live.night()?.event.version ?? 0
  const both = await Promise.all([
    first.nights.change(version, { config: { title: 'Garden party' } }),
    second.nights.change(version, { config: { maxRequestsPerGuest: 3 } }),
  ])
  expect(both.map(codeOf).sort()).toEqual(['ok', 'stale'])
  await eventually(() => expect(first.live.night()?.event).toEqual(second.live.night()?.event))
  expect(first.live.night()?.event.version).toBe(version + 1)
})

test('the night that was open goes on: PIN, requests, order and guests', async () => {
  const mia = await first.join('Mia')
  const ids = [randomUUID(), randomUUID()]
  for (const id of ids) must(await first.requests.ask(mia, { id, wish: { title: id, artist: '' } }, null))
  for (const id of ids) must(await first.requests.playNext({ id, version: 0 }))
  const third = await startConsole(first)
  await third.nights.resume(userId)
  expect(third.live.night()?.event).toEqual(first.live.night()?.event)
  expect(third.live.night()?.queue.map((request) => request.id)).toEqual([...ids].reverse())
  expect(third.live.night()?.guests.get(mia.id)).toEqual(mia)
  await third.close()
})

test('opening another night puts the one before offline, and ends nothing', async () => {
  await second.close()
  const before = first.live.night()?.event
  await eventually(async () => {
    const created = must(await first.nights.create(userId, { title: 'Next week', catalogue: null }))
    expect(created.pin).not.toBe(before?.pin)
    const listed = await first.nights.list(userId)
    expect(listed.at(-1)).toMatchObject({ id: before?.id, status: 'offline', endedAt: null })
    expect(listed[0]).toMatchObject({ status: 'offline', config: { title: 'Next week' } })
    must(await first.nights.openById(userId, before?.id ?? ''))
  })
  expect(first.live.night()?.event.config.title).toBe('Summer party')
  second = await startConsole(first)
})

test('a night that a headless server serves goes on when the console opens another', async () => {
  const mia = await second.join('Mia')
  must(await first.nights.create(userId, { title: 'Next week', catalogue: null }))
  expect(first.live.night()?.event.config.title).toBe('Next week')
  const ask = { id: randomUUID(), wish: { title: 'Halo', artist: '' } }
  must(await second.requests.ask(mia, ask, null))
  expect(second.live.night()?.event.status).toBe('live')
  expect(first.nights.known().map(({ status }) => status)).toEqual(['offline', 'live'])
})

test('a PIN that another open night uses is refused', async () => {
  const pin = first.live.night()?.event.pin
  expect(codeOf(await first.nights.create(userId, { title: 'Next week', catalogue: null, pin }))).toBe(
    'pin-taken',
  )
})

test('joining: PIN or link, an unusable name and an offline night are told apart', async () => {
  const { pin, config } = first.live.night()?.event ?? { pin: '', config: { bypassToken: '' } }
  const join = (proof: { pin: string } | { token: string }, nickname = 'Mia') =>
    first.guests.join(proof, nickname, randomUUID())
  expect(codeOf(await join({ token: config.bypassToken }))).toBe('ok')
  expect(codeOf(await join({ pin }))).toBe('ok')
  expect(codeOf(await join({ pin: '0000' }))).toBe('wrong-pin')
  expect(codeOf(await join({ token: 'bp_guess' }))).toBe('wrong-pin')
  expect(codeOf(await join({ pin }, ' \u200b '))).toBe('bad-nickname')
  must(await first.nights.change(null, { status: 'offline' }))
  expect(codeOf(await join({ pin }))).toBe('event-offline')
})

test('a PIN that is guessed at gives way to a code, and the link still works', async () => {
  const { pin, config } = first.live.night()?.event ?? { pin: '', config: { bypassToken: '' } }
  for (let guess = 0; guess < 100; guess++) await first.guests.join({ pin: '0000' }, 'Eve', `device-${guess}`)
  expect(first.guests.isBeingGuessed()).toBe(true)
  expect(codeOf(await first.guests.join({ pin }, 'Mia', 'phone'))).toBe('code-required')
  const code = first.guests.codeInstead() ?? ''
  expect(codeOf(await first.guests.join({ pin: code.toLowerCase() }, 'Mia', 'phone'))).toBe('ok')
  expect(codeOf(await first.guests.join({ token: config.bypassToken }, 'Jonas', 'another'))).toBe('ok')
})

test('a token is known again, another one is not', async () => {
  const { token, guest } = must(
    await first.guests.join({ pin: first.live.night()?.event.pin ?? '' }, 'Mia', randomUUID()),
  )
  expect(first.guests.byToken(token)).toEqual(guest)
  expect(first.guests.byToken(`${token}x`)).toBeNull()
  expect(first.guests.byToken(guest.id)).toBeNull()
})
