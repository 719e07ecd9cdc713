import fc from 'fast-check'
import { expect, test } from 'vitest'
import { songKey } from './fold-text.ts'
import { topArtists, topSongs } from './top-songs.ts'

const song = (title: string, artist: string, times = 1) => ({ title, artist, times })

test('spellings of one song count together, under the one that was wanted most', () => {
  const songs = [
    song('Dont Stop Me Now', 'queen', 2),
    song('Don’t Stop Me Now', 'Queen', 3),
    song('Halo', 'Beyoncé', 4),
    song('HALO', 'Beyonce'),
  ]
  expect(topSongs(songs, 10)).toEqual(
    [song('Don’t Stop Me Now', 'Queen', 5), song('Halo', 'Beyoncé', 5)].reverse(),
  )
})

test('artists count over all their songs; a wish without an artist is nobody’s', () => {
  const songs = [
    song('SOS', 'ABBA'),
    song('Waterloo', 'Abba', 3),
    song('Fernando', 'ABBA', 3),
    song('Halo', '', 9),
    song('Halo', 'Beyoncé', 6),
  ]
  expect(topArtists(songs, 10)).toEqual([
    { artist: 'ABBA', times: 7 },
    { artist: 'Beyoncé', times: 6 },
  ])
})

test('a row of an earlier app without a title is no song', () => {
  expect(topSongs([song('', ''), song(' ', 'ABBA')], 10)).toEqual([])
})

const songs = fc.array(
  fc.record({
    title: fc.constantFrom('Halo', 'HALO', 'SOS', 'S.O.S.', 'One'),
    artist: fc.constantFrom('ABBA', 'Abba', 'U2', ''),
    times: fc.integer({ min: 1, max: 5 }),
  }),
)

test('nothing is counted twice or lost, the most wanted come first, and the order they come in does not matter', () => {
  fc.assert(
    fc.property(songs, fc.integer({ min: 1, max: 4 }), (all, most) => {
      const whole = topSongs(all, 100)
      const sum = (list: readonly { times: number }[]) => list.reduce((total, one) => total + one.times, 0)
      expect(sum(whole)).toBe(sum(all))
      expect(new Set(whole.map((one) => songKey(one.title, one.artist))).size).toBe(whole.length)
      expect(whole.map(({ times }) => times)).toEqual(whole.map(({ times }) => times).sort((a, b) => b - a))
      expect(topSongs(all, most)).toEqual(whole.slice(0, most))
      expect(topArtists([...all].reverse(), most)).toEqual(topArtists(all, most))
    }),
  )
})
