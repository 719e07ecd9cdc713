import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask } from '../../db/testing/home.ts'
import { usersIn } from '../../db/users.ts'
import { eventually } from '../../tests/support/eventually.ts'
import { createHasher } from '../adapters/hasher.ts'
import { wordsForEnd } from '../core/session-end.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

const hasher = createHasher({ cost: 4 })
const password = 'correct horse'
let first: Console
const others: Console[] = []

beforeEach(async () => {
  first = await startConsole()
})

afterEach(async () => {
  await Promise.all(others.splice(0).map((console) => console.close()))
  await first.close()
})

/** Another computer on the same database: its own folder and keychain. */
async function elsewhere(computer = 'Studio', more: { clock?: () => number } = {}): Promise<Console> {
  const console = await startConsole({ url: first.url, hasher, computer, poolSize: 1, ...more })
  others.push(console)
  return console
}

function rowOf(username: string) {
  return first.database.withTenant({ role: 'system' }, (tx) => usersIn(tx).byUsername(username))
}

test('signing in elsewhere ends the session here within a second, in words, and leaves the night alone', async () => {
  await first.openNight()
  const mia = await first.join('Mia')
  const id = randomUUID()
  must(await first.requests.ask(mia, { id, wish: { title: 'Halo', artist: '' } }, null))
  const before = first.live.night()
  const token = await first.keychain.get('session')
  const second = await elsewhere('Studio')
  must(await second.signIn.signIn('anna', password))
  const signedIn = performance.now()
  await eventually(() => expect(first.session.user()).toBeNull())
  expect(performance.now() - signedIn).toBeLessThan(1_000)

  expect(codeOf(first.sessions.check())).toBe('session-elsewhere')
  const end = first.session.end()
  expect(end && wordsForEnd(end)).toContain('“Studio”')
  await eventually(async () => expect(await first.keychain.get('session')).toBeNull())
  expect(token).not.toBeNull()
  // The night, its guest and the request are as they were, and guests are still served here.
  expect(first.live.night()).toEqual(before)
  must(await first.requests.ask(mia, { id: randomUUID(), wish: { title: 'Fernando', artist: '' } }, null))
  expect(first.live.night()?.event.status).toBe('live')
  expect(codeOf(second.sessions.check())).toBe('ok')
})

test('twenty sign-ins at once leave exactly one session', async () => {
  await first.openNight()
  const before = first.live.night()?.event
  const consoles = await Promise.all(Array.from({ length: 10 }, (_, at) => elsewhere(`Computer ${at}`)))
  const both = [...consoles, ...consoles]
  const outcomes = await Promise.all(both.map((console) => console.signIn.signIn('anna', password)))
  const done = performance.now()
  expect(outcomes.map(codeOf)).toEqual(both.map(() => 'ok'))

  const all = [first, ...consoles]
  const row = await rowOf('anna')
  await eventually(() => {
    const inside = all.filter((console) => console.sessions.check().ok)
    expect(inside.map((console) => console.session.signedIn()?.claims.sid)).toEqual([row?.activeSession])
  })
  expect(performance.now() - done).toBeLessThan(1_000)
  expect(first.live.night()?.event).toEqual(before)
})

test('who is overtaken while signing in is out, however slow the keychain', async () => {
  must(await first.accounts.create({ username: 'anna', password }))
  let goOn: (value?: unknown) => void = () => {}
  const held = new Promise((release) => {
    goOn = release
  })
  let waits = false
  const keychain = { ...first.keychain }
  const slow = await startConsole({
    url: first.url,
    hasher,
    keychain: {
      ...keychain,
      async set(name: string, secret: string) {
        waits = name === 'session'
        await held
        await keychain.set(name, secret)
      },
    },
  })
  others.push(slow)
  const entering = slow.signIn.signIn('anna', password)
  await eventually(() => expect(waits).toBe(true))
  const second = await elsewhere('Studio')
  must(await second.signIn.signIn('anna', password))
  goOn()
  must(await entering)
  await eventually(() => expect(slow.session.end()).toEqual({ reason: 'elsewhere', computer: 'Studio' }))
  expect(codeOf(second.sessions.check())).toBe('ok')
})

test('whoever is out signs in again, and then the other one is out', async () => {
  await first.openNight()
  const second = await elsewhere()
  must(await second.signIn.signIn('anna', password))
  await eventually(() => expect(first.session.user()).toBeNull())
  must(await first.signIn.signIn('anna', password))
  expect(first.session.end()).toBeNull()
  await eventually(() => expect(codeOf(second.sessions.check())).toBe('session-elsewhere'))
})

