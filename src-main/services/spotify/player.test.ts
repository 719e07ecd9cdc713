import { afterEach, expect, test } from 'vitest'
import { must } from '../../testing/a-console.ts'
import { aSong, startBooth } from '../../testing/a-spotify-booth.ts'
import { type Fault, mostCallsIn30s } from '../../testing/spotify-world.ts'

type Booth = Awaited<ReturnType<typeof startBooth>>

const second = 1_000
const [a, b, c] = [aSong('a'), aSong('b'), aSong('c')]
const own = [aSong('own 1'), aSong('own 2'), aSong('own 3')] as const
const uriOf = (name: string) => `spotify:track:${name}`

let booth: Booth
afterEach(() => booth.close())

/** The DJ's own album plays at Spotify, which is the player. */
async function atNight(
  given: { faultOf?: (now: number, what: string) => Fault | null; album?: readonly string[] } = {},
) {
  const { faultOf = () => null, album = ['own 2', 'own 3'] } = given
  booth = await startBooth({ songs: [a, b, c, ...own], faultOf })
  booth.world.phone.play(uriOf('own 1'), album.map(uriOf))
  booth.player().use('spotify')
  return booth
}

test('an approved song follows what plays, is marked as handed over, and plays by our book when it sounds', async () => {
  const { world, player, approve, status, marked, heard } = await atNight()
  const id = await approve(a)
  await world.advance(160 * second)
  expect(await marked()).toEqual([])
  expect(player().state()).toMatchObject({ handedOver: null, elsewhere: { title: 'Song own 1' } })
  await world.advance(8 * second)
  expect(player().state().handedOver).toBe(id)
  expect(await marked()).toEqual([id])
  expect(status(id)).toBe('approved')
  await world.advance(15 * second)
  expect(status(id)).toBe('playing')
  expect(player().state()).toMatchObject({ handedOver: null, elsewhere: null, problem: null })
  await world.advance(180 * second)
  expect(status(id)).toBe('played')
  expect(heard()).toEqual(['own 1', 'a', 'own 2'])
  expect(player().state().elsewhere?.title).toBe('Song own 2')
})

test('while songs are played by hand Spotify is not asked, and the queue survives the switch both ways', async () => {
  const { world, player, approve, status, heard, playback } = await atNight()
  const first = await approve(a)
  const second_ = await approve(b)
  await world.advance(170 * second)
  expect(player().state().handedOver).toBe(first)
  player().use('hand')
  await world.advance(2 * second)
  const calls = world.calls.length
  await world.advance(600 * second)
  expect(world.calls).toHaveLength(calls)
  // It said that Spotify has it, and Spotify played it.
  expect(heard()).toEqual(['own 1', 'a', 'own 2', 'own 3'])
  must(await playback.start(booth.request(first)))
  must(await playback.finish())
  expect([status(first), status(second_)]).toEqual(['played', 'approved'])
  player().use('spotify')
  await world.advance(5 * second)
  expect(status(second_)).toBe('playing')
})

test('switching away and back at once hands nothing over twice', async () => {
  const { world, player, approve, heard } = await atNight()
  await approve(a)
  await world.advance(166 * second)
  player().use('hand')
  await world.advance(300)
  player().use('spotify')
  await world.advance(400 * second)
  expect(heard().filter((name) => name === 'a')).toHaveLength(1)
})

test('a console that starts again finds what it had handed over', async () => {
  const { world, approve, heard, status } = await atNight()
  const id = await approve(a)
  await world.advance(140 * second)
  await booth.restart()
  booth.player().use('spotify')
  await world.advance(3 * second)
  await booth.restart()
  booth.player().use('spotify')
  await world.advance(200 * second)
  expect(status(id)).toBe('played')
  expect(heard()).toEqual(['own 1', 'a', 'own 2'])
})

test('nor does it hand over again what waits behind songs that the DJ queued', async () => {
  const { world, approve, heard, status } = await atNight()
  for (const name of ['own 3', 'own 2']) world.phone.queue(uriOf(name))
  const id = await approve(a)
  await world.advance(170 * second)
  await booth.restart()
  world.model.seek(170 * second)
  booth.player().use('spotify')
  await world.advance(600 * second)
  expect(heard().filter((name) => name === 'a')).toHaveLength(1)
  expect(status(id)).toBe('played')
})

