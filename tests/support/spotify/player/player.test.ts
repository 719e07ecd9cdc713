import { afterEach, beforeEach, expect, test } from 'vitest'
import { aCaller, problemsOf } from '../a-caller.ts'
import type { DoubleOptions } from '../assembly.ts'
import { type SpotifyDouble, startSpotifyDouble } from '../double.ts'

let double: SpotifyDouble
let call: ReturnType<typeof aCaller>

beforeEach(() => start())
afterEach(async () => {
  const problems = problemsOf(double)
  await double.close()
  expect(problems).toEqual([])
})

async function start(options?: DoubleOptions): Promise<void> {
  await double?.close()
  double = await startSpotifyDouble(options)
  call = aCaller(double)
}

function song(index: number): string {
  return double.catalogue.tracks[index]?.uri ?? ''
}

function lengthOf(index: number): number {
  return double.catalogue.tracks[index]?.durationMs ?? 0
}

async function laptop(): Promise<string> {
  const { body } = await call('GET', '/me/player/devices')
  return (body as { devices: { id: string; name: string }[] }).devices[0]?.id ?? ''
}

async function plays() {
  const { body } = await call('GET', '/me/player')
  return body as {
    item: { uri: string; id: string | null; is_playable?: boolean } | null
    is_playing: boolean
    progress_ms: number
    currently_playing_type: string
    device: { id: string | null; is_active: boolean; volume_percent: number }
    context: { uri: string } | null
  }
}

function reasonOf(body: unknown): string | undefined {
  return (body as { error: { reason?: string } }).error.reason
}

test('nothing is active until something is used', async () => {
  expect((await call('GET', '/me/player')).status).toBe(204)
  const refused = await call('PUT', '/me/player/pause')
  expect([refused.status, reasonOf(refused.body)]).toEqual([404, 'NO_ACTIVE_DEVICE'])
})

test('a song plays on the chosen device, goes on with the clock and ends', async () => {
  await call('PUT', `/me/player/play?device_id=${await laptop()}`, { uris: [song(0)] })
  double.clock.advance(30_000)
  expect(await plays()).toMatchObject({ item: { uri: song(0) }, is_playing: true, progress_ms: 30_000 })
  double.clock.advance(lengthOf(0))
  expect(await plays()).toMatchObject({ is_playing: false, progress_ms: 0 })
  expect(double.heard()).toMatchObject([{ uri: song(0), audibleMs: lengthOf(0) }])
})

test('the queue comes before the rest of the list, each song once', async () => {
  double.phone.play(song(0), song(1))
  await call('POST', `/me/player/queue?uri=${song(5)}`)
  const { body } = await call('GET', '/me/player/queue')
  expect((body as { queue: { uri: string }[] }).queue.map(({ uri }) => uri)).toEqual([song(5), song(1)])
  double.clock.advance(lengthOf(0) + lengthOf(5) + lengthOf(1) + 60_000)
  expect(double.heard().map(({ uri }) => uri)).toEqual([song(0), song(5), song(1)])
})

test('a pause keeps the place; pausing what is paused is refused', async () => {
  double.phone.play(song(0))
  double.clock.advance(10_000)
  expect((await call('PUT', '/me/player/pause')).status).toBe(204)
  double.clock.advance(60_000)
  expect(await plays()).toMatchObject({ is_playing: false, progress_ms: 10_000 })
  const again = await call('PUT', '/me/player/pause')
  expect([again.status, reasonOf(again.body)]).toEqual([403, 'UNKNOWN'])
  await call('PUT', '/me/player/play')
  double.clock.advance(5000)
  expect(double.heard()).toMatchObject([{ audibleMs: 15_000 }])
})

test('next, previous and seeking move as they say, and refuse where nothing is', async () => {
  double.phone.play(song(0), song(1))
  expect(reasonOf((await call('POST', '/me/player/previous')).body)).toBe('NO_PREV_TRACK')
  await call('POST', '/me/player/next')
  expect(await plays()).toMatchObject({ item: { uri: song(1) } })
  expect(reasonOf((await call('POST', '/me/player/next')).body)).toBe('NO_NEXT_TRACK')
  await call('PUT', '/me/player/seek?position_ms=61000')
  expect(await plays()).toMatchObject({ progress_ms: 61_000 })
  await call('POST', '/me/player/previous')
  expect(await plays()).toMatchObject({ item: { uri: song(0) }, progress_ms: 0 })
})

test('a restarted device has another id, and the old one is not found', async () => {
  const old = await laptop()
  double.phone.play(song(0))
  double.player.restartDevice('DJ laptop')
  expect(await laptop()).not.toBe(old)
  expect((await call('PUT', `/me/player/play?device_id=${old}`)).status).toBe(404)
  expect((await call('GET', '/me/player')).status).toBe(204)
})

test('a device vanishes half an hour after it last played', async () => {
  double.phone.play(song(0))
  double.phone.pause()
  double.clock.advance(29 * 60_000)
  expect(await plays()).toMatchObject({ is_playing: false })
  double.clock.advance(60_000)
  expect((await call('GET', '/me/player')).status).toBe(204)
  expect((await call('GET', '/me/player/devices')).body).toMatchObject({ devices: [{ name: 'Phone' }] })
})

test('a restricted device is shown without an id and takes no commands', async () => {
  double.player.addDevice({ name: 'Car', type: 'Automobile', restricted: true })
  double.phone.use('Car')
  double.phone.play(song(0))
  expect(await plays()).toMatchObject({ device: { id: null, is_active: true }, is_playing: true })
  expect(reasonOf((await call('PUT', '/me/player/pause')).body)).toBe('DEVICE_NOT_CONTROLLABLE')
})

