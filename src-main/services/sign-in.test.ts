import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ask } from '../../db/testing/home.ts'
import { createHasher } from '../adapters/hasher.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

let now: number
let console: Awaited<ReturnType<typeof startConsole>>
const password = 'correct horse'

beforeEach(async () => {
  now = Date.now()
  console = await startConsole({ clock: () => now })
  must(await console.accounts.create({ username: 'anna', password }))
  await console.sessions.leave()
})

afterEach(() => console.close())

function signIn(name: string, typed: string) {
  return console.signIn.signIn(name, typed)
}

describe('guessing', () => {
  test.each(['anna', 'nobody'])('at %s is slowed down alike, and never locks out for good', async (name) => {
    for (let guess = 0; guess < 5; guess++)
      expect(codeOf(await signIn(name, 'wrong horse'))).toBe('wrong-password')
    const slow = { ok: false, error: { code: 'slow-down', retryAfter: 1 } }
    expect(await signIn(name, password)).toEqual(slow)
    // Trying during the wait does not make it longer.
    expect(await signIn(name, password)).toEqual(slow)
    now += 1_000
    expect(codeOf(await signIn(name, 'wrong horse'))).toBe('wrong-password')
    expect(await signIn(name, password)).toMatchObject({ error: { retryAfter: 2 } })
    now += 30_000
    expect(codeOf(await signIn(name, password))).toBe(name === 'anna' ? 'ok' : 'wrong-password')
  })

  test('many at once is no way around', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => signIn('anna', 'wrong horse')))
    expect(outcomes.map(codeOf).filter((code) => code === 'wrong-password')).toHaveLength(5)
  })

  test('at a password keeps nobody else waiting, and codes count with it', async () => {
    must(await console.accounts.signUp({ username: 'jonas', password }))
    for (let guess = 0; guess < 3; guess++) await signIn('anna', 'wrong horse')
    for (let guess = 0; guess < 2; guess++)
      await console.recovery.reset('anna', 'AAAA-AAAA-AAAA-AAAA', 'battery staple')
    expect(codeOf(await signIn('anna', password))).toBe('slow-down')
    expect(codeOf(await console.recovery.reset('anna', 'AAAA', 'battery staple'))).toBe('slow-down')
    expect(codeOf(await signIn('jonas', password))).toBe('ok')
  })

  test('a success forgets what failed before', async () => {
    for (let round = 0; round < 3; round++) {
      for (let guess = 0; guess < 4; guess++) await signIn('anna', 'wrong horse')
      must(await signIn('anna', password))
    }
  })
})

test('an unknown name costs a check of a password like a known one', async () => {
  const hasher = createHasher({ cost: 4 })
  const verified: string[] = []
  const counted = {
    ...hasher,
    verify: (typed: string, hash: string) => {
      verified.push(typed)
      return hasher.verify(typed, hash)
    },
  }
  const second = await startConsole({ url: console.url, hasher: counted })
  await second.accounts.list()
  expect(await second.signIn.signIn('nobody', 'wrong horse')).toEqual(
    await second.signIn.signIn('anna', 'wrong horse'),
  )
  expect(verified).toEqual(['wrong horse', 'wrong horse'])
  await second.close()
  await hasher.close()
})

test('a hash of the earlier app that took less work is renewed at the next sign-in', async () => {
  const weak = createHasher({ cost: 4 })
  const strong = createHasher({ cost: 5 })
  const second = await startConsole({ url: console.url, hasher: strong })
  const stored = async () => (await ask(console.url, 'select password from users'))[0]?.password
  const before = await weak.hash(password)
  await ask(console.url, `update users set password = '${before}'`)
  expect(codeOf(await second.signIn.signIn('anna', 'wrong horse'))).toBe('wrong-password')
  expect(await stored()).toBe(before)
  must(await second.signIn.signIn('anna', password))
  expect(await stored()).toMatch(/^\$2[aby]\$05\$/)
  must(await second.signIn.signIn('anna', password))
  await second.close()
  await Promise.all([weak.close(), strong.close()])
})

describe('changing the password', () => {
  test('asks for the present one, refuses a common one, keeps the session', async () => {
    must(await signIn('anna', password))
    const user = console.session.user()
    if (!user) throw new Error('nobody is signed in')
    const change = (present: string, next: string) => console.ownAccount.changePassword(user, present, next)
    expect(codeOf(await change('wrong horse', 'battery staple'))).toBe('wrong-password')
    expect(codeOf(await change(password, 'QWERTYUIOP'))).toBe('common-password')
    expect(codeOf(await change(password, 'ä'.repeat(40)))).toBe('weak-password')
    must(await change(password, 'battery staple'))
    expect(codeOf(console.sessions.check())).toBe('ok')
    expect(codeOf(await signIn('anna', password))).toBe('wrong-password')
    must(await signIn('anna', 'battery staple'))
  })
})
