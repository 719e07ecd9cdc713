import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { spotifyScopes } from '../../core/spotify/sign-in.ts'
import type { Log } from '../../services/ports.ts'
import type { SpotifyApi } from '../../services/spotify/ports.ts'
import { handClock } from '../../testing/hand-clock.ts'
import { type Heard, sendJson, startTinyServer, type TinyServer } from '../../testing/tiny-server.ts'
import { createSpotifyApi } from './api.ts'
import { createCallQueue } from './call-queue.ts'

const id = '11dFghVXANMlKmJXsNCbNl'
const uri = `spotify:track:${id}`
const device = 'b46689a4cb8fdd2d7a2f2f3c1f2f9a0e5e0d1c2b'

type Answer = (response: ServerResponse, heard: Heard) => void

let server: TinyServer
let routes: Record<string, Answer>
let time: ReturnType<typeof handClock>
let api: SpotifyApi
let lines: string[]
let scope: string[]
let token: string
let refreshes: number

beforeEach(async () => {
  routes = {}
  lines = []
  scope = [...spotifyScopes]
  token = 'token-0'
  refreshes = 0
  time = handClock()
  server = await startTinyServer((heard, response) => {
    const answer = routes[`${heard.method} ${heard.path.replace('/v1', '')}`]
    if (answer) answer(response, heard)
    else sendJson(response, 404, { error: { status: 404, message: 'Service not found' } })
  })
  const write = (message: string, facts?: object) => void lines.push(JSON.stringify([message, facts]))
  const log: Log = { info: write, warn: write, error: write }
  api = createSpotifyApi({
    apiUrl: `${server.url}/v1`,
    queue: createCallQueue(time),
    clock: time.clock,
    after: shortOnly,
    log,
    tokens: {
      access: async () => ({ ok: true, value: token }),
      refused: async () => {
        refreshes += 1
        token = `token-${refreshes}`
        return { ok: true, value: token }
      },
      facts: () => ({ connected: true, scope, authorisedAt: null, endsAt: null, signedOut: false }),
    },
  })
})
afterEach(() => server.close())

/** Short waits are over at once, time limits never. */
function shortOnly(ms: number, run: () => void): () => void {
  if (ms > 1_000) return () => {}
  const soon = setImmediate(run)
  return () => clearImmediate(soon)
}

function ok(value: unknown): Answer {
  return (response) => sendJson(response, 200, value)
}

function no(status: number, error: object = {}, headers: Record<string, string> = {}): Answer {
  return (response) => sendJson(response, status, { error: { status, message: 'no', ...error } }, headers)
}

function plain(status: number, text: string, type = 'text/plain'): Answer {
  return (response) => response.writeHead(status, { 'content-type': type }).end(text)
}

/** The first answers in order, then the last for ever. */
function inTurn(...answers: Answer[]): Answer {
  let at = 0
  return (response, heard) => {
    answers[Math.min(at, answers.length - 1)]?.(response, heard)
    at += 1
  }
}

function calls(): string[] {
  return server.heard.map(({ method, path, query }) => {
    const pairs = query.toString()
    return `${method} ${path.replace('/v1', '')}${pairs && `?${pairs}`}`
  })
}

function aTrack(more: object = {}) {
  return {
    id,
    uri,
    type: 'track',
    name: 'Dancing Queen',
    artists: [{ name: 'Mia' }, { name: 'The Jonas' }],
    album: {
      name: 'Arrival',
      release_date: '1976-10-11',
      images: [640, 300, 64].map((width) => ({
        url: `https://i.scdn.co/image/${width}`,
        width,
        height: width,
      })),
    },
    duration_ms: 230_400,
    explicit: false,
    external_urls: { spotify: `https://open.spotify.com/track/${id}` },
    external_ids: { isrc: 'SEAYD7601020' },
    ...more,
  }
}

const track = {
  id,
  provider: 'spotify',
  title: 'Dancing Queen',
  artist: 'Mia, The Jonas',
  album: 'Arrival',
  durationMs: 230_400,
  explicit: false,
  year: 1976,
  genre: null,
  bpm: null,
  key: null,
  path: null,
  hasArtwork: true,
  spotify: {
    link: `https://open.spotify.com/track/${id}`,
    artworkUrl: 'https://i.scdn.co/image/300',
    playable: true,
  },
}

