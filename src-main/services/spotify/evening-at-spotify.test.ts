import { afterEach, expect, test } from 'vitest'
import { songs, wholeEvening } from '../../testing/whole-evening-at-spotify.ts'

/**
 * The wedding of `evening.test.ts` once more, over HTTP: the real client talks to Spotify's double through a network that takes its
 * time.
 *
 * "Audible exactly once" as there: each song sounds, and only once for longer than two seconds, or than 13 where its device went down.
 */

const second = 1_000
let close = async () => {}
afterEach(() => close())

test('over the real client every song is audible once and in order, and Spotify has nothing to complain of', async () => {
  const { double, network, ...rest } = await wholeEvening(1, (evening) => {
    close = evening.close
  })
  const {
    asked,
    takenUp,
    wentDown,
    answeredBySpotify,
    status,
    lines,
    player,
    spotify,
    connection,
    storedAuth,
  } = rest

  expect(asked).toHaveLength(songs.length)
  expect(asked.filter(({ id }) => status(id) !== 'played')).toEqual([])
  const heard = double.heard()
  const lasting = heard.filter(({ to, audibleMs }) => audibleMs > (wentDown.includes(to) ? 13 : 2) * second)
  const soundingsIn = (list: typeof heard) =>
    songs.map(({ playsAs }) => list.filter(({ uri }) => uri === playsAs).length)
  expect(Math.min(...soundingsIn(heard))).toBeGreaterThan(0)
  expect(Math.max(...soundingsIn(lasting))).toBe(1)
  // Of the few that were out of sight when their turn came the DJ said what to do.
  expect(takenUp.size).toBeLessThanOrEqual(3)
  const inOrder = asked.filter(({ id }) => !takenUp.has(id))
  const turns = inOrder.map(({ track }) => heard.findIndex(({ uri }) => uri === track.playsAs))
  expect(turns).toEqual(turns.toSorted((x, y) => x - y))

  expect(double.calls.per30s()).toBeLessThan(30)
  expect(network.ignored()).toEqual([])
  expect(network.mostRefreshes()).toBe(1)
  // What is on its way when Spotify asks for quiet can't be called back: `network.ignored` knows what could.
  expect(double.calls.problems().filter(({ kind }) => kind !== 'ignored-retry-after')).toEqual([])

  const [playlist, ...others] = double.playlists.list()
  expect(others).toEqual([])
  expect(playlist?.items.map(({ uri }) => uri).sort()).toEqual(songs.map(({ uri }) => uri).sort())
  expect([player.state().problem, spotify.playlist.problem(), connection.state().problem]).toEqual([
    null,
    null,
    null,
  ])
  expect(answeredBySpotify).toBeGreaterThan(200)

  const written = [...lines, await storedAuth()].join('\n')
  expect(double.accounts.secrets().filter((secret) => secret !== '' && written.includes(secret))).toEqual([])
})
