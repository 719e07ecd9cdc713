import { afterAll, beforeAll, expect, test } from 'vitest'
import { testClientId } from '../../../tests/support/spotify/assembly.ts'
import { type SpotifyDouble, startSpotifyDouble } from '../../../tests/support/spotify/double.ts'
import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import type { SpotifyApi, SpotifySession } from '../../services/spotify/ports.ts'
import { createKeychain } from '../keychain.ts'
import { createSpotifyDoor } from './door.ts'

/** Every call that the client can make, against the published description: the double notes what does not fit. */

const quiet = { info() {}, warn() {}, error() {} }

let double: SpotifyDouble
let session: SpotifySession
let api: SpotifyApi

beforeAll(async () => {
  double = await startSpotifyDouble()
  const { apiUrl, accountsUrl, clock } = double
  const door = createSpotifyDoor({
    apiUrl,
    accountsUrl,
    keychain: createKeychain({ service: 'Cueline', memory: true, log: quiet }),
    openOutside: async (url) => void (await fetch(url)),
    clock: clock.now,
    after: () => () => {},
    log: quiet,
  })
  session = await door.open({ userId: 'anna', clientId: testClientId, changed: () => {} })
  expect(await (await session.signIn()).done).toBeNull()
  api = session.api
})

afterAll(async () => {
  session.close()
  await double.close()
})

async function must<T>(asking: Promise<SpotifyAnswer<T>>): Promise<T> {
  const answer = await asking
  if (!answer.ok) throw new Error(`refused: ${answer.problem.kind}`)
  return answer.value
}

/** The double's window of 30 seconds, and ours. */
const breathe = () => double.clock.advance(31_000)

test('the account, the catalogue page after page, a song by its id', async () => {
  expect((await must(api.account())).name).toBe('Mira')
  const first = await must(api.search('love'))
  expect(first.tracks.length).toBeLessThanOrEqual(10)
  if (first.next !== null) await must(api.search('love', first.next))
  const [song] = double.catalogue.tracks
  expect(await must(api.track(song?.id ?? ''))).toMatchObject({ title: song?.title, provider: 'spotify' })
  expect(await must(api.track('0'.repeat(22)))).toBeNull()
})

test('the player, from nothing to everything that it can do', async () => {
  breathe()
  expect(await must(api.playback())).toBeNull()
  const [laptop, phone] = await must(api.devices())
  const [one, two] = double.catalogue.tracks
  if (!laptop?.id || !phone?.id || !one || !two) throw new Error('the double is bare')
  await must(api.playTrack(one.uri, laptop.id))
  await must(api.addToQueue(two.uri, laptop.id))
  expect((await must(api.queue())).next[0]?.uri).toBe(two.uri)
  await must(api.pause())
  await must(api.pause())
  await must(api.resume(laptop.id))
  await must(api.seek(20_000))
  await must(api.setVolume(40))
  await must(api.transfer(phone.id, true))
  breathe()
  expect(await must(api.playback())).toMatchObject({ playing: true, device: { name: phone.name } })
  await must(api.next())
  expect((await must(api.playback()))?.item?.uri).toBe(two.uri)
  const back = await api.previous()
  if (!back.ok) expect(back.problem.kind).toBe('not-now')
})

test('a private playlist, a hundred songs at once', async () => {
  breathe()
  const id = await must(api.createPlaylist('Summer party', 'Songs of this night'))
  const uris = double.catalogue.tracks.slice(0, 100).map(({ uri }) => uri)
  await must(api.addToPlaylist(id, uris))
  await must(
    api.addToPlaylist(
      id,
      double.catalogue.tracks.slice(100, 160).map(({ uri }) => uri),
    ),
  )
  expect(await must(api.playlistUris(id))).toHaveLength(160)
})

test('nothing that was asked or answered breaks the published description', () => {
  expect(double.calls.problems()).toEqual([])
  expect(double.calls.all().length).toBeGreaterThan(20)
})
