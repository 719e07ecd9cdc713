import { afterEach, beforeEach, expect, test } from 'vitest'
import { aCaller, problemsOf } from './a-caller.ts'
import { type SpotifyDouble, startSpotifyDouble } from './double.ts'

let double: SpotifyDouble
let call: ReturnType<typeof aCaller>

beforeEach(async () => {
  double = await startSpotifyDouble()
  call = aCaller(double)
})
afterEach(() => double.close())

type Found = {
  tracks: { items: { uri: string; name: string }[]; next: string | null; total: number; limit: number }
}

test('the account and a song are as the description says', async () => {
  expect((await call('GET', '/me')).body).toMatchObject({ id: 'dj-mira', display_name: 'Mira' })
  const [track] = double.catalogue.tracks
  expect((await call('GET', `/tracks/${track?.id}`)).body).toMatchObject({
    name: track?.title,
    external_ids: { isrc: track?.isrc },
    album: { images: [{ width: 640 }, { width: 300 }, { width: 64 }] },
  })
  expect((await call('GET', '/tracks/0000000000000000000000')).status).toBe(404)
  expect(problemsOf(double)).toEqual([])
})

test('at least 300 songs, explicit ones with a clean version, remixes, some that cannot be played', () => {
  const { tracks } = double.catalogue
  expect(tracks.length).toBeGreaterThan(300)
  expect(new Set(tracks.map(({ uri }) => uri)).size).toBe(tracks.length)
  const rude = tracks.filter((one) => one.explicit && one.version === 'original')
  expect(rude.length).toBeGreaterThan(20)
  for (const { id } of rude)
    expect(tracks.filter((one) => one.of === id && one.version === 'clean')).toMatchObject([
      { explicit: false },
    ])
  expect(tracks.some(({ version }) => version === 'remix')).toBe(true)
  expect(tracks.some(({ playable }) => !playable)).toBe(true)
  expect(tracks.slice(0, 20).every((one) => one.playable && !one.explicit)).toBe(true)
})

test('a search gives five, at most ten, page after page, and every song is found by its title', async () => {
  const first = (await call('GET', '/search?q=the&type=track')).body as Found
  expect(first.tracks.items).toHaveLength(5)
  const page = (await call('GET', '/search?q=the&type=track&limit=10&offset=10')).body as Found
  expect(page.tracks.items).toHaveLength(10)
  expect(page.tracks.next).toContain('offset=20')
  const { title, uri } = double.catalogue.tracks[7] ?? { title: '', uri: '' }
  const found = (await call('GET', `/search?q=${encodeURIComponent(title)}&type=track`)).body as Found
  expect(found.tracks.items.map((item) => item.uri)).toContain(uri)
  expect(problemsOf(double)).toEqual([])
})

test('a search by ISRC finds the one recording', async () => {
  const [track] = double.catalogue.tracks
  const { body } = await call('GET', `/search?q=isrc:${track?.isrc}&type=track`)
  expect((body as Found).tracks.items.map(({ uri }) => uri)).toEqual([track?.uri])
})

test.each([
  ['a limit over ten', 'GET', '/search?q=love&type=track&limit=11', 400, 'limit-too-high'],
  ['an offset over a thousand', 'GET', '/search?q=love&type=track&offset=1001', 400, 'limit-too-high'],
  ['a search without a type', 'GET', '/search?q=love', 400, 'invalid-request'],
  ['a kind that is not there', 'GET', '/search?q=love&type=song', 400, 'invalid-request'],
  ['a name that nobody knows', 'GET', '/search?q=love&type=track&foo=1', 200, 'invalid-request'],
  ['a batch of songs', 'GET', '/tracks?ids=1,2', 403, 'removed-endpoint'],
  ['the songs of a playlist by their old name', 'GET', '/playlists/x/tracks', 403, 'removed-endpoint'],
  ['another user', 'GET', '/users/mira', 403, 'removed-endpoint'],
  ['new releases', 'GET', '/browse/new-releases', 403, 'removed-endpoint'],
  ['a call that is not there', 'GET', '/me/party', 404, 'unknown-endpoint'],
  ['a queue without a song', 'POST', '/me/player/queue', 400, 'invalid-request'],
  ['a queue of a local file', 'POST', '/me/player/queue?uri=spotify:local:a:b:c:9', 400, 'invalid-request'],
  ['too loud', 'PUT', '/me/player/volume?volume_percent=101', 400, 'invalid-request'],
  ['half a millisecond', 'PUT', '/me/player/seek?position_ms=1.5', 400, 'invalid-request'],
  ['before the beginning', 'PUT', '/me/player/seek?position_ms=-1', 400, 'invalid-request'],
  ['a call without its scope', 'GET', '/me/top/tracks', 403, 'wrong-scope'],
])('is caught: %s', async (_, method, path, status, problem) => {
  expect((await call(method, path)).status).toBe(status)
  expect(problemsOf(double)).toEqual([problem])
})

