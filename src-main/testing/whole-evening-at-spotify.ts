import { randomUUID } from 'node:crypto'
import { seededRandom } from '../../tests/support/slips.ts'
import { type CatalogueTrack, spotifyCatalogue } from '../../tests/support/spotify/catalogue/catalogue.ts'
import { booth, startEveningAtSpotify } from './an-evening-at-spotify.ts'
import type { Travel, Travelling } from './slow-network.ts'
import { troublesOf } from './spotify-troubles.ts'

type Moment = { readonly at: number; readonly act: () => unknown }

const second = 1_000
const minute = 60 * second
const start = Date.UTC(2026, 10, 28, 18)
const songCount = 60
const ownSongs = new Set(['Dancing Queen', 'Waterloo', 'Halo', 'Bohemian Rhapsody', 'Lose Yourself'])
const tracks = spotifyCatalogue().tracks.filter(
  ({ version, playable, title, durationMs }) =>
    version === 'original' && playable && !ownSongs.has(title) && durationMs < 220 * second,
)
/** One of them is played as another release. */
export const songs = tracks.slice(0, songCount)
const album = tracks.slice(songCount)

function createNetworkWeather(seed: number) {
  const random = seededRandom(seed)
  const slow: Travel[] = []
  return {
    /** One of the next calls takes longer than anybody waits. */
    slow: (travel: Travel) => void slow.push(travel),
    travelOf({ method, url }: Travelling): Travel {
      const way = () => 30 + Math.floor(random() * 170)
      const travel = { thereMs: way(), backMs: way() }
      return url.pathname === '/authorize' || (method === 'POST' && url.pathname === '/v1/me/playlists')
        ? travel
        : (slow.shift() ?? travel)
    },
  }
}

type Evening = Awaited<ReturnType<typeof startEveningAtSpotify>>

/**
 * Four hours and as much as is still to be played then: sixty songs are asked for while a room of guests searches, calls fail, tokens
 * expire, and the DJ skips, pauses and plays other songs on the phone. The same for the same seed.
 * `opened` is called before it begins, so that it is closed whatever becomes of it.
 */
