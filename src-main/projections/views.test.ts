import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { realSongs } from '../../tests/support/songs.ts'
import { consoleView as consoleSchema } from '../contract/console-view.ts'
import { mineView as mineSchema, roomView as roomSchema } from '../contract/guest-api.ts'
import { createLive, type Night } from '../live.ts'
import { aGuest, aNight, aRequest, aTrack } from '../testing/builders.ts'
import { tonight } from './console-view.ts'
import { mineFingerprint, mineView } from './mine-view.ts'
import { roomView } from './room-view.ts'

function night(...[event, requests, guests]: Parameters<ReturnType<typeof createLive>['load']>): Night {
  const live = createLive()
  live.load(event, requests, guests)
  const loaded = live.night()
  if (!loaded) throw new Error('no night')
  return loaded
}

const busy = () =>
  night(
    aNight(),
    [
      aRequest({ id: 'playing', title: 'Halo', status: 'approved', startedAt: 60_000, queuePosition: 1 }),
      aRequest({ id: 'second', title: 'Mamma Mia', status: 'approved', queuePosition: 8, guestId: 'jonas' }),
      aRequest({ id: 'first', title: 'Waterloo', status: 'approved', queuePosition: 4, voters: ['jonas'] }),
      aRequest({ id: 'waiting', title: 'Fernando', note: 'for grandma', guestId: 'jonas' }),
      aRequest({ id: 'done', title: 'SOS', status: 'played' }),
      aRequest({
        id: 'no',
        title: 'Chiquitita',
        status: 'rejected',
        rejectReason: 'Not tonight',
        guestId: 'jonas',
      }),
    ],
    [aGuest('mia'), aGuest('jonas')],
  )

test('the room sees what plays, what is next and counts, but no pending request', () => {
  const view = roomView(busy(), 90_000)
  expect(roomSchema.parse(view)).toEqual(view)
  expect(view.nowPlaying).toMatchObject({ requestId: 'playing', title: 'Halo', elapsedMs: 30_000 })
  expect(view.upNext.map((song) => song.requestId)).toEqual(['first', 'second'])
  expect(view.counts).toEqual({ pending: 1, queued: 2, played: 1, guests: 2 })
  expect(JSON.stringify(view)).not.toContain('Fernando')
})

test('a full room of real songs is less than 1.5 kB for each phone', () => {
  const songs = realSongs()
  const sizes = Array.from({ length: 500 }, (_, sample) => {
    const asked = songs.slice(sample * 60, sample * 60 + 6).map(({ title, artist }, at) =>
      aRequest({
        id: randomUUID(),
        track: aTrack(randomUUID().slice(0, 16), { title, artist, album: title, hasArtwork: true }),
        nickname: 'Jonas Nine',
        status: 'approved',
        queuePosition: at,
        startedAt: at === 0 ? 1_000 : null,
      }),
    )
    return Buffer.byteLength(JSON.stringify(roomView(night(aNight(), asked, []), 100_000)))
  })
  expect(sizes.sort((a, b) => a - b)[Math.floor(sizes.length * 0.95)]).toBeLessThan(1_500)
})

test('the room never learns a secret of the event', () => {
  expect(JSON.stringify(roomView(busy(), 0))).not.toMatch(/bp_|4827/)
})

test('a guest sees the own requests and votes, with an honest position', () => {
  const view = mineView(busy(), aGuest('jonas'))
  expect(mineSchema.parse(view)).toEqual(view)
  const places = Object.fromEntries(view.requests.map((request) => [request.id, request.songsAway]))
  expect(places).toEqual({ second: 2, first: 1, waiting: null, no: null })
  expect(view.requests.find((request) => request.id === 'first')).toMatchObject({ mine: false, votes: 1 })
  expect(view.requests.find((request) => request.id === 'no')).toMatchObject({ reason: 'Not tonight' })
})

test('a guest never reads what somebody else wrote to the DJ', () => {
  const other = night(
    aNight(),
    [aRequest({ id: 'a', note: 'for Ida', voters: ['jonas'] })],
    [aGuest('jonas')],
  )
  expect(JSON.stringify(mineView(other, aGuest('jonas')))).not.toContain('Ida')
})

test('the fingerprint changes when the place in the queue does', () => {
  const before = busy()
  const moved = night(
    before.event,
    [...before.requests.values()].map((request) =>
      request.id === 'first' ? { ...request, queuePosition: 9 } : request,
    ),
    [...before.guests.values()],
  )
  expect(mineFingerprint(moved, 'jonas')).not.toBe(mineFingerprint(before, 'jonas'))
  expect(mineFingerprint(busy(), 'jonas')).toBe(mineFingerprint(before, 'jonas'))
})

test('a wish is shown as a wish', () => {
  const wish = aTrack('Our song', { provider: 'wish', artist: 'The neighbours' })
  const view = mineView(night(aNight(), [aRequest({ track: wish })], [aGuest('mia')]), aGuest('mia'))
  expect(view.requests[0]).toMatchObject({
    track: null,
    wish: { title: 'Our song', artist: 'The neighbours' },
  })
})

test('the DJ sees everything but the join secret, by who asked and who voted', () => {
  const view = tonight(busy(), 90_000)
  const schema = consoleSchema.options.find((option) => option.shape.phase.value === 'night')
  expect(schema?.partial().safeParse(view).error).toBeUndefined()
  expect(view.queue.map((request) => request.id)).toEqual(['first', 'second'])
  expect(view.queue[0]?.voters).toEqual(['jonas'])
  expect(view.requests.map((request) => request.id).sort()).toEqual(['done', 'no', 'waiting'])
  expect(JSON.stringify(view)).not.toContain('bp_')
})

test('a row is the same object until something of it changes, also by what others did', () => {
  const live = createLive()
  const asked = [
    aRequest({ id: 'halo', title: 'Halo', guestId: 'mia' }),
    aRequest({ id: 'sos', title: 'SOS', guestId: 'jonas', voters: ['mia'] }),
  ]
  live.load(aNight(), asked, [aGuest('mia'), aGuest('jonas')])
  function rows() {
    const loaded = live.night()
    if (!loaded) throw new Error('no night')
    return Object.fromEntries(tonight(loaded, 90_000).requests.map((row) => [row.id, row]))
  }
  const before = rows()
  live.apply({ requests: [aRequest({ id: 'more', title: 'Fernando' })] })
  expect(rows().halo).toBe(before.halo)
  expect(rows().sos).toBe(before.sos)
  live.apply({ guests: [{ ...aGuest('jonas'), blockedAt: 80_000 }] })
  expect(rows().sos).toMatchObject({ blocked: true })
  expect(rows().halo).toBe(before.halo)
  live.apply({ guests: [{ ...aGuest('mia'), nickname: 'Mia Two' }] })
  expect(rows().sos).toMatchObject({ voters: ['Mia Two'] })
  const { config, ...event } = aNight()
  const mustPlay = [{ title: 'Halo', artist: '' }]
  live.apply({ event: { ...event, version: event.version + 1, config: { ...config, mustPlay } } })
  expect(rows().halo).toMatchObject({ mustPlay: true })
})