test('two accounts on one database do not disturb each other', async () => {
  await first.openNight()
  const second = await elsewhere()
  must(await second.accounts.signUp({ username: 'jonas', password }))
  expect(second.session.user()).toMatchObject({ username: 'jonas', role: 'user' })
  // Heard, and found to be about somebody else.
  await eventually(() => expect(first.session.usernames()).toContain('jonas'))
  expect(first.session.user()?.username).toBe('anna')
})

test('a closed account is out everywhere, and told so', async () => {
  must(await first.accounts.create({ username: 'anna', password }))
  const second = await elsewhere()
  must(await second.accounts.signUp({ username: 'jonas', password }))
  const jonas = second.session.user()?.id ?? ''
  const anna = first.session.user()
  if (!anna) throw new Error('nobody is signed in')

  must(await first.users.endSession(anna, jonas))
  await eventually(() => expect(second.session.end()?.reason).toBe('ended'))
  must(await second.signIn.signIn('jonas', password))
  must(await first.users.setDisabled(anna, jonas, true))
  await eventually(() => expect(codeOf(second.sessions.check())).toBe('account-disabled'))
  expect(codeOf(await second.signIn.signIn('jonas', password))).toBe('account-disabled')
  expect(codeOf(await second.signIn.signIn('jonas', 'wrong horse'))).toBe('wrong-password')
  must(await first.users.setDisabled(anna, jonas, false))
  must(await second.signIn.signIn('jonas', password))
})

test('a console whose link was cut meanwhile notices when it is back', async () => {
  await first.openNight()
  const before = first.live.night()?.event
  // All links of this console go; what changes until it listens again is announced to nobody.
  await ask(
    first.url,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await ask(first.url, `update users set active_session_id = 'other', active_session_name = 'Studio'`)
  await eventually(() => expect(first.session.end()).toEqual({ reason: 'elsewhere', computer: 'Studio' }))
  expect(first.live.night()?.event).toEqual(before)
})

test('a console that was off meanwhile notices at its next start', async () => {
  must(await first.accounts.create({ username: 'anna', password }))
  const second = await startConsole({ url: first.url, hasher })
  must(await second.signIn.signIn('anna', password))
  await second.close()
  must(await first.signIn.signIn('anna', password))
  const again = await startConsole({ url: first.url, hasher, keychain: second.keychain })
  others.push(again)
  await again.sessions.resume()
  expect(again.session.user()).toBeNull()
  expect(again.session.end()).toEqual({ reason: 'elsewhere', computer: 'Booth laptop' })
  expect(await second.keychain.get('session')).toBeNull()
})

test('a session lasts thirty days', async () => {
  let now = Date.now()
  must(await first.accounts.create({ username: 'anna', password }))
  const second = await elsewhere('Studio', { clock: () => now })
  must(await second.signIn.signIn('anna', password))
  now += 29.9 * 86_400_000
  expect(codeOf(second.sessions.check())).toBe('ok')
  now += 0.2 * 86_400_000
  expect(codeOf(second.sessions.check())).toBe('signed-out')
  expect(second.session.user()).toBeNull()
  expect(second.session.end()).toEqual({ reason: 'expired' })
})

test('a token that somebody wrote into the keychain opens nothing', async () => {
  must(await first.accounts.create({ username: 'anna', password }))
  const sid = (await rowOf('anna'))?.activeSession
  await first.keychain.set('session', JSON.stringify({ userId: first.session.user()?.id, token: sid }))
  const again = await startConsole({ url: first.url, home: first.home, keychain: first.keychain, hasher })
  others.push(again)
  await again.sessions.resume()
  expect(again.session.user()).toBeNull()
  expect(again.session.usernames()).toEqual(['anna'])
})

test('an account without a password goes on here, wherever else it was opened', async () => {
  must(await first.accounts.skip())
  const second = await elsewhere()
  await second.sessions.resume()
  expect(second.session.user()).toMatchObject({ username: 'dj', claimed: false })
  await eventually(() => expect(first.session.user()).toBeNull())
  // Nothing to type a password for: the first steps are offered again.
  expect(first.session.usernames()).toEqual([])
  must(await first.accounts.skip())
  expect(first.session.user()?.id).toBe((await rowOf('dj'))?.id)
  must(await first.accounts.create({ username: 'anna', password }))
  expect(codeOf(await second.accounts.skip())).toBe('account-exists')
})

test('nobody signs in while the database is closed to it, and nothing of the session is kept', async () => {
  must(await first.accounts.create({ username: 'anna', password }))
  await first.sessions.leave()
  expect((await rowOf('anna'))?.activeSession).toBeNull()
  await first.database.withTenant({ role: 'system' }, (tx) =>
    tx.execute(sql`update users set disabled_at = now()`),
  )
  expect(codeOf(await first.signIn.signIn('anna', password))).toBe('account-disabled')
  expect(await first.keychain.get('session')).toBeNull()
})
