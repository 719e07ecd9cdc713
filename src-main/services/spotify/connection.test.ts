import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { spotifyAuthIn } from '../../../db/spotify-auth.ts'
import { createTestDatabase, type TestDatabase } from '../../../db/test-database.ts'
import { ask } from '../../../db/testing/home.ts'
import { makeNight } from '../../../db/testing/night.ts'
import { eventually } from '../../../tests/support/eventually.ts'
import { testClientId } from '../../../tests/support/spotify/assembly.ts'
import { type SpotifyDouble, startSpotifyDouble } from '../../../tests/support/spotify/double.ts'
import { createKeychain } from '../../adapters/keychain.ts'
import { createSpotifyDoor } from '../../adapters/spotify/door.ts'
import { createSpotifyTokens } from '../spotify-tokens.ts'
import { createSpotifyConnection, type SpotifyConnection } from './connection.ts'

const quiet = { info() {}, warn() {}, error() {} }
const sixMonths = Date.parse('2027-05-28T18:00:00Z')

let made: TestDatabase
let dj: string
let other: string
let double: SpotifyDouble
let keychain: ReturnType<typeof createKeychain>
let connection: SpotifyConnection
/** What shall be done later; a test says when that is. */
let later: { readonly ms: number; readonly run: () => void }[]

beforeAll(async () => {
  made = await createTestDatabase()
  dj = (await makeNight(made.database, 'mia')).event.userId
  other = (await makeNight(made.database, 'jonas')).event.userId
})
afterAll(() => made.close())

beforeEach(async () => {
  double = await startSpotifyDouble()
  keychain = createKeychain({ service: 'Cueline', memory: true, log: quiet })
  later = []
  connection = open(visit)
})

afterEach(async () => {
  connection.close()
  expect(double.calls.problems()).toEqual([])
  await double.close()
  await ask(made.url, 'delete from spotify_auth')
})

/** The browser: goes where it is sent, as the DJ's would. */
async function visit(url: string): Promise<void> {
  await fetch(url)
}

function open(openOutside: ((url: string) => Promise<void>) | undefined): SpotifyConnection {
  const after = (ms: number, run: () => void) => {
    const timer = { ms, run }
    later.push(timer)
    return () => {
      later = later.filter((one) => one !== timer)
    }
  }
  const { apiUrl, accountsUrl, clock: time } = double
  const clock = time.now
  const shared = { keychain, clock, after, log: quiet }
  return createSpotifyConnection({
    ...shared,
    database: made.database,
    door: createSpotifyDoor({ ...shared, apiUrl, accountsUrl, openOutside }),
    spotifyTokens: createSpotifyTokens({ ...shared, database: made.database }),
  })
}

async function connected(): Promise<void> {
  await connection.follow(dj)
  await connection.connect(testClientId)
  await eventually(() =>
    expect(connection.state()).toMatchObject({ account: 'Mira', grant: { connected: true } }),
  )
}

function stored() {
  return made.database.withTenant({ role: 'dj', userId: dj }, (tx) => spotifyAuthIn(tx).facts(dj))
}

/** Lets the time pass after which something is looked at again. */
function pass(ms: number): void {
  double.clock.advance(ms)
  for (const timer of later.filter((one) => one.ms <= ms)) timer.run()
}

test('signing in connects: who, what was granted, until when', async () => {
  await connected()
  const { grant, problem, signInFailure } = connection.state()
  expect(grant).toMatchObject({ connected: true, endsAt: sixMonths })
  expect(grant?.scopes).toHaveLength(6)
  expect([problem, signInFailure]).toEqual([null, null])
  expect(await stored()).toMatchObject({
    clientId: testClientId,
    accountName: 'Mira',
    accountId: 'account-dj-mira',
  })
})

test('it is still connected after a restart, and nothing of it is in the database but facts', async () => {
  await connected()
  connection.close()
  connection = open(visit)
  await connection.follow(dj)
  expect(connection.state()).toMatchObject({ account: 'Mira', grant: { connected: true } })
  expect(await connection.api()?.search('love')).toMatchObject({ ok: true })
  const text = JSON.stringify(await ask(made.url, 'select * from spotify_auth'))
  for (const secret of double.accounts.secrets()) expect(text).not.toContain(secret)
})

test('each DJ has a Spotify of their own', async () => {
  await connected()
  await connection.follow(other)
  expect(connection.state()).toMatchObject({ clientId: null, grant: null, account: null })
  expect(connection.api()).toBeNull()
  await connection.follow(dj)
  expect(connection.api()).not.toBeNull()
})