test.each([
  ['a transfer without a device', 'PUT', '/me/player', {}],
  ['a transfer to nothing', 'PUT', '/me/player', { device_ids: 'laptop' }],
  ['a word that nobody knows', 'PUT', '/me/player/play', { uri: 'spotify:track:1' }],
  ['a playlist without a name', 'POST', '/me/playlists', { public: false }],
  ['a body where none belongs', 'POST', '/me/player/next', { a: 1 }],
])('is caught: %s', async (_, method, path, body) => {
  await call(method, path, body)
  expect(problemsOf(double)).toEqual(['invalid-request'])
})

test('each call needs its scope', async () => {
  const listener = aCaller(double, double.accounts.signIn(['user-read-playback-state']).accessToken)
  expect((await listener('GET', '/me/player')).status).toBe(204)
  expect((await listener('PUT', '/me/player/pause')).status).toBe(403)
  expect((await listener('POST', '/me/playlists', { name: 'Tonight' })).status).toBe(403)
  expect(problemsOf(double)).toEqual(['wrong-scope', 'wrong-scope'])
})

test('a public playlist needs its own scope', async () => {
  expect((await call('POST', '/me/playlists', { name: 'Tonight' })).status).toBe(403)
  expect(problemsOf(double)).toEqual(['wrong-scope'])
})

test('a private playlist is made, filled by a hundred and read by pages', async () => {
  const uris = double.catalogue.tracks.slice(0, 130).map(({ uri }) => uri)
  const { status, body } = await call('POST', '/me/playlists', { name: 'Tonight', public: false })
  expect(status).toBe(201)
  const items = `/playlists/${(body as { id: string }).id}/items`
  expect((await call('POST', items, { uris })).status).toBe(400)
  expect(problemsOf(double)).toEqual(['limit-too-high'])
  for (const part of [uris.slice(0, 100), uris.slice(100)])
    expect((await call('POST', items, { uris: part })).status).toBe(201)
  const read: string[] = []
  for (let offset = 0; offset < 130; offset += 50) {
    const page = (await call('GET', `${items}?limit=50&offset=${offset}`)).body
    read.push(...(page as { items: { item: { uri: string } }[] }).items.map(({ item }) => item.uri))
  }
  expect(read).toEqual(uris)
  expect(problemsOf(double)).toEqual(['limit-too-high'])
})

test('a playlist is played as a context', async () => {
  const { body } = await call('POST', '/me/playlists', { name: 'Tonight', public: false })
  const { id, uri } = body as { id: string; uri: string }
  await call('POST', `/playlists/${id}/items`, {
    uris: double.catalogue.tracks.slice(0, 2).map((one) => one.uri),
  })
  double.phone.use()
  await call('PUT', '/me/player/play', { context_uri: uri, offset: { position: 1 } })
  expect((await call('GET', '/me/player')).body).toMatchObject({
    context: { uri, type: 'playlist' },
    item: { uri: double.catalogue.tracks[1]?.uri },
  })
  expect(problemsOf(double)).toEqual([])
})

test('all calls are noted, and how many came within 30 seconds at most', async () => {
  for (const wait of [0, 10_000, 10_000, 25_000, 1000]) {
    double.clock.advance(wait)
    await call('GET', '/me')
  }
  expect(double.calls.per30s()).toBe(3)
  expect(double.calls.all()[0]).toMatchObject({ host: 'api', method: 'GET', path: '/me', status: 200 })
})
