import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask } from '../../db/testing/home.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

let first: Awaited<ReturnType<typeof startConsole>>

beforeEach(async () => {
  first = await startConsole()
})

afterEach(() => first.close())

/** The same machine after a restart: same database, folder and keychain. */
async function restart(keychain = first.keychain) {
  const second = await startConsole({ url: first.url, home: first.home, keychain })
  await second.sessions.resume()
  await second.nights.resume(second.session.user()?.id ?? null)
  return second
}

test('the first account signs in and stays signed in after a restart', async () => {
  must(await first.accounts.create({ username: 'anna', password: 'correct horse' }))
  expect(first.session.user()).toMatchObject({ username: 'anna', role: 'superadmin', claimed: true })
  const second = await restart()
  expect(second.session.user()?.username).toBe('anna')
  await second.close()
})

test('without the keychain the night goes on, and the DJ is asked for the password', async () => {
  await first.openNight()
  const mia = await first.join('Mia')
  const before = first.live.night()?.event
  const emptied = { ...first.keychain, get: async () => null }
  const second = await restart(emptied)
  expect(second.session.user()).toBeNull()
  expect(second.session.usernames()).toEqual(['anna'])
  expect(second.live.night()?.event).toEqual(before)
  expect(second.live.night()?.guests.get(mia.id)?.nickname).toBe('Mia')
  expect(codeOf(await second.signIn.signIn('anna', 'wrong horse'))).toBe('wrong-password')
  expect(codeOf(await second.signIn.signIn('nobody', 'correct horse'))).toBe('wrong-password')
  must(await second.signIn.signIn('anna', 'correct horse'))
  expect(second.session.user()?.username).toBe('anna')
  await second.close()
})

test('an account without a password opens by itself and can be claimed', async () => {
  must(await first.accounts.skip())
  expect(first.session.user()?.claimed).toBe(false)
  const second = await restart({ ...first.keychain, get: async () => null })
  expect(second.session.user()?.claimed).toBe(false)
  must(await second.accounts.create({ username: 'anna', password: 'correct horse' }))
  expect(second.session.user()).toMatchObject({ username: 'anna', claimed: true })
  expect(codeOf(await second.accounts.create({ username: 'eve', password: 'correct horse' }))).toBe(
    'account-exists',
  )
  await second.close()
})

test('signing out ends nothing but the session', async () => {
  await first.openNight()
  await first.sessions.leave()
  expect(first.session.user()).toBeNull()
  expect(first.live.night()?.event.status).toBe('live')
})

test('a password that is short or too long for bcrypt is refused', async () => {
  expect(codeOf(await first.accounts.create({ username: 'anna', password: 'short' }))).toBe('weak-password')
  expect(codeOf(await first.accounts.create({ username: 'anna', password: 'ä'.repeat(40) }))).toBe(
    'weak-password',
  )
  expect(first.session.usernames()).toEqual([])
})

test('further accounts are ordinary ones, and names are taken once', async () => {
  must(await first.accounts.create({ username: 'anna', password: 'correct horse' }))
  expect(codeOf(await first.accounts.signUp({ username: 'anna', password: 'battery staple' }))).toBe(
    'username-taken',
  )
  must(await first.accounts.signUp({ username: 'мария', password: 'correct horse' }))
  must(await first.accounts.signUp({ username: 'анна', password: 'correct horse' }))
  expect(first.session.user()).toMatchObject({ username: 'анна', role: 'user', email: null })
})

test('an account without a password is not taken over from outside beside others that have one', async () => {
  must(await first.accounts.create({ username: 'anna', password: 'correct horse' }))
  await ask(
    first.url,
    `insert into users (username, email, password, role, claimed)
     values ('dj', 'dj@cueline.invalid', 'unclaimed', 'superadmin', false)`,
  )
  await first.sessions.leave()
  expect(codeOf(await first.accounts.create({ username: 'eve', password: 'correct horse' }))).toBe(
    'account-exists',
  )
  expect(codeOf(await first.accounts.skip())).toBe('account-exists')
  expect(codeOf(await first.signIn.signIn('dj', 'unclaimed'))).toBe('wrong-password')
})

test('signing up where nobody has a password yet claims the account that is there', async () => {
  const made = await first.accounts.makeUnclaimed()
  must(await first.accounts.signUp({ username: 'anna', password: 'correct horse' }))
  expect(first.session.user()).toMatchObject({ id: made.id, username: 'anna', role: 'superadmin' })
})
