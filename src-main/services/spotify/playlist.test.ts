import { afterEach, expect, test } from 'vitest'
import type { PlaylistChoice } from '../../core/spotify/choices.ts'
import { must, quiet } from '../../testing/a-console.ts'
import { aSong, startBooth } from '../../testing/a-spotify-booth.ts'
import type { Fault } from '../../testing/spotify-world.ts'
import { createNightPlaylist } from './playlist.ts'

type Booth = Awaited<ReturnType<typeof startBooth>>

const second = 1_000
let booth: Booth
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  await booth.close()
})

async function atNight(faultOf: (now: number, what: string) => Fault | null = () => null) {
  booth = await startBooth({ songs: [], faultOf })
  const { world, live, nights, database } = booth
  function start(which: PlaylistChoice) {
    const playlist = createNightPlaylist({
      database,
      live,
      nights,
      api: world.api,
      log: quiet,
      clock: world.clock,
      after: world.after,
    })
    stops.push(playlist.stop)
    playlist.follow({ which, playlistId: live.night()?.event.config.spotifyPlaylistId ?? null })
    return playlist
  }
  return {
    ...booth,
    start,
    /** What is on the playlists, each by short names. */
    lists: () =>
      [...world.playlists.values()].map((uris) => uris.map((uri) => uri.replace('spotify:track:', ''))),
    count: (what: string) => world.calls.filter((call) => call.what === what).length,
  }
}

test('approved songs are added once, a hundred a call, to one playlist that the night remembers', async () => {
  const { world, approve, start, lists, count, live } = await atNight()
  start('approved')
  await world.advance(10 * second)
  expect(lists()).toEqual([])
  const names = Array.from({ length: 130 }, (_, at) => `${at}`)
  for (const name of names) await approve(aSong(name))
  await world.advance(10 * second)
  expect(lists()).toEqual([names])
  expect(count('addToPlaylist')).toBe(2)
  expect(live.night()?.event.config.spotifyPlaylistId).toBe([...world.playlists.keys()][0])
  await approve(aSong('late'))
  await world.advance(10 * second)
  expect(lists()).toEqual([[...names, 'late']])
  await world.advance(60 * second)
  expect(count('addToPlaylist')).toBe(3)
})

test('only what was played, when so wished, and nothing that Spotify does not have', async () => {
  const { world, approve, start, lists, playback, catalogue, trackId } = await atNight()
  start('played')
  const halo = await catalogue.byId(await trackId('halo'))
  if (halo) await approve(halo)
  await approve(aSong('a'))
  await approve(aSong('b'))
  for (let songs = 0; songs < 3; songs += 1) must(await playback.next())
  await world.advance(10 * second)
  expect(lists()).toEqual([['a']])
})

test.each<readonly [string, Fault]>([
  ['is lost after it was carried out', { kind: 'cut' }],
  ['never arrives', { kind: 'offline' }],
  ['is slow', { kind: 'slow', appliedAfter: 3 * second }],
])('an addition that %s puts no song on it twice', async (_, fault) => {
  let faults = 1
  const { world, approve, start, lists } = await atNight((_now, what) =>
    what === 'addToPlaylist' && faults-- > 0 ? fault : null,
  )
  const playlist = start('approved')
  await approve(aSong('a'))
  await approve(aSong('b'))
  await world.advance(12 * second)
  await world.advance(60 * second)
  expect(lists()).toEqual([['a', 'b']])
  expect(playlist.problem()).toBeNull()
})

test('a console that starts again goes on with the same playlist', async () => {
  const { world, approve, start, lists } = await atNight()
  const first = start('approved')
  await approve(aSong('a'))
  await world.advance(10 * second)
  await first.stop()
  await approve(aSong('b'))
  start('approved')
  await world.advance(10 * second)
  expect(lists()).toEqual([['a', 'b']])
})

test('a playlist whose making was not answered is not made again before the DJ says so', async () => {
  let faults = 1
  const { world, approve, start, lists, count } = await atNight((_now, what) =>
    what === 'createPlaylist' && faults-- > 0 ? { kind: 'cut' } : null,
  )
  const playlist = start('approved')
  await approve(aSong('a'))
  await world.advance(120 * second)
  await approve(aSong('b'))
  await world.advance(120 * second)
  expect(count('createPlaylist')).toBe(1)
  playlist.retry()
  await world.advance(10 * second)
  expect(lists()).toEqual([[], ['a', 'b']])
})

test('while Spotify wants quiet nothing is asked, and requests go on', async () => {
  let faults = 1
  const { world, approve, start, lists, status } = await atNight((_now, what) =>
    what === 'addToPlaylist' && faults-- > 0 ? { kind: 'too-many', seconds: 120 } : null,
  )
  const playlist = start('approved')
  const id = await approve(aSong('a'))
  await world.advance(20 * second)
  expect(playlist.problem()?.kind).toBe('rate-limited')
  await approve(aSong('b'))
  await world.advance(300 * second)
  expect(world.ignored()).toBe(0)
  expect(lists()).toEqual([['a', 'b']])
  expect(status(id)).toBe('approved')
})

test('a night that is opened while the playlist is made gets none of it, and the first one only one', async () => {
  const switching = { act: () => {} }
  const { world, approve, start, lists, live, nights, userId, eventId } = await atNight((_now, what) => {
    if (what === 'createPlaylist') switching.act()
    return null
  })
  await approve(aSong('a'))
  const playlist = start('approved')
  const first = live.night()
  must(await nights.create(userId, { title: 'Another night', catalogue: null }))
  const other = live.night()
  if (!first || !other) throw new Error('no night')
  must(await nights.openById(userId, eventId))
  const follow = () =>
    playlist.follow({ which: 'approved', playlistId: live.night()?.event.config.spotifyPlaylistId ?? null })
  follow()
  let opening: Promise<unknown> = Promise.resolve()
  switching.act = () => {
    opening = nights.openById(userId, other.event.id)
  }
  await world.advance(10 * second)
  await opening
  follow()
  await world.advance(10 * second)
  expect(live.night()?.event.config).toMatchObject({ title: 'Another night', spotifyPlaylistId: null })
  must(await nights.openById(userId, eventId))
  follow()
  await world.advance(20 * second)
  expect(lists()).toEqual([['a']])
  expect(live.night()?.event.config.spotifyPlaylistId).toBe([...world.playlists.keys()][0])
})