test('playback moves to another device, playing or as it is', async () => {
  double.phone.play(song(0))
  double.phone.pause()
  const { body } = await call('GET', '/me/player/devices')
  const phone = (body as { devices: { id: string }[] }).devices[1]?.id
  await call('PUT', '/me/player', { device_ids: [phone] })
  expect(await plays()).toMatchObject({ device: { id: phone }, is_playing: false })
  await call('PUT', '/me/player', { device_ids: [await laptop()], play: true })
  expect(await plays()).toMatchObject({ is_playing: true })
})

test('the volume is set, unless the device does not let it', async () => {
  double.phone.play(song(0))
  await call('PUT', '/me/player/volume?volume_percent=25')
  expect(await plays()).toMatchObject({ device: { volume_percent: 25 } })
  double.player.addDevice({ name: 'Mixer', supportsVolume: false })
  double.phone.use('Mixer')
  expect(reasonOf((await call('PUT', '/me/player/volume?volume_percent=9')).body)).toBe(
    'VOLUME_CONTROL_DISALLOW',
  )
})

test('a song that cannot be played is taken, shown and not heard', async () => {
  const silent = double.catalogue.tracks.find((track) => !track.playable)?.uri ?? ''
  double.phone.play(song(0))
  expect((await call('POST', `/me/player/queue?uri=${silent}`)).status).toBe(204)
  await call('POST', '/me/player/next')
  double.clock.advance(600_000)
  expect(await plays()).toMatchObject({ item: { uri: silent, is_playable: false }, progress_ms: 0 })
  expect(double.heard().map(({ uri }) => uri)).not.toContain(silent)
})

test('or it is passed over', async () => {
  await start({ unplayable: 'skip' })
  const silent = double.catalogue.tracks.find((track) => !track.playable)?.uri ?? ''
  double.phone.play(song(0), silent, song(1))
  double.phone.skip()
  expect(await plays()).toMatchObject({ item: { uri: song(1) } })
})

test('the filter of the account keeps explicit songs silent', async () => {
  double.set({ filtersExplicit: true })
  const rude = double.catalogue.tracks.find((track) => track.explicit && track.playable)?.uri ?? ''
  double.phone.play(rude)
  double.clock.advance(20_000)
  expect(await plays()).toMatchObject({ item: { restrictions: { reason: 'explicit' } } })
  expect(double.heard()).toEqual([])
})

test('another release of the song may be what is played', async () => {
  const moved = double.catalogue.tracks.find((track) => track.playsAs !== track.uri)
  double.phone.play(moved?.uri ?? '')
  expect(await plays()).toMatchObject({ item: { uri: moved?.playsAs } })
})

test('an advert has no item and does not let itself be skipped', async () => {
  double.phone.play(song(0), song(1))
  double.phone.advert(30_000)
  double.clock.advance(lengthOf(0) + 1000)
  expect(await plays()).toMatchObject({ item: null, currently_playing_type: 'ad', progress_ms: 1000 })
  expect(reasonOf((await call('POST', '/me/player/next')).body)).toBe('CONTEXT_DISALLOW')
  double.clock.advance(30_000)
  expect(await plays()).toMatchObject({ item: { uri: song(1) } })
})

test('an episode is shown to those who ask, a local file has no id', async () => {
  const episode = double.catalogue.episodes[0]?.uri ?? ''
  double.phone.play(episode)
  expect(await plays()).toMatchObject({ item: null, currently_playing_type: 'episode' })
  const { body } = await call('GET', '/me/player?additional_types=track,episode')
  expect(body).toMatchObject({ item: { type: 'episode', uri: episode } })
  double.phone.play('spotify:local:DJ+Mira:Home:My+Intro:95')
  expect(await plays()).toMatchObject({
    item: { id: null, is_local: true, name: 'My Intro', duration_ms: 95_000 },
  })
  expect((await call('GET', '/me/player/queue')).status).toBe(200)
})

test('a song on repeat keeps the queue from coming', async () => {
  double.phone.play(song(0))
  double.phone.queue(song(1))
  double.phone.repeat('track')
  double.clock.advance(2 * lengthOf(0) + 1000)
  expect(double.heard().map(({ uri }) => uri)).toEqual([song(0), song(0), song(0)])
})

test('reads lag behind commands', async () => {
  await start({ lag: { fromMs: 200, toMs: 500 } })
  double.phone.play(song(0))
  await call('PUT', '/me/player/pause')
  expect(await plays()).toMatchObject({ is_playing: true })
  double.clock.advance(500)
  expect(await plays()).toMatchObject({ is_playing: false })
  double.clock.advance(60_000)
  const [heard] = double.heard()
  expect(heard?.audibleMs).toBeGreaterThanOrEqual(200)
  expect(heard?.audibleMs).toBeLessThanOrEqual(500)
})

test('commands may answer 200 with a text that means nothing', async () => {
  double.set({ chatty: true })
  double.phone.play(song(0))
  const { status, body } = await call('PUT', '/me/player/pause')
  expect([status, typeof body]).toEqual([200, 'string'])
})

test('without anything left Spotify may go on by itself', async () => {
  await start({ autoplay: true })
  double.phone.play(song(3))
  double.clock.advance(lengthOf(3) + 1000)
  expect(await plays()).toMatchObject({ is_playing: true, item: { uri: song(0) } })
})