test('a song of the own decks is waited for, by name, and the DJ sends Spotify on', async () => {
  const { world, player, approve, status, press, heard, playback } = await atNight({ album: [] })
  const halo = await booth.catalogue.byId(await booth.trackId('halo'))
  if (!halo) throw new Error('no song')
  const deck = await approve(halo)
  const id = await approve(a)
  await world.advance(300 * second)
  expect(player().state()).toMatchObject({ waitsFor: deck, handedOver: null })
  must(await playback.start(booth.request(deck)))
  await world.advance(100 * second)
  expect(heard()).toEqual(['own 1'])
  expect(await press(player().play())).toEqual({ ok: true, value: null })
  await world.advance(3 * second)
  expect([status(deck), status(id)]).toEqual(['played', 'playing'])
})

test('the buttons do what they say, and what was asked is told apart from what is', async () => {
  const { world, player, press } = await atNight()
  await world.advance(20 * second)
  const pausing = player().pause()
  expect(player().state()).toMatchObject({ playback: { playing: true } })
  expect(await press(pausing)).toEqual({ ok: true, value: null })
  expect(player().state()).toMatchObject({ asked: { what: 'pause' }, playback: { playing: true } })
  await world.advance(1 * second)
  expect(player().state()).toMatchObject({ asked: null, playback: { playing: false }, held: true })
  await press(player().play())
  await press(player().seek(100 * second))
  await press(player().setVolume(25))
  await world.advance(1 * second)
  const { playback, asked } = player().state()
  expect([playback?.playing, playback?.device?.volume, asked]).toEqual([true, 25, null])
  expect(Math.abs((playback?.positionMs ?? 0) - 101 * second)).toBeLessThan(2 * second)
  await press(player().next())
  await press(player().previous())
  await world.advance(1 * second)
  expect(player().state().elsewhere?.title).toBe('Song own 2')
})

test('next goes to the front of our queue, not to what Spotify would play', async () => {
  const { world, player, press, approve, heard, status } = await atNight()
  const id = await approve(a)
  await world.advance(20 * second)
  expect(await press(player().next())).toEqual({ ok: true, value: null })
  await world.advance(3 * second)
  expect(heard()).toEqual(['own 1/', 'a'])
  expect(status(id)).toBe('playing')
})

test('a pause is kept, however long, and the night goes on with play', async () => {
  const { world, player, press, approve, heard, status } = await atNight()
  const id = await approve(a)
  await world.advance(100 * second)
  await press(player().pause())
  await world.advance(900 * second)
  world.phone.sleep()
  await world.advance(900 * second)
  expect(heard()).toEqual(['own 1'])
  expect(player().state()).toMatchObject({ held: true, playback: null })
  await press(player().chooseDevice('booth-1'))
  await press(player().play())
  await world.advance(100 * second)
  expect(status(id)).toBe('playing')
})

test('the chosen device is remembered, found again under another id, and another is never taken for it', async () => {
  const { world, player, press, approve, heard, status, live } = await atNight()
  await press(player().refreshDevices())
  await press(player().chooseDevice('booth-1'))
  expect(live.night()?.event.deviceId).toBe('booth-1')
  const id = await approve(a)
  world.phone.kill()
  await world.advance(60 * second)
  expect(player().state()).toMatchObject({ problem: { kind: 'no-device' }, playback: null })
  world.phone.revive('booth-2')
  await world.advance(40 * second)
  expect(live.night()?.event.deviceId).toBe('booth-2')
  expect(status(id)).toBe('playing')
  expect(heard()).toEqual(['own 1', 'a'])
  expect(player().state().problem).toBeNull()
})

test('after a pause play finds the device again that has come back under another id', async () => {
  const { world, player, press, approve, heard, live } = await atNight()
  await press(player().refreshDevices())
  await press(player().chooseDevice('booth-1'))
  await approve(a)
  await press(player().pause())
  world.phone.kill()
  world.phone.revive('booth-2')
  await world.advance(30 * second)
  expect(player().state()).toMatchObject({ held: true, playback: null })
  expect(await press(player().play())).toEqual({ ok: true, value: null })
  await world.advance(10 * second)
  expect(live.night()?.event.deviceId).toBe('booth-2')
  expect(heard()).toEqual(['own 1', 'a'])
})

