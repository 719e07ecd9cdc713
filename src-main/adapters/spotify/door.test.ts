import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../tests/support/eventually.ts'
import { testClientId } from '../../../tests/support/spotify/assembly.ts'
import { type SpotifyDouble, startSpotifyDouble } from '../../../tests/support/spotify/double.ts'
import { createKeychain } from '../keychain.ts'
import { createSpotifyDoor } from './door.ts'

const quiet = { info() {}, warn() {}, error() {} }
const dj = { userId: 'anna', clientId: testClientId, changed() {} }
type Rests = NonNullable<Parameters<typeof createSpotifyDoor>[0]['rests']>

let double: SpotifyDouble
let keychain: ReturnType<typeof createKeychain>
let kept: Awaited<ReturnType<Rests['read']>>

beforeEach(async () => {
  double = await startSpotifyDouble()
  keychain = createKeychain({ service: 'Cueline', memory: true, log: quiet })
  kept = null
})
afterEach(async () => {
  expect(double.calls.problems()).toEqual([])
  await double.close()
})

/** As after each start of the app: with the keychain and the settings of before. */
function start() {
  const { apiUrl, accountsUrl, clock } = double
  return createSpotifyDoor({
    apiUrl,
    accountsUrl,
    keychain,
    openOutside: async (url) => void (await fetch(url)),
    clock: clock.now,
    after: () => () => {},
    log: quiet,
    rests: {
      read: async () => kept,
      write: async (rest) => {
        kept = rest
      },
    },
  })
}

test.each(['forget', 'cancel'] as const)(
  'a sign-in that meets a %s while its code is exchanged leaves no tokens',
  async (how) => {
    const session = await start().open(dj)
    double.faults.add({ kind: 'slow', ms: 400, match: { path: /token/ }, times: 1 })
    const signIn = await session.signIn()
    await eventually(() => expect(double.calls.all().some(({ path }) => path.includes('token'))).toBe(true))
    if (how === 'forget') await session.forget()
    else signIn.cancel()
    expect(await signIn.done).toBe('cancelled')
    expect(await keychain.get('spotify:anna')).toBeNull()
    expect(session.grant().connected).toBe(false)
    session.close()
  },
)

test('what Spotify asked for holds over a restart, and no longer', async () => {
  const before = await start().open(dj)
  expect(await (await before.signIn()).done).toBeNull()
  double.faults.add({ kind: 'rate-limited', retryAfter: 300, times: 1 })
  await before.api.search('love')
  before.close()

  const after = await start().open(dj)
  const until = double.clock.now() + 300_000
  const calls = double.calls.all().length
  expect(await after.api.search('love')).toEqual({ ok: false, problem: { kind: 'rate-limited', until } })
  expect(double.calls.all()).toHaveLength(calls)
  double.clock.advance(300_000)
  expect(await after.api.search('love')).toMatchObject({ ok: true })
  after.close()
})

test('it is asked for one client id, and never for longer than a day', async () => {
  const first = await start().open(dj)
  expect(await (await first.signIn()).done).toBeNull()
  first.close()
  for (const rest of [
    { clientId: 'f'.repeat(32), until: double.clock.now() + 1_000, why: 'quota' },
    { clientId: testClientId, until: double.clock.now() + 90_000_000, why: 'quota' },
  ] as const) {
    kept = rest
    const session = await start().open(dj)
    expect(await session.api.search('love')).toMatchObject({ ok: true })
    session.close()
  }
})