function found(items: unknown[], next: string | null = null): Answer {
  return ok({ tracks: { href: '', items, limit: 10, next, offset: 0, previous: null, total: items.length } })
}

describe('search', () => {
  it('asks for ten songs with the token in the header alone, and reads them', async () => {
    routes['GET /search'] = found([aTrack()])
    expect(await api.search('  dancing   queen ')).toEqual({
      ok: true,
      value: { tracks: [track], next: null },
    })
    expect(calls()).toEqual(['GET /search?q=dancing+queen&type=track&limit=10&offset=0'])
    expect(server.heard[0]?.headers.authorization).toBe('Bearer token-0')
  })

  it('reads what is bare, odd or newly named, and leaves out what is no song', async () => {
    const bare = { id, name: 'Song' }
    const odd = aTrack({
      album: {
        name: '',
        images: [{ url: 'javascript:x' }, { url: 'https://i.scdn.co/any' }],
        release_date: '0000',
      },
      artists: [{ name: 'Mia' }, null, { name: '' }],
      duration_ms: 0,
      explicit: 'no',
      is_playable: false,
      external_urls: { spotify: 'https://evil.example/' },
    })
    routes['GET /search'] = found([null, bare, { id: 'short', name: 'x' }, odd, { ...bare, name: ' ' }, 7])
    const page = await api.search('song')
    if (!page.ok) throw new Error(page.problem.kind)
    const empty = { hasArtwork: false, artist: '', album: null, durationMs: null, explicit: null, year: null }
    const link = `https://open.spotify.com/track/${id}`
    expect(page.value.tracks).toEqual([
      { ...track, ...empty, title: 'Song', spotify: { link, artworkUrl: null, playable: true } },
      {
        ...track,
        ...empty,
        artist: 'Mia',
        hasArtwork: true,
        spotify: { link, artworkUrl: 'https://i.scdn.co/any', playable: false },
      },
    ])
  })

  it('goes on to the end, and never beyond 1000', async () => {
    routes['GET /search'] = found([aTrack()], 'https://api.spotify.com/v1/search?offset=10')
    expect(await api.search('queen')).toMatchObject({ value: { next: 10 } })
    expect(await api.search('queen', 990)).toMatchObject({ value: { next: 1000 } })
    expect(await api.search('queen', 1000)).toMatchObject({ value: { next: null } })
    expect(await api.search('queen', 1010)).toEqual({ ok: true, value: { tracks: [], next: null } })
    expect(await api.search('   ')).toEqual({ ok: true, value: { tracks: [], next: null } })
    expect(calls().length).toBe(3)
  })

  it('asks once for a room that wants the same, and keeps the answer ten minutes, an empty one a minute', async () => {
    routes['GET /search'] = (response, { query }) =>
      sendJson(response, 200, {
        tracks: { items: query.get('q') === 'nothing' ? [] : [aTrack()], next: null },
      })
    await Promise.all(Array.from({ length: 50 }, (_, guest) => api.search(guest % 2 ? 'Queen' : 'queen ')))
    await api.search('QUEEN')
    expect(calls().filter((call) => call.includes('queen')).length).toBe(1)
    await api.search('nothing')
    await api.search('nothing')
    expect(calls().length).toBe(3)
    await time.pass(60_000)
    await api.search('nothing')
    await api.search('queen')
    expect(calls().length).toBe(4)
    await time.pass(9 * 60_000)
    await api.search('queen')
    expect(calls().length).toBe(5)
  })
})

describe('a song by its id', () => {
  it('is read once, is null where there is none, and costs nothing after a search', async () => {
    const gone = '0000000000000000000000'
    routes[`GET /tracks/${id}`] = ok(aTrack())
    expect(await api.track(id)).toEqual({ ok: true, value: track })
    expect(await api.track(id)).toEqual({ ok: true, value: track })
    expect(await api.track(gone)).toEqual({ ok: true, value: null })
    expect(await api.track(gone)).toEqual({ ok: true, value: null })
    expect(await api.track('../me')).toEqual({ ok: true, value: null })
    expect(calls()).toEqual([`GET /tracks/${id}`, `GET /tracks/${gone}`])
    const other = '1111111111111111111111'
    routes['GET /search'] = found([aTrack({ id: other })])
    await api.search('queen')
    expect(await api.track(other)).toMatchObject({ value: { id: other } })
    expect(calls().length).toBe(3)
  })
})

