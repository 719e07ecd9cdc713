import type { Database } from '../../../db/open-database.ts'
import { spotifyMarksIn } from '../../../db/spotify-marks.ts'
import type { SpotifyProblem } from '../../core/spotify/problem.ts'
import type { Live, Night } from '../../live.ts'
import { createTurns } from '../in-turn.ts'
import type { Nights } from '../nights.ts'
import type { Clock, Log } from '../ports.ts'
import type { After, SpotifyApi } from './ports.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly nights: Pick<Nights, 'change'>
  /** `null` while nobody is connected; after a change of it `retry` is to be called. */
  readonly api: () => SpotifyApi | null
  readonly clock: Clock
  readonly after: After
  readonly log: Log
}

type Missing = { readonly id: string; readonly uri: string }

/** Songs that are decided about one after the other go on the list in one call. */
const gatherMs = 10_000
/** After a failure that may pass. */
const againMs = 60_000
/** Spotify's own limit. */
const mostPerCall = 100

/**
 * The private playlist of a night at Spotify, made with its first song. What was sent and not answered is looked for on
 * the list before it is sent again. Nothing here throws, and nothing of the night waits for it.
 */
export function createNightPlaylist({ database, live, nights, api, clock, after, log }: Deps) {
  const inTurn = createTurns()
  let eventId: string | null = null
  /** The list may hold songs that are not marked. */
  let isUnsure = true
  let callOff: (() => void) | null = null
  let stopped = false

  function later(ms: number): void {
    if (stopped || callOff) return
    callOff = after(ms, () => {
      callOff = null
      void inTurn(fill).catch((error) => log.warn('The playlist of the night waits', { error }))
    })
  }

  function wants(night: Night | null): night is Night {
    return night !== null && night.event.config.spotifyPlaylist !== 'off'
  }

  function marks<T>(
    night: Night,
    work: (marks: ReturnType<typeof spotifyMarksIn>) => Promise<T>,
  ): Promise<T> {
    return database.withTenant({ role: 'dj', userId: night.event.userId }, (tx) => work(spotifyMarksIn(tx)))
  }

  async function fill(): Promise<void> {
    const night = live.night()
    const spotify = api()
    if (stopped || !wants(night) || !spotify) return
    const { spotifyPlaylist } = night.event.config
    if (spotifyPlaylist === 'off') return
    const missing = await marks(night, (rows) => rows.missingOnPlaylist(night.event.id, spotifyPlaylist))
    if (missing.length === 0) return
    const list = night.event.config.spotifyPlaylistId ?? (await make(spotify, night))
    if (list !== null) await add(spotify, night, list, missing)
  }

  async function make(spotify: SpotifyApi, night: Night): Promise<string | null> {
    const made = await spotify.createPlaylist(
      night.event.config.title,
      'Songs of this night, kept by Cueline.',
    )
    if (!made.ok) {
      wait(made.problem)
      return null
    }
    const kept = await nights.change(null, { config: { spotifyPlaylistId: made.value } })
    if (!kept.ok) return null
    isUnsure = false
    return made.value
  }

  async function add(
    spotify: SpotifyApi,
    night: Night,
    list: string,
    missing: readonly Missing[],
  ): Promise<void> {
    const absent = isUnsure ? await thoseNotOn(spotify, night, list, missing) : missing
    if (absent === null) return
    for (let at = 0; at < absent.length; at += mostPerCall) {
      const some = absent.slice(at, at + mostPerCall)
      const answer = await spotify.addToPlaylist(
        list,
        some.map(({ uri }) => uri),
      )
      if (!answer.ok) return failed(answer.problem)
      // Until it is marked the list is ahead of the database.
      isUnsure = true
      await mark(night, some)
      isUnsure = false
    }
  }

  /** What was added by a call whose answer was lost is marked; `null`: it can't be told now. */
  async function thoseNotOn(
    spotify: SpotifyApi,
    night: Night,
    list: string,
    missing: readonly Missing[],
  ): Promise<readonly Missing[] | null> {
    const read = await spotify.playlistUris(list)
    if (!read.ok) {
      await failed(read.problem)
      return null
    }
    const there = new Set(read.value)
    await mark(
      night,
      missing.filter(({ uri }) => there.has(uri)),
    )
    isUnsure = false
    return missing.filter(({ uri }) => !there.has(uri))
  }

  function mark(night: Night, songs: readonly Missing[]): Promise<void> {
    return marks(night, (rows) => rows.setOnPlaylist(songs.map(({ id }) => id)))
  }

  async function failed(problem: SpotifyProblem): Promise<void> {
    isUnsure = true
    // The DJ threw the list away: what comes from now on goes on a new one.
    if (problem.kind === 'not-found') await nights.change(null, { config: { spotifyPlaylistId: null } })
    wait(problem)
  }

  function wait(problem: SpotifyProblem): void {
    log.info('The playlist of the night waits for Spotify', { problem: problem.kind })
    later(problem.kind === 'rate-limited' ? Math.max(againMs, problem.until - clock()) : againMs)
  }

  function look(): void {
    const night = live.night()
    if (night?.event.id !== eventId) {
      eventId = night?.event.id ?? null
      isUnsure = true
    }
    if (wants(night) && api() !== null) later(gatherMs)
  }

  const undoLive = live.subscribe(look)

  return {
    /** The connection, or what stood in the way, has changed. */
    retry: look,

    /** Resolves when nothing is under way any more. */
    async stop(): Promise<void> {
      stopped = true
      undoLive()
      callOff?.()
      await inTurn(async () => {})
    },
  }
}