test('who says no is told so and can try again', async () => {
  double.accounts.decide('deny')
  await connection.follow(dj)
  await connection.connect(testClientId)
  await eventually(() => expect(connection.state().signInFailure).toBe('denied'))
  expect(connection.api()).toBeNull()
  expect(await stored()).toBeNull()
  double.accounts.decide('grant')
  await connected()
  expect(connection.state().signInFailure).toBeNull()
})

test.each<[string, typeof visit | undefined, string]>([
  ['no browser comes up', undefined, 'no-browser'],
  ['nothing comes back in five minutes', async () => {}, 'timeout'],
  ['it is called off', async () => {}, 'cancelled'],
])('%s', async (_, openOutside, failure) => {
  connection = open(openOutside)
  await connection.follow(dj)
  await connection.connect(testClientId)
  if (failure === 'timeout') pass(300_000)
  if (failure === 'cancelled') connection.cancel()
  await eventually(() => expect(connection.state().signInFailure).toBe(failure))
  expect(connection.state().signingIn).toBeNull()
})

test('disconnecting forgets tokens, account and client id', async () => {
  await connected()
  await connection.disconnect()
  expect(connection.state()).toMatchObject({ clientId: null, account: null, grant: null })
  expect(await keychain.get(`spotify:${dj}`)).toBeNull()
  expect(await stored()).toBeNull()
  connection.close()
  connection = open(visit)
  await connection.follow(dj)
  expect(connection.api()).toBeNull()
})

test('a sign-in that Spotify has ended is shown as ended, and never used again', async () => {
  await connected()
  double.accounts.revokeAll()
  await connection.api()?.search('love')
  await eventually(() =>
    expect(connection.state().grant).toMatchObject({ connected: false, signedOut: true }),
  )
  expect(connection.api()).toBeNull()
  await connected()
  expect(connection.state().grant).toMatchObject({ connected: true, signedOut: false })
})

test.each([
  ['offline', { kind: 'unavailable' }, 'broken', 15_000],
  ['of an account that is not on the list', { kind: 'not-listed' }, 'not-listed', 300_000],
  ['of an owner without Premium', { kind: 'owner-without-premium' }, 'premium', 300_000],
  ['over the limit', { kind: 'rate-limited', retryAfter: 7200 }, 'rate-limited', 7_200_000],
] as const)('a Spotify %s is said, and heals by itself', async (_, fault, problem, ms) => {
  await connected()
  const mend = double.faults.add(fault)
  const asking = connection.api()?.account()
  await eventually(() => {
    // A read that failed is tried once more.
    pass(1000)
    expect(connection.state().problem?.kind).toBe(problem)
  })
  await asking
  mend()
  pass(ms)
  await eventually(() => expect(connection.state().problem).toBeNull())
})

test('what Spotify refuses to play is not forgotten because it can be read', async () => {
  await connected()
  double.faults.add({ kind: 'forbidden', reason: 'PREMIUM_REQUIRED', match: { path: /player/ } })
  await connection.api()?.pause()
  expect(connection.state().problem?.kind).toBe('premium')
  await connection.api()?.account()
  expect(connection.state().problem?.kind).toBe('premium')
  double.faults.clear()
  await connection.retry()
  expect(connection.state().problem).toBeNull()
})

test('the name of an account that was connected before is not shown for another one', async () => {
  await connected()
  double.faults.add({ kind: 'not-listed', match: { path: /^\/me$/ } })
  await connection.connect(testClientId)
  await eventually(() => expect(connection.state().problem?.kind).toBe('not-listed'))
  expect(connection.state().account).toBeNull()
  expect(await stored()).toMatchObject({ accountName: null })
})

test('what the DJ has mended is looked at when the DJ says so', async () => {
  await connected()
  const mend = double.faults.add({ kind: 'owner-without-premium' })
  await connection.api()?.account()
  mend()
  await connection.retry()
  expect(connection.state().problem).toBeNull()
})

test('a room that searches more than we ask of Spotify is nothing that is said of Spotify', async () => {
  await connected()
  const api = connection.api()
  for (let guest = 0; guest < 15; guest += 1) await api?.search(`song ${guest}`)
  expect(await api?.search('one more')).toMatchObject({ problem: { kind: 'rate-limited' } })
  expect(connection.state().problem).toBeNull()
})

test('what one song or device meets is not said of Spotify as a whole', async () => {
  await connected()
  double.faults.add({ kind: 'no-active-device', times: 1 })
  await connection.api()?.pause()
  expect(connection.state().problem).toBeNull()
})
