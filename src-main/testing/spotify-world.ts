import { emptyRow } from '../core/catalogue/song-row.ts'
import type { SpotifyAnswer, SpotifyProblem } from '../core/spotify/problem.ts'
import type { Track } from '../core/track.ts'
import type { SpotifyApi } from '../services/spotify/ports.ts'
import { createOwnTime } from './own-time.ts'
import { createSpotifyModel, type ModelSong } from './spotify-model.ts'

/** What goes wrong with one call. */
export type Fault =
  /** Nothing arrives there. */
  | { readonly kind: 'offline' | 'broken' }
  /** It is carried out, and the answer is lost. */
  | { readonly kind: 'cut' }
  /** No answer in time; carried out so many milliseconds after it was sent, or never. */
  | { readonly kind: 'slow'; readonly appliedAfter: number | null }
  | { readonly kind: 'too-many'; readonly seconds: number }

/** Calls that take longer are given up, in milliseconds. */
const timeoutMs = 8_000
const lagMs = 250

/** A time of its own with Spotify in it: `advance` lets both pass. */
export function createSpotifyWorld(given: {
  readonly songs: readonly ModelSong[]
  readonly now?: number
  readonly faultOf?: (now: number, what: keyof SpotifyApi) => Fault | null
  /** Milliseconds that a call takes. */
  readonly latencyOf?: () => number
}) {
  const { faultOf = () => null, latencyOf = () => 120 } = given
  const start = given.now ?? Date.UTC(2026, 5, 20, 20)
  const model = createSpotifyModel({ now: start, songs: given.songs })
  const calls: { readonly at: number; readonly what: keyof SpotifyApi }[] = []
  const state = { quietUntil: 0, ignored: 0, connected: true }
  const playlists = new Map<string, string[]>()
  let turn: Promise<unknown> = Promise.resolve()
  const time = createOwnTime(start, model.advanceTo)
  const { clock, after, pass } = time

  /** One call after another, as the real client sends them. */
  function call<T>(what: keyof SpotifyApi, act: () => SpotifyAnswer<T>): Promise<SpotifyAnswer<T>> {
    const mine = turn.then(() => carryOut(what, act))
    turn = mine
    return mine
  }

  async function carryOut<T>(what: keyof SpotifyApi, act: () => SpotifyAnswer<T>): Promise<SpotifyAnswer<T>> {
    if (clock() < state.quietUntil) state.ignored += 1
    calls.push({ at: clock(), what })
    const fault = faultOf(clock(), what)
    const latency = latencyOf()
    if (fault?.kind === 'slow') {
      if (fault.appliedAfter !== null) after(fault.appliedAfter, act)
      await pass(timeoutMs)
      return no({ kind: 'slow' })
    }
    await pass(latency / 2)
    if (fault?.kind === 'too-many') {
      state.quietUntil = clock() + fault.seconds * 1_000
      return no({ kind: 'rate-limited', until: state.quietUntil })
    }
    const isLost = fault?.kind === 'offline' || fault?.kind === 'broken'
    const answer = isLost ? no(fault) : act()
    await pass(latency / 2)
    return fault?.kind === 'cut' ? no({ kind: 'broken' }) : answer
  }

  const command = (what: keyof SpotifyApi, act: () => SpotifyProblem | null) =>
    call(what, () => {
      const problem = act()
      return problem ? no(problem) : yes(null)
    })

  const api: SpotifyApi = {
    account: () => call('account', () => yes({ id: 'anna', name: 'Anna' })),
    search: () => call('search', () => yes({ tracks: [], next: null })),
    track: (id) =>
      call('track', () => {
        const uri = `spotify:track:${id}`
        const isKnown = given.songs.some((song) => song.uri === uri)
        return yes(isKnown ? aSpotifyTrack(model.songOf(uri), model.isPlayable(uri)) : null)
      }),
    playback: () => call('playback', () => yes(model.playback(lagMs))),
    queue: () => call('queue', () => yes(model.queue())),
    devices: () => call('devices', () => yes(model.devices())),
    transfer: (id, play) => command('transfer', () => model.transfer(id, play)),
    resume: (id) => command('resume', () => model.resume(id)),
    playTrack: (uri, id) => command('playTrack', () => model.start(uri, id)),
    pause: () => command('pause', model.pause),
    next: () => command('next', model.next),
    previous: () => command('previous', model.previous),
    seek: (ms) => command('seek', () => model.seek(ms)),
    setVolume: (percent) => command('setVolume', () => model.volume(percent)),
    addToQueue: (uri, id) => command('addToQueue', () => model.add(uri, id)),
    createPlaylist: (name) =>
      call('createPlaylist', () => {
        const id = `playlist ${playlists.size + 1} ${name}`
        playlists.set(id, [])
        return yes(id)
      }),
    addToPlaylist: (id, uris) =>
      call('addToPlaylist', () => {
        const list = playlists.get(id)
        if (!list) return no({ kind: 'not-found' })
        if (uris.length > 100) return no({ kind: 'unclear', status: 400 })
        list.push(...uris)
        return yes(null)
      }),
    playlistUris: (id) =>
      call('playlistUris', () => {
        const list = playlists.get(id)
        return list ? yes([...list]) : no({ kind: 'not-found' })
      }),
  }

  return {
    api: () => (state.connected ? api : null),
    ...time,
    model,
    phone: model.byHand,
    calls: calls as readonly { readonly at: number; readonly what: keyof SpotifyApi }[],
    playlists: playlists as ReadonlyMap<string, readonly string[]>,
    heard: model.heard,
    connect: (isConnected: boolean) => {
      state.connected = isConnected
    },
    isQuiet: () => time.clock() < state.quietUntil,
    /** Calls that were made although Spotify had asked for quiet. */
    ignored: () => state.ignored,
  }
}

export function aSpotifyTrack({ uri, title, durationMs }: ModelSong, playable = true): Track {
  const id = uri.replace('spotify:track:', '')
  const song = { ...emptyRow, title, artist: 'ABBA', durationMs }
  return {
    ...song,
    id,
    provider: 'spotify',
    hasArtwork: false,
    spotify: { link: `https://open.spotify.com/track/${id}`, artworkUrl: null, playable },
  }
}

/** The most calls within any 30 seconds. */
export function mostCallsIn30s(calls: readonly { readonly at: number }[]): number {
  let most = 0
  let first = 0
  for (const [last, { at }] of calls.entries()) {
    while ((calls[first]?.at ?? at) <= at - 30_000) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}

function yes<T>(value: T): SpotifyAnswer<T> {
  return { ok: true, value }
}

function no(problem: SpotifyProblem): { readonly ok: false; readonly problem: SpotifyProblem } {
  return { ok: false, problem }
}
