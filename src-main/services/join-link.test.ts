import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

let console_: Console
let now = Date.now()

beforeAll(async () => {
  console_ = await startConsole({ clock: () => now })
  await console_.openNight()
})

beforeEach(async () => {
  must(await console_.nights.create(event().userId, { title: 'Summer party', catalogue: null }))
  must(await console_.nights.change(null, { status: 'live' }))
})

afterAll(() => console_.close())

const event = (of = console_) => {
  const night = of.live.night()
  if (!night) throw new Error('no night')
  return night.event
}
const tokenOf = (of = console_) => event(of).config.bypassToken
const joinBy = async (token: string, of = console_) =>
  codeOf(await of.guests.join({ token }, 'Mia', `phone of ${token}`))

test('a new link stops the old one at once for newcomers, at the server beside too, and nobody who joined leaves', async () => {
  const server = await startConsole(console_)
  await server.nights.resume(event().userId)
  const old = tokenOf(server)
  const mia = must(await server.guests.join({ token: old }, 'Mia', 'phone'))
  must(await console_.joinLink.rotate(event().version))
  expect(tokenOf()).toMatch(/^bp_[\w-]{22}$/)
  expect(tokenOf()).not.toBe(old)
  await eventually(() => expect(tokenOf(server)).toBe(tokenOf()))
  expect(await joinBy(old, server)).toBe('wrong-pin')
  expect(await joinBy(tokenOf(), server)).toBe('ok')
  expect(server.guests.byToken(mia.token)?.nickname).toBe('Mia')
  expect(codeOf(await server.guests.join({ pin: event().pin }, 'Jonas', 'another'))).toBe('ok')
  await server.close()
})

test('within ten seconds the old link can be brought back, and the new one is void', async () => {
  const old = tokenOf()
  must(await console_.joinLink.rotate(event().version))
  const next = tokenOf()
  now += 10_000
  must(await console_.joinLink.takeBack(event().version))
  expect(tokenOf()).toBe(old)
  expect(await joinBy(next)).toBe('wrong-pin')
  expect(await joinBy(old)).toBe('ok')
  // Once: there is nothing more to take back.
  expect(codeOf(await console_.joinLink.takeBack(event().version))).toBe('undo-over')
})

test('later, in another night, or on a state that somebody changed meanwhile nothing is brought back', async () => {
  const version = event().version
  must(await console_.joinLink.rotate(version))
  expect(codeOf(await console_.joinLink.takeBack(version))).toBe('stale')
  expect(codeOf(await console_.joinLink.rotate(version))).toBe('stale')
  now += 60_000
  expect(codeOf(await console_.joinLink.takeBack(event().version))).toBe('undo-over')
  must(await console_.joinLink.rotate(event().version))
  must(await console_.nights.create(event().userId, { title: 'Next', catalogue: null }))
  expect(codeOf(await console_.joinLink.takeBack(event().version))).toBe('undo-over')
})

test('who guesses the PIN is told to the DJ, then replaced by a code, until the PIN is another', async () => {
  // From now on the door knows this night: what is told below is about guesses.
  must(await console_.guests.join({ pin: event().pin }, 'Mia', 'phone'))
  const told: boolean[] = []
  const stop = console_.guests.onGuessing(() => told.push(console_.guests.isBeingGuessed()))
  const wrong = event().pin === '1111' ? '2222' : '1111'
  const guess = async (count: number) => {
    for (let tries = 0; tries < count; tries++)
      await console_.guests.join({ pin: wrong }, 'Eve', `${tries} ${now++}`)
  }
  await guess(24)
  expect([console_.guests.isBeingGuessed(), told]).toEqual([false, []])
  await guess(1)
  expect([console_.guests.isBeingGuessed(), told]).toEqual([true, [true]])
  expect(console_.guests.codeInstead()).toBeNull()
  await guess(75)
  expect(console_.guests.codeInstead()).toMatch(/^[0-9A-Z]{8}$/)
  expect(told).toEqual([true, true])
  must(await console_.nightLife.rotatePin(event().version))
  expect([console_.guests.isBeingGuessed(), console_.guests.codeInstead()]).toEqual([false, null])
  stop()
})