describe('the account', () => {
  it('is named by what never changes', async () => {
    routes['GET /me'] = ok({ account_id: 'aB3dE5fG7h', id: 'mia', display_name: 'Mia' })
    expect(await api.account()).toEqual({ ok: true, value: { id: 'aB3dE5fG7h', name: 'Mia' } })
    routes['GET /me'] = ok({ id: 'mia', display_name: null })
    expect(await api.account()).toEqual({ ok: true, value: { id: 'mia', name: 'mia' } })
    routes['GET /me'] = ok({})
    expect(await api.account()).toEqual({ ok: false, problem: { kind: 'unclear', status: 200 } })
  })
})

describe('the player', () => {
  const speaker = {
    id: device,
    is_active: true,
    is_restricted: false,
    name: 'Bar',
    type: 'Speaker',
    volume_percent: 60,
    supports_volume: true,
  }
  const bar = {
    id: device,
    name: 'Bar',
    type: 'Speaker',
    isActive: true,
    isRestricted: false,
    supportsVolume: true,
    volume: 60,
  }

  it('says what plays where, at the middle of the call', async () => {
    routes['GET /me/player'] = async (response) => {
      await time.pass(300)
      ok({
        device: speaker,
        is_playing: true,
        progress_ms: 12_345,
        currently_playing_type: 'track',
        item: aTrack({ linked_from: { uri: 'spotify:track:asked' } }),
      })(response, {} as Heard)
    }
    expect(await api.playback()).toEqual({
      ok: true,
      value: {
        at: time.clock() - 150,
        device: bar,
        playing: true,
        positionMs: 12_345,
        item: {
          kind: 'track',
          uri,
          askedUri: 'spotify:track:asked',
          title: 'Dancing Queen',
          artist: 'Mia, The Jonas',
          durationMs: 230_400,
          artworkUrl: 'https://i.scdn.co/image/300',
          link: `https://open.spotify.com/track/${id}`,
        },
      },
    })
    expect(calls()).toEqual(['GET /me/player?additional_types=track%2Cepisode'])
  })

  it('is null when nothing is active', async () => {
    routes['GET /me/player'] = inTurn((response) => response.writeHead(204).end(), plain(200, ' '))
    expect(await api.playback()).toEqual({ ok: true, value: null })
    expect(await api.playback()).toEqual({ ok: true, value: null })
  })

  it.each([
    ['an advert', { currently_playing_type: 'ad', item: null }, { kind: 'advert', uri: null }],
    ['nothing between two songs', { currently_playing_type: 'track', item: null }, null],
    ['what Spotify does not tell of', { currently_playing_type: 'unknown', item: null }, { kind: 'unknown' }],
    [
      'an episode',
      {
        item: {
          type: 'episode',
          uri: 'spotify:episode:1',
          name: 'Talk',
          show: { name: 'Radio' },
          images: [],
        },
      },
      { kind: 'episode', title: 'Talk', artist: 'Radio' },
    ],
    [
      'a file of the device',
      { item: { type: 'track', is_local: true, id: null, uri: 'spotify:local:Mia::Demo:90', name: 'Demo' } },
      { kind: 'local', title: 'Demo', link: null },
    ],
    ['something new', { item: { type: 'audiobook', uri: 'x' } }, { kind: 'unknown' }],
  ])('knows %s', async (_, body, item) => {
    routes['GET /me/player'] = ok({ is_playing: true, ...body })
    const read = await api.playback()
    if (!read.ok) throw new Error(read.problem.kind)
    if (item === null) expect(read.value?.item).toBeNull()
    else expect(read.value?.item).toMatchObject(item)
    expect(read.value).toMatchObject({ playing: true, device: null, positionMs: 0 })
  })

  it('lists devices, those without id too', async () => {
    routes['GET /me/player/devices'] = ok({
      devices: [
        speaker,
        { id: null, is_active: true, is_restricted: true, name: 'TV', type: 'TV', volume_percent: null },
      ],
    })
    expect(await api.devices()).toEqual({
      ok: true,
      value: [
        bar,
        {
          id: null,
          name: 'TV',
          type: 'TV',
          isActive: true,
          isRestricted: true,
          supportsVolume: false,
          volume: null,
        },
      ],
    })
  })

  it('says what comes next', async () => {
    routes['GET /me/player/queue'] = ok({ currently_playing: null, queue: [aTrack(), null, aTrack()] })
    expect(await api.queue()).toMatchObject({ ok: true, value: { playing: null, next: [{ uri }, { uri }] } })
  })

  it('takes commands, and any good answer to them', async () => {
    const random = plain(200, 'pNXk1 not JSON')
    for (const route of [
      'PUT /me/player',
      'PUT /me/player/play',
      'PUT /me/player/pause',
      'POST /me/player/next',
    ])
      routes[route] = random
    for (const route of ['POST /me/player/previous', 'PUT /me/player/seek', 'PUT /me/player/volume'])
      routes[route] = (response) => response.writeHead(204).end()
    routes['POST /me/player/queue'] = random
    const all = [
      await api.transfer(device, true),
      await api.resume(null),
      await api.playTrack(uri, device),
      await api.pause(),
      await api.next(),
      await api.previous(),
      await api.seek(1234.6),
      await api.setVolume(140),
      await api.addToQueue(uri, device),
    ]
    expect(all).toEqual(all.map(() => ({ ok: true, value: null })))
    expect(calls()).toEqual([
      'PUT /me/player',
      'PUT /me/player/play',
      `PUT /me/player/play?device_id=${device}`,
      'PUT /me/player/pause',
      'POST /me/player/next',
      'POST /me/player/previous',
      'PUT /me/player/seek?position_ms=1235',
      'PUT /me/player/volume?volume_percent=100',
      `POST /me/player/queue?uri=spotify%3Atrack%3A${id}&device_id=${device}`,
    ])
    expect(server.heard.slice(0, 3).map(({ body }) => body)).toEqual([
      JSON.stringify({ device_ids: [device], play: true }),
      '',
      JSON.stringify({ uris: [uri] }),
    ])
    expect(server.heard[1]?.headers['content-length']).toBe('0')
  })

  it('is never asked to play what is no song of Spotify', async () => {
    for (const other of ['cueline:file:1', 'spotify:track:x', 'spotify:episode:1', `${uri}?x`]) {
      expect(await api.addToQueue(other, null)).toEqual({ ok: false, problem: { kind: 'not-found' } })
      expect(await api.playTrack(other, null)).toEqual({ ok: false, problem: { kind: 'not-found' } })
    }
    expect(calls()).toEqual([])
  })

  it('counts a refused pause as done when nothing plays, and only then', async () => {
    routes['PUT /me/player/pause'] = no(403, { reason: 'UNKNOWN', message: 'Restriction violated' })
    routes['GET /me/player'] = inTurn(
      ok({ is_playing: false }),
      (response) => response.writeHead(204).end(),
      ok({ is_playing: true }),
      no(429, {}, { 'retry-after': '1' }),
    )
    expect(await api.pause()).toEqual({ ok: true, value: null })
    expect(await api.pause()).toEqual({ ok: true, value: null })
    expect(await api.pause()).toEqual({ ok: false, problem: { kind: 'not-now' } })
    expect(await api.pause()).toEqual({ ok: false, problem: { kind: 'not-now' } })
    expect(calls().filter((call) => call.startsWith('PUT')).length).toBe(4)
  })

  it('counts a refused resume as done when it plays on that device', async () => {
    routes['PUT /me/player/play'] = no(403, { reason: 'UNKNOWN' })
    routes['GET /me/player'] = ok({ is_playing: true, device: speaker })
    expect(await api.resume(device)).toEqual({ ok: true, value: null })
    expect(await api.resume('another')).toEqual({ ok: false, problem: { kind: 'not-now' } })
  })

  it('does not look again where another refusal is plain', async () => {
    routes['PUT /me/player/pause'] = no(404, { reason: 'NO_ACTIVE_DEVICE' })
    expect(await api.pause()).toEqual({ ok: false, problem: { kind: 'no-device' } })
    expect(calls()).toEqual(['PUT /me/player/pause'])
  })

  it('carries out commands in the order in which they were asked for', async () => {
    const late: Answer = (response) => setTimeout(() => response.writeHead(204).end(), 20)
    routes['PUT /me/player/pause'] = late
    routes['POST /me/player/next'] = (response) => response.writeHead(204).end()
    routes['PUT /me/player/play'] = (response) => response.writeHead(204).end()
    await Promise.all([api.pause(), api.next(), api.resume(null)])
    expect(calls()).toEqual(['PUT /me/player/pause', 'POST /me/player/next', 'PUT /me/player/play'])
  })
})

