import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpotifyProblem } from '../core/spotify/problem.ts'
import { must, startConsole } from '../testing/a-console.ts'
import { spotifyView } from './spotify-view.ts'

const now = Date.UTC(2026, 5, 20, 20)
let console_: Awaited<ReturnType<typeof startConsole>>

beforeAll(async () => {
  console_ = await startConsole()
  await console_.openNight()
  must(await console_.nights.change(null, { config: { spotifyPlaylist: 'approved' } }))
})
afterAll(() => console_.close())

function playlistWith(problem: SpotifyProblem | null) {
  const { connection, player } = console_.spotify
  return spotifyView(connection.state(), player.state(), problem, console_.live.night(), now).playlist.problem
}

test('a playlist that fails says why, and offers another try where that may help', () => {
  expect(playlistWith(null)).toBeNull()
  expect(playlistWith({ kind: 'broken' })).toMatchObject({
    words: expect.stringContaining('trouble of its own'),
    canRetry: true,
  })
  expect(playlistWith({ kind: 'scope' })?.canRetry).toBe(false)
  expect(playlistWith({ kind: 'rate-limited', until: now + 5_000 })?.canRetry).toBe(false)
  expect(playlistWith({ kind: 'rate-limited', until: now })).toBeNull()
})
