import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ask } from '../../db/testing/home.ts'
import { eventually } from '../../tests/support/eventually.ts'
import { must, startConsole } from '../testing/a-console.ts'
import type { Keychain, Log } from './ports.ts'
import { createSpotifyTokens } from './spotify-tokens.ts'

const password = 'correct horse'
const access = 'access-token-of-anna'
const refresh = 'refresh-token-of-anna'

let console: Awaited<ReturnType<typeof startConsole>>
let userId: string
let logged: string

const log: Log = {
  info: (...said) => void note(said),
  warn: (...said) => void note(said),
  error: (...said) => void note(said),
}

function note(said: readonly unknown[]): void {
  logged += JSON.stringify(said, (_, value) => (value instanceof Error ? String(value.stack) : value))
}

/** Keeps things as a real keychain does, unless a test changes how. */
function lasting(change: Partial<Keychain> = {}): Keychain & { readonly items: Map<string, string> } {
  const items = new Map<string, string>()
  return {
    items,
    get: async (name) => items.get(name) ?? null,
    set: async (name, secret) => void items.set(name, secret),
    remove: async (name) => void items.delete(name),
    kind: () => 'stored',
    isWaiting: () => false,
    ...change,
  }
}

beforeAll(async () => {
  console = await startConsole()
  must(await console.accounts.create({ username: 'anna', password }))
  userId = console.session.user()?.id ?? ''
})

afterAll(() => console.close())

beforeEach(async () => {
  logged = ''
  await ask(console.url, 'delete from spotify_auth')
  await ask(
    console.url,
    `insert into spotify_auth (user_id, access_token, refresh_token, expires_at, scope)
     values ('${userId}', '${access}', '${refresh}', '2026-01-01T00:00:00Z', 'user-modify-playback-state')`,
  )
})

async function columns() {
  const [row] = await ask(
    console.url,
    'select access_token, refresh_token, scope, token_type from spotify_auth',
  )
  return row
}

function takeOver(keychain: Keychain): Promise<void> {
  return createSpotifyTokens({ database: console.database, keychain, log }).takeOver(userId)
}

const untouched = { access_token: access, refresh_token: refresh }
const emptied = { access_token: null, refresh_token: null, scope: 'user-modify-playback-state' }

test('signing in moves the tokens to the keychain, and only then the columns are empty', async () => {
  const keychain = lasting()
  const again = await startConsole({ url: console.url, hasher: console.hasher, keychain })
  must(await again.signIn.signIn('anna', password))
  await eventually(async () => expect(await columns()).toMatchObject(emptied))
  expect(JSON.parse(keychain.items.get(`spotify:${userId}`) ?? '')).toEqual({
    accessToken: access,
    refreshToken: refresh,
    expiresAt: Date.parse('2026-01-01T00:00:00Z'),
    scope: 'user-modify-playback-state',
    tokenType: 'Bearer',
  })
  await again.close()
})

test('going on with a stored session moves them, too', async () => {
  const keychain = lasting()
  const second = await startConsole({ url: console.url, hasher: console.hasher, keychain })
  must(await second.signIn.signIn('anna', password))
  await eventually(async () => expect(await columns()).toMatchObject(emptied))
  await second.close()
  await ask(console.url, `update spotify_auth set access_token = 'newer'`)
  const third = await startConsole({ url: console.url, hasher: console.hasher, keychain })
  await third.sessions.resume()
  await eventually(async () => expect(await columns()).toMatchObject(emptied))
  expect(keychain.items.get(`spotify:${userId}`)).toContain('newer')
  await third.close()
})

test.each<[string, Partial<Keychain>]>([
  ['that refuses', { set: async () => Promise.reject(new Error('not allowed')) }],
  ['that forgets', { set: async () => {} }],
  ['that keeps something else', { get: async () => '{"accessToken":"other"}' }],
  ['that keeps no JSON', { get: async () => 'garbled' }],
  ['that does not give back', { get: async () => Promise.reject(new Error('locked')) }],
  ['of this run only', { kind: () => 'memory' }],
])('with a keychain %s nothing is lost', async (_, change) => {
  await takeOver(lasting(change))
  expect(await columns()).toMatchObject(untouched)
  expect(logged).not.toBe('')
})

test('a token that was renewed meanwhile is not thrown away', async () => {
  const keychain = lasting({
    kind: () => 'stored',
    get: async (name) => {
      await ask(console.url, `update spotify_auth set access_token = 'renewed'`)
      return keychain.items.get(name) ?? null
    },
  })
  await takeOver(keychain)
  expect(await columns()).toMatchObject({ access_token: 'renewed', refresh_token: refresh })
})

test('no token comes into the log, whatever happens', async () => {
  await takeOver(lasting({ get: async () => 'garbled' }))
  await takeOver(lasting())
  expect(logged).not.toContain(access)
  expect(logged).not.toContain(refresh)
  expect(await columns()).toMatchObject(emptied)
})