describe('what goes wrong', () => {
  const html = plain(503, '<html>', 'text/html')

  it('is read again once where that is harmless', async () => {
    routes['GET /me/player/devices'] = inTurn(html, ok({ devices: [] }))
    expect(await api.devices()).toEqual({ ok: true, value: [] })
    routes['GET /me/player/queue'] = html
    expect(await api.queue()).toEqual({ ok: false, problem: { kind: 'broken' } })
    routes['GET /search'] = (response) => response.destroy()
    expect(await api.search('queen')).toEqual({ ok: false, problem: { kind: 'broken' } })
    expect(calls().length).toBe(6)
  })

  it('never sends a song to the queue twice, whatever happens to the call', async () => {
    const cut: Answer = (response) => response.destroy()
    for (const answer of [html, no(500), cut]) {
      routes['POST /me/player/queue'] = answer
      expect(await api.addToQueue(uri, null)).toEqual({ ok: false, problem: { kind: 'broken' } })
    }
    expect(calls().length).toBe(3)
  })

  it('refreshes once after a 401 and sends again what was refused', async () => {
    routes['POST /me/player/queue'] = inTurn(no(401), (response) => response.writeHead(204).end())
    expect(await api.addToQueue(uri, null)).toEqual({ ok: true, value: null })
    expect(server.heard.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-0',
      'Bearer token-1',
    ])
    routes['GET /me/player/devices'] = no(401)
    expect(await api.devices()).toEqual({ ok: false, problem: { kind: 'signed-out' } })
    expect(refreshes).toBe(2)
  })

  it('says that a permission is missing, whichever way Spotify says it', async () => {
    scope = ['user-read-playback-state']
    routes['PUT /me/player/pause'] = no(401, { message: 'Permissions missing' })
    expect(await api.pause()).toEqual({ ok: false, problem: { kind: 'scope' } })
    expect(refreshes).toBe(0)
    routes['GET /me'] = ok({ id: 'mia' })
    routes['POST /me/playlists'] = no(403, { message: 'Insufficient client scope' })
    expect(await api.createPlaylist('Tonight', '')).toEqual({ ok: false, problem: { kind: 'scope' } })
  })

  it('finds out once, by the profile, that this account is not on the list', async () => {
    routes['GET /me'] = no(403)
    routes['GET /search'] = no(403)
    routes['PUT /me/player/pause'] = no(403)
    expect(await api.search('queen')).toEqual({ ok: false, problem: { kind: 'not-listed' } })
    expect(await api.pause()).toEqual({ ok: false, problem: { kind: 'not-listed' } })
    expect(calls().filter((call) => call === 'GET /me').length).toBe(1)
    routes['GET /me'] = ok({ id: 'mia' })
    routes['GET /me/player'] = ok({ is_playing: true })
    await time.pass(60_000)
    expect(await api.search('queen')).toEqual({ ok: false, problem: { kind: 'unclear', status: 403 } })
    expect(await api.account()).toMatchObject({ ok: true })
  })

  it('knows an owner without Premium', async () => {
    routes['GET /search'] = plain(403, 'Active premium subscription required for the owner of the app.')
    expect(await api.search('queen')).toEqual({ ok: false, problem: { kind: 'premium' } })
    expect(calls().length).toBe(1)
  })

  it('asks nothing at all while Spotify wants to be left alone, then goes on', async () => {
    routes['GET /search'] = inTurn(no(429, {}, { 'retry-after': '7200' }), found([aTrack()]))
    const problem = { kind: 'rate-limited', until: time.clock() + 7_200_000 }
    expect(await api.search('queen')).toEqual({ ok: false, problem })
    await time.pass(7_200_000 - 3_001)
    for (const answer of [
      await api.search('king'),
      await api.pause(),
      await api.playback(),
      await api.account(),
    ])
      expect(answer).toEqual({ ok: false, problem })
    expect(calls().length).toBe(1)
    await time.pass(3_001)
    expect(await api.search('queen')).toMatchObject({ ok: true })
  })

  it('looks up what is about to play, and what the DJ looks for, while a room that searches is told to wait', async () => {
    routes['GET /search'] = found([])
    routes[`GET /tracks/${id}`] = ok(aTrack())
    for (let guest = 0; guest < 15; guest += 1) await api.search(`song ${guest}`)
    const problem = { kind: 'rate-limited', until: time.clock() + 30_000, ours: true }
    expect(await api.track(id)).toEqual({ ok: false, problem })
    expect(await api.track(id, { atOnce: true })).toMatchObject({ ok: true, value: { id } })
    expect(await api.search('for the DJ')).toEqual({ ok: false, problem })
    expect(await api.search('for the DJ', 0, { atOnce: true })).toMatchObject({ ok: true })
    expect(lines).toEqual([])
  })

  it('tells a used-up quota from a wait', async () => {
    routes['GET /search'] = no(429, { reason: 'QUOTA_EXCEEDED' }, { 'retry-after': '60' })
    expect(await api.search('queen')).toEqual({ ok: false, problem: { kind: 'quota' } })
    routes['GET /me/player/devices'] = ok({ devices: [] })
    expect(await api.devices()).toEqual({ ok: false, problem: { kind: 'quota' } })
    expect(calls().length).toBe(1)
    await time.pass(60_000)
    expect(await api.devices()).toMatchObject({ ok: true })
  })

  it('does not take a page for an answer', async () => {
    routes['GET /search'] = plain(200, '<html>Please accept our terms', 'text/html')
    expect(await api.search('queen')).toEqual({ ok: false, problem: { kind: 'broken' } })
    routes['GET /me/player/devices'] = plain(200, '"', 'application/json')
    expect(await api.devices()).toEqual({ ok: false, problem: { kind: 'unclear', status: 200 } })
  })

  it('is logged once, without tokens and without what was searched', async () => {
    routes['GET /search'] = no(400, { message: 'token-0' })
    await api.search('a secret wish')
    await api.search('another wish')
    expect(lines.length).toBe(1)
    expect(lines[0]).toContain('GET /search')
    expect(lines.join()).not.toMatch(/token-|wish/)
    expect(calls().join()).not.toContain('token-')
  })
})