export async function wholeEvening(seed: number, opened: (evening: Evening) => void) {
  const random = seededRandom(seed)
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least))
  const weather = createNetworkWeather(seed + 1_000)
  const made = await startEveningAtSpotify({ start, travelOf: weather.travelOf })
  opened(made)
  const { time, double, player, catalogue, requests, press, advance } = made
  const { phone } = double
  const asked: { readonly id: string; readonly track: CatalogueTrack }[] = []
  const takenUp = new Set<string>()
  const wentDown: number[] = []
  let answeredBySpotify = 0
  const background: Promise<unknown>[] = []
  const guests = await Promise.all(['Mia', 'Jonas', 'Lea', 'Ben'].map(made.join))

  async function search(query: string) {
    const hits = await catalogue.search(query, 20)
    if (hits.some(({ provider }) => provider === 'spotify')) answeredBySpotify += 1
    return hits
  }

  /** Until it is found and taken, as a guest would. */
  async function askFor(track: CatalogueTrack, at: number): Promise<void> {
    const guest = guests[at % guests.length]
    const query =
      at % 5 === 0 ? `https://open.spotify.com/track/${track.id}` : `${track.title} ${track.artist}`
    const id = randomUUID()
    for (let isTaken = false; !isTaken && guest; ) {
      const hit = (await search(query)).find((one) => one.id === track.id)
      const answer = hit && (await requests.ask(guest, { id, trackId: hit.id }, null))
      isTaken = answer?.ok === true
      if (isTaken) asked.push({ id, track })
      else await time.pass(minute)
    }
  }

  const playAlbum = () => {
    const [first = '', ...more] = album.slice(between(0, 50)).map(({ uri }) => uri)
    phone.play(first, ...more)
  }
  const isPlaying = () => double.player.view().playing
  /** By the DJ, who wants silence. */
  let isPaused = false
  const pause = () => {
    isPaused = true
    phone.pause()
  }
  const goOn = () => {
    isPaused = false
    const { position, device } = double.player.view()
    // What has ended is not begun again.
    if (position > 0 && device !== null) phone.resume()
  }
  const goDown = () => {
    double.player.removeDevice(booth)
    wentDown.push(time.clock())
  }
  const restart = () => {
    double.player.restartDevice(booth)
    wentDown.push(time.clock())
  }

  const many = (count: number, act: (at: number) => unknown, from = 5, to = 230): Moment[] =>
    Array.from({ length: count }, (_, at) => ({
      at: between(from * minute, to * minute),
      act: () => act(at),
    }))

  const words = () => {
    const { title, artist } = tracks[between(0, tracks.length)] ?? { title: '', artist: '' }
    return `${title} ${artist}`.slice(0, between(3, 16))
  }
  const type = () => void background.push(search(words()))
  const down = many(2, goDown)

  const moments: Moment[] = [
    ...songs.map((track, at) => ({
      at: between(0, 200 * minute),
      act: () => void background.push(askFor(track, at)),
    })),
    ...many(220, type),
    // A full room, all at once.
    ...[30, 100, 180].flatMap((at) => many(100, type, at, at + 2)),
    ...many(9, () => isPlaying() && phone.skip()),
    ...many(4, playAlbum),
    ...many(3, () => phone.queue(album[between(50, album.length)]?.uri ?? '')),
    ...many(2, restart),
    ...down,
    ...down.map(({ at }) => ({ at: at + 25 * second, act: () => double.player.addDevice({ name: booth }) })),
    ...[80, 170].flatMap((at) => [
      { at: at * minute, act: pause },
      { at: (at + 4) * minute, act: goOn },
    ]),
    ...troublesOf(between).flatMap(({ at, fault, ms }): Moment[] => {
      let remove = () => {}
      const begin = {
        at,
        act: () => {
          remove = double.faults.add(fault)
        },
      }
      return ms === null ? [begin] : [begin, { at: at + ms, act: () => remove() }]
    }),
    ...many(3, () => weather.slow({ thereMs: between(1, 10) * second, backMs: 9 * second })),
    ...many(2, () => weather.slow({ thereMs: Number.POSITIVE_INFINITY, backMs: 0 })),
  ].sort((a, b) => a.at - b.at)

  const wasHeard = (track: CatalogueTrack) => double.heard().some(({ uri }) => uri === track.playsAs)

  /** The DJ presses play in a silence that nobody wanted, and knows what was heard of what was passed over. */
  async function look(): Promise<void> {
    const { held, problem, passedOver } = player.state()
    const deviceId = made.deviceId()
    if (problem?.kind === 'no-device' && deviceId !== null) {
      await press(player.refreshDevices())
      await press(player.chooseDevice(deviceId))
    }
    if (!isPlaying() && held && !isPaused) await press(player.play())
    for (const { requestId } of passedOver) {
      const track = asked.find(({ id }) => id === requestId)?.track
      if (!track) continue
      if (!wasHeard(track)) takenUp.add(requestId)
      await press(wasHeard(track) ? player.heard(requestId) : player.again(requestId))
    }
  }

  async function passTo(at: number): Promise<void> {
    while (time.clock() < at) {
      await advance(Math.min(20 * second, at - time.clock()))
      await look()
    }
  }

  const status = (id: string) => made.live.night()?.requests.get(id)?.status
  playAlbum()
  for (const { at, act } of moments) {
    await passTo(start + at)
    await act()
  }
  const isOver = () => asked.length === songCount && asked.every(({ id }) => status(id) === 'played')
  for (let more = 0; more < 40 && !isOver(); more += 1) await passTo(time.clock() + 5 * minute)
  await passTo(time.clock() + 2 * minute)
  await Promise.all(background)
  return { ...made, asked, takenUp, wentDown, answeredBySpotify, status }
}
