import { afterEach, describe, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { seededRandom } from '../../tests/support/slips.ts'
import { createLive } from '../live.ts'
import { codeOf, must, quiet, startConsole } from '../testing/a-console.ts'
import { aNight } from '../testing/builders.ts'
import { createGuests } from './guests.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0).reverse()) await undo()
})

async function aConsole(...given: Parameters<typeof startConsole>): Promise<Console> {
  const console_ = await startConsole(...given)
  undoes.push(console_.close)
  return console_
}

/** A second server of the same night. */
async function another(first: Console): Promise<Console> {
  const second = await aConsole(first)
  const { userId = '', id = '' } = first.live.night()?.event ?? {}
  must(await second.nights.openById(userId, id))
  return second
}

let device = 0
function guess({ guests, live }: Console): Promise<string> {
  const pin = live.night()?.event.pin === '0000' ? '0001' : '0000'
  device += 1
  return guests.join({ pin }, 'Mallory', `attacker ${device}`).then(codeOf)
}

async function guessTimes(console_: Console, times: number): Promise<readonly string[]> {
  return Promise.all(Array.from({ length: times }, () => guess(console_)))
}

test('the budget and the code outlast a restart', async () => {
  const first = await aConsole()
  await first.openNight()
  await guessTimes(first, 60)
  await first.guests.settle()
  const restarted = await another(first)
  const codes = await guessTimes(restarted, 60)
  expect(codes.filter((code) => code === 'wrong-pin')).toHaveLength(40)
  expect(codes.filter((code) => code === 'code-required')).toHaveLength(20)
  const code = restarted.guests.codeInstead()
  expect(code).toMatch(/^[0-9A-Z]{8}$/)
  await restarted.guests.settle()
  // Nobody has come to this door yet, and its display asks for the code already.
  const third = await another(first)
  await eventually(() => expect(third.guests.codeInstead()).toBe(code))
  expect(third.guests.isBeingGuessed()).toBe(true)
  must(await third.guests.join({ pin: code ?? '' }, 'Mia', 'phone of mia'))
})

test('two doors that are guessed at together spend one budget, and ask for one code', async () => {
  const first = await aConsole()
  await first.openNight()
  const second = await another(first)
  const both = await Promise.all([guessTimes(first, 150), guessTimes(second, 150)])
  expect(both.flat().filter((code) => code === 'wrong-pin').length).toBeLessThanOrEqual(100)
  await eventually(() => {
    expect(first.guests.codeInstead()).not.toBeNull()
    expect(second.guests.codeInstead()).toBe(first.guests.codeInstead())
  })
})

test('the DJ and the display are told at once, at both doors; a new PIN begins anew at both', async () => {
  const first = await aConsole()
  const userId = await first.openNight()
  const second = await another(first)
  let told = 0
  undoes.push(second.guests.onGuessing(() => void told++))
  await guessTimes(first, 30)
  await eventually(() => expect(second.guests.isBeingGuessed()).toBe(true))
  expect(told).toBeGreaterThan(0)
  must(await first.nightLife.rotatePin(first.live.night()?.event.version ?? 0))
  expect(first.guests.isBeingGuessed()).toBe(false)
  await eventually(() => expect(second.guests.isBeingGuessed()).toBe(false))
  await guessTimes(second, 1)
  await second.guests.settle()
  const stored = await first.database.withTenant({ role: 'dj', userId }, (tx) =>
    tx.execute<{ pin: string; failures: number }>('select pin, failures from pin_guards'),
  )
  expect([...stored]).toEqual([{ pin: first.live.night()?.event.pin, failures: 1 }])
})

test('a phone that mistyped and then got in takes nothing from the budget, also over the database', async () => {
  const console_ = await aConsole()
  await console_.openNight()
  const pin = console_.live.night()?.event.pin ?? ''
  for (let at = 0; at < 60; at++) {
    await console_.guests.join({ pin: pin === '1' ? '2' : '1' }, 'Mia', `phone ${at}`)
    must(await console_.guests.join({ pin }, 'Mia', `phone ${at}`))
  }
  await console_.guests.settle()
  expect(console_.guests.isBeingGuessed()).toBe(false)
})

describe('a night under attack, at the door itself', () => {
  /** Guests come one by one; before each of them the attacker guesses with new phones, as often as they like. */
  async function night(seed: number): Promise<{ found: boolean; refused: number }> {
    const draw = seededRandom(seed)
    const random = (below: number) => Math.floor(draw() * below)
    let now = 0
    const live = createLive()
    const digits = (value: number) => String(value % 10_000).padStart(4, '0')
    const secret = random(10_000)
    live.load(aNight({ pin: digits(secret) }), [], [])
    const database = { withTenant: async () => null } as never
    const token = () => Buffer.from(Array.from({ length: 16 }, () => random(256))).toString('base64url')
    const guests = createGuests({ database, live, randomToken: token, clock: () => now, log: quiet })
    const offset = random(10_000)
    let guesses = 0
    let found = false
    let refused = 0
    for (let guest = 0; guest < 40; guest++) {
      now = guest * 540_000
      for (let burst = 0; burst < 6; burst++) {
        const outcome = await guests.join({ pin: digits(offset + guesses) }, 'Mallory', `attacker ${guesses}`)
        if (outcome.ok) found = true
        guesses += 1
      }
      const mine = `phone ${guest}`
      if (random(10) === 0) await guests.join({ pin: digits(secret + 1) }, 'Mia', mine)
      const typed = guests.codeInstead() ?? digits(secret)
      if (!(await guests.join({ pin: typed }, 'Mia', mine)).ok) refused += 1
    }
    await guests.settle()
    return { found, refused }
  }

  test('no honest guest is refused, and the PIN is found in one night of a hundred at most', async () => {
    const nights = 300
    let found = 0
    let refused = 0
    for (let at = 0; at < nights; at++) {
      const one = await night(at)
      if (one.found) found += 1
      refused += one.refused
    }
    expect(refused).toBe(0)
    // 1 % of 300 nights, and three standard deviations of chance.
    expect(found).toBeLessThanOrEqual(3 + 5)
    expect(found).toBeGreaterThan(0)
  }, 60_000)
})
