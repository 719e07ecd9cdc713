import { afterEach, expect, test } from 'vitest'
import { songStarters } from './spotify-handlers.ts'
import { codeOf } from './testing/a-console.ts'
import { aSong, startBooth } from './testing/a-spotify-booth.ts'

const second = 1_000

let booth: Awaited<ReturnType<typeof startBooth>>
afterEach(() => booth.close())

async function atNight(songs = [aSong('a'), aSong('b'), aSong('own'), aSong('own 2')]) {
  booth = await startBooth({ songs })
  booth.world.phone.play('spotify:track:own', ['spotify:track:own 2'])
  booth.player().use('spotify')
  const { world, player, press, request } = booth
  const spotify = { ...booth.spotify, player: player() }
  const { start } = songStarters({ ...booth, spotify, clock: world.clock })
  return { ...booth, playNow: (id: string) => press(start(request(id))) }
}

test('a song that was passed over plays when the DJ wants it now, and no other in its place', async () => {
  const song = { ...aSong('a'), playable: false }
  const { world, player, approve, playNow, heard, status } = await atNight([
    song,
    aSong('b'),
    aSong('own'),
    aSong('own 2'),
  ])
  const id = await approve(aSong('a'))
  await world.advance(170 * second)
  expect(player().state().passedOver).toEqual([{ requestId: id, why: 'unplayable' }])
  song.playable = true
  await world.advance(30 * second)
  await approve(aSong('b'))
  expect(codeOf(await playNow(id))).toBe('ok')
  await world.advance(15 * second)
  expect(status(id)).toBe('playing')
  expect(heard()).not.toContain('b')
})

test('while Spotify has a song already another one is refused in words, and the music goes on', async () => {
  const { world, player, approve, playNow, heard, status } = await atNight()
  const first = await approve(aSong('a'))
  const other = await approve(aSong('b'))
  await world.advance(170 * second)
  expect(player().state().handedOver).toBe(first)
  expect(await playNow(other)).toEqual({
    ok: false,
    error: { code: 'spotify', detail: 'Spotify has “Song a” already: it plays next.' },
  })
  await world.advance(3 * second)
  expect(heard()).toEqual(['own'])
  expect(status(other)).toBe('approved')
})
