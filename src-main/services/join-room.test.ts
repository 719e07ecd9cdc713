import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

/** How far one phone gets that wants to be taken for many. */

let console_: Awaited<ReturnType<typeof startConsole>>
const now = Date.now()

beforeAll(async () => {
  console_ = await startConsole({ clock: () => now })
})
afterAll(() => console_.close())
beforeEach(() => console_.openNight())

const phone = 'P'.repeat(22)
const wish = () => ({ id: randomUUID(), wish: { title: randomUUID(), artist: 'X' } })
const token = () => console_.live.night()?.event.config.bypassToken ?? ''
const join = (device: string, nickname = 'Mia') => console_.guests.join({ token: token() }, nickname, device)

test('one phone is five guests at most, also when it joins in one moment, and stays them', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => join(phone)))
  const codes = outcomes.map(codeOf)
  expect(codes.filter((code) => code === 'ok')).toHaveLength(5)
  expect(new Set(codes)).toEqual(new Set(['ok', 'too-many-names']))
  expect(codeOf(await join(phone))).toBe('too-many-names')
  const first = must(outcomes.find(({ ok }) => ok) ?? outcomes[0] ?? (await join(phone)))
  const again = await console_.guests.join({ token: token() }, 'Ada', phone, first)
  expect(must(again).guest).toMatchObject({ id: first.guest.id, nickname: 'Ada' })
  expect(codeOf(await join('Q'.repeat(22)))).toBe('ok')
})

test('all guests of one phone share its number of requests, also in the same moment', async () => {
  must(await console_.nights.change(null, { config: { maxRequestsPerGuest: 2 } }))
  const names = (await Promise.all(Array.from({ length: 5 }, () => join(phone)))).map(must)
  const codes = await Promise.all(
    names.flatMap(({ guest }) => [wish(), wish()].map((tap) => console_.requests.ask(guest, tap, null))),
  )
  expect(codes.map(codeOf).filter((code) => code === 'ok')).toHaveLength(2)
  expect(new Set(codes.map(codeOf))).toEqual(new Set(['ok', 'limit-reached']))
  // Another phone has its own, and so has each of those that keep no cookie.
  for (const device of ['Q'.repeat(22), 'address:192.168.1.9', 'address:192.168.1.9']) {
    const { guest } = must(await join(device))
    for (const tap of [wish(), wish()]) must(await console_.requests.ask(guest, tap, null))
  }
})

test('three hundred phones without a cookie join behind one address; who joins on and on is slowed down', async () => {
  const burst = async (count: number) =>
    (await Promise.all(Array.from({ length: count }, () => join('address:192.168.1.9')))).map(codeOf)
  expect(new Set(await burst(300))).toEqual(new Set(['ok']))
  const codes = new Set(await burst(1_300))
  expect(codes).toEqual(new Set(['ok', 'slow-down']))
  expect(codeOf(await join('Q'.repeat(22)))).toBe('ok')
  expect(codeOf(await join('address:192.168.1.10'))).toBe('ok')
})
