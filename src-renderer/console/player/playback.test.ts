import { expect, test } from 'vitest'
import { aPlayback, evening } from '../testing/builders.ts'
import { foreignWords, positionAt } from './playback.ts'

test('the position goes on while it plays, not beyond the end, and stands while it does not', () => {
  const playback = aPlayback({ positionMs: 60_000, at: evening })
  expect(positionAt(playback, evening + 2000)).toBe(62_000)
  expect(positionAt(playback, evening + 600_000)).toBe(210_000)
  expect(positionAt({ ...playback, playing: false }, evening + 2000)).toBe(60_000)
  // A clock that was set back must not turn the song back.
  expect(positionAt(playback, evening - 5000)).toBe(60_000)
})

test.each([
  ['track', 'Playing at Spotify: Halo – Beyoncé (not from the queue)'],
  ['episode', 'A podcast plays at Spotify: Halo – Beyoncé'],
  ['local', 'Spotify plays a file of its device: Halo – Beyoncé'],
  ['advert', 'An advert plays at Spotify.'],
  ['unknown', 'Spotify plays something that it does not name.'],
] as const)('a foreign %s is told as what it is', (kind, words) => {
  const item = { kind, title: 'Halo', artist: 'Beyoncé', durationMs: null, link: null }
  expect(foreignWords(aPlayback({ item }))).toBe(words)
})