describe('playlists', () => {
  const list = '3cEYpjA9oz9GiPac4AsH4n'

  it('are made private and filled, at most a hundred songs a call', async () => {
    routes['POST /me/playlists'] = (response) => sendJson(response, 201, { id: list, name: 'Tonight' })
    routes[`POST /playlists/${list}/items`] = (response) => sendJson(response, 201, { snapshot_id: 'x' })
    expect(await api.createPlaylist('Tonight', 'Asked for by the room')).toEqual({ ok: true, value: list })
    expect(await api.addToPlaylist(list, [uri])).toEqual({ ok: true, value: null })
    expect(await api.addToPlaylist(list, [])).toEqual({ ok: true, value: null })
    expect(
      await api.addToPlaylist(
        list,
        Array.from({ length: 101 }, () => uri),
      ),
    ).toMatchObject({ ok: false })
    expect(await api.addToPlaylist('../me', [uri])).toEqual({ ok: false, problem: { kind: 'not-found' } })
    expect(calls()).toEqual(['POST /me/playlists', `POST /playlists/${list}/items`])
    expect(server.heard.map(({ body }) => JSON.parse(body))).toEqual([
      { name: 'Tonight', description: 'Asked for by the room', public: false, collaborative: false },
      { uris: [uri] },
    ])
  })

  it('are read to the end, with old and new names, without what is gone', async () => {
    const pages: unknown[][] = [
      Array.from({ length: 50 }, () => ({ item: { uri } })),
      [
        { track: { uri: 'spotify:track:old' } },
        { item: null },
        null,
        { is_local: true, item: { uri: 'spotify:local:x' } },
      ],
    ]
    routes[`GET /playlists/${list}/items`] = (response, { query }) => {
      const at = Number(query.get('offset')) / 50
      sendJson(response, 200, { items: pages[at] ?? [], next: at === 0 ? 'more' : null })
    }
    const read = await api.playlistUris(list)
    expect(read).toMatchObject({ ok: true })
    expect(read.ok && read.value.slice(49)).toEqual([uri, 'spotify:track:old', 'spotify:local:x'])
    expect(calls()).toEqual([
      `GET /playlists/${list}/items?limit=50&offset=0`,
      `GET /playlists/${list}/items?limit=50&offset=50`,
    ])
  })

  it('are not made twice', async () => {
    routes['POST /me/playlists'] = no(502)
    expect(await api.createPlaylist('Tonight', '')).toEqual({ ok: false, problem: { kind: 'broken' } })
    expect(calls().length).toBe(1)
  })
})