test('what cannot be played is passed over with a word, and taken up again when the DJ says so', async () => {
  const { world, player, press, approve, heard } = await atNight()
  const id = await approve(aSong('gone'))
  await approve(b)
  await world.advance(190 * second)
  expect(player().state().passedOver).toEqual([{ requestId: id, why: 'gone' }])
  expect(heard()).toEqual(['own 1', 'b'])
  await press(player().again(id))
  await world.advance(1 * second)
  expect(player().state().passedOver).toEqual([])
})

test('a song taken back after it was handed over is gone on from as it begins', async () => {
  const { world, player, approve, takeBack, heard, status } = await atNight()
  const first = await approve(a)
  await approve(b)
  await world.advance(170 * second)
  await takeBack(first)
  await world.advance(1 * second)
  expect(player().state().handedOver).not.toBe(first)
  await world.advance(30 * second)
  expect(heard()).toEqual(['own 1', 'a/', 'b'])
  expect(status(first)).toBe('pending')
})

test.each<readonly [string, Fault]>([
  ['is cut off after it was carried out', { kind: 'cut' }],
  ['never arrives', { kind: 'broken' }],
  ['is carried out late', { kind: 'slow', appliedAfter: 9_500 }],
  ['is never carried out', { kind: 'slow', appliedAfter: null }],
])('a hand-over that %s is looked for, and the song sounds once', async (_, fault) => {
  let faults = 1
  const { world, approve, heard, status } = await atNight({
    faultOf: (_now, what) => (what === 'addToQueue' && faults-- > 0 ? fault : null),
  })
  const id = await approve(a)
  await world.advance(800 * second)
  expect(heard().filter((name) => name === 'a')).toHaveLength(1)
  expect(status(id)).toBe('played')
})

test('Retry-After is obeyed, by buttons too, and shown', async () => {
  let when = Number.POSITIVE_INFINITY
  const { world, player, press, approve, status } = await atNight({
    faultOf: (now) => {
      if (now < when) return null
      when = Number.POSITIVE_INFINITY
      return { kind: 'too-many', seconds: 60 }
    },
  })
  const id = await approve(a)
  when = world.clock() + 20 * second
  await world.advance(30 * second)
  const { problem } = player().state()
  expect(problem?.kind).toBe('rate-limited')
  expect((await press(player().pause())).ok).toBe(false)
  await world.advance(300 * second)
  expect(world.ignored()).toBe(0)
  expect(player().state().problem).toBeNull()
  expect(status(id)).toBe('playing')
})

test('out of reach it is asked less and less often, and heals by itself', async () => {
  let offline = false
  const { world, player, approve, heard } = await atNight({
    faultOf: () => (offline ? { kind: 'offline' } : null),
  })
  await approve(a)
  await world.advance(20 * second)
  offline = true
  const before = world.calls.length
  await world.advance(100 * second)
  expect(player().state().problem).toEqual({ kind: 'offline' })
  expect(world.calls.length - before).toBeLessThan(8)
  offline = false
  await world.advance(100 * second)
  expect(player().state().problem).toBeNull()
  expect(heard()).toEqual(['own 1', 'a'])
})

test('nobody connected: nothing is asked until it is told', async () => {
  const { world, player, approve, heard } = await atNight()
  world.connect(false)
  await approve(a)
  await world.advance(400 * second)
  expect(player().state().problem).toEqual({ kind: 'not-connected' })
  world.connect(true)
  player().retry()
  await world.advance(200 * second)
  expect(heard()).toContain('a')
})

test('a quiet night asks little, and listeners hear of what changed, not of every reading', async () => {
  const { world, player } = await atNight()
  let told = 0
  const undo = player().onChange(() => {
    told += 1
  })
  await world.advance(170 * second)
  expect(told).toBeLessThan(5)
  undo()
  expect(mostCallsIn30s(world.calls)).toBeLessThan(12)
})
