import type { Database } from '../../../db/open-database.ts'
import { spotifyMarksIn } from '../../../db/spotify-marks.ts'
import { outcomeOf } from '../../core/spotify/after-step.ts'
import type { PlaylistChoice } from '../../core/spotify/choices.ts'
import type { SpotifyProblem } from '../../core/spotify/problem.ts'
import type { Live, Night } from '../../live.ts'
import { createTurns } from '../in-turn.ts'
import type { Nights } from '../nights.ts'
import type { Clock, Log } from '../ports.ts'
import { createSpotifyCalls } from './calls.ts'
import type { After, SpotifyApi } from './ports.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly nights: Pick<Nights, 'change'>
  readonly api: () => SpotifyApi | null
  readonly log: Log
  readonly clock: Clock
  readonly after: After
}

type Following = {
  readonly eventId: string
  readonly which: Exclude<PlaylistChoice, 'off'>
  readonly playlistId: string | null
}

/** Songs of one call. */
const batch = 100
/** Songs that come one by one travel together, milliseconds. */
const gatherMs = 5_000
/** After a failure of the database, milliseconds. */
const troubleMs = 10_000

/**
 * The private playlist of the open night: made once, then every approved or played song of Spotify is added once. Whether a
 * song is on it is marked in the database; where an answer was lost, the playlist itself says. Nothing here throws.
 */
export function createNightPlaylist(deps: Deps) {
  const { database, live, nights, log, clock, after } = deps
  const inTurn = createTurns()
  const calls = createSpotifyCalls(deps)
  const listeners = new Set<() => void>()
  let following: Following | null = null
  let callOff: (() => void) | null = null
  /** More may be on the playlist than is marked: it is read before anything is added. */
  let isUnsure = true
  /** A playlist may have been made whose id was lost: no second one is made before the DJ says so. */
  let isMakingLost = false
  /** Playlists that were made and are not in the settings of their night yet, by its id. */
  const made = new Map<string, string>()
  let stopped = false

  function later(ms: number): void {
    if (stopped || following === null || ms === Number.POSITIVE_INFINITY || callOff !== null) return
    callOff = after(Math.max(1, Math.ceil(ms)), () => {
      callOff = null
      void inTurn(run)
    })
  }

  const soon = () => later(gatherMs)
  const isOpen = (eventId: string) => live.night()?.event.id === eventId

  async function run(): Promise<void> {
    const night = live.night()
    if (stopped || following === null || night?.event.id !== following.eventId) return
    if (calls.until(true) > clock()) return later(calls.until(true) - clock())
    try {
      await add(night, following)
      if (calls.until(true) > clock()) later(calls.until(true) - clock())
    } catch (error) {
      log.error('The playlist of the night could not go on; trying again', { error })
      isUnsure = true
      later(troubleMs)
    }
    for (const listener of [...listeners]) listener()
  }

  async function add(night: Night, { which, playlistId: known }: Following): Promise<void> {
    const { id: eventId, userId } = night.event
    const asDj = { role: 'dj', userId } as const
    const missing = await database.withTenant(asDj, (tx) =>
      spotifyMarksIn(tx).missingOnPlaylist(eventId, which),
    )
    const playlistId = missing.length === 0 ? null : (known ?? (await make(night)))
    if (playlistId === null) return
    const there = await urisOn(eventId, playlistId)
    if (there === null) return
    const uris = [...new Set(missing.map(({ uri }) => uri))].filter((uri) => !there.has(uri))
    const added = await addInBatches(eventId, playlistId, uris)
    const ids = missing.filter(({ uri }) => there.has(uri) || added.has(uri)).map(({ id }) => id)
    await database.withTenant(asDj, (tx) => spotifyMarksIn(tx).setOnPlaylist(ids))
  }

  /** Those that were added: all, or the batches before the first that failed. */
  async function addInBatches(
    eventId: string,
    playlistId: string,
    uris: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const added = new Set<string>()
    for (let from = 0; from < uris.length; from += batch) {
      const some = uris.slice(from, from + batch)
      const answer = await calls.command((api) => api.addToPlaylist(playlistId, some))
      if (!answer.ok) {
        isUnsure ||= outcomeOf(answer.problem) === 'unknown'
        if (answer.problem.kind === 'not-found') await giveUp(eventId)
        return added
      }
      for (const uri of some) added.add(uri)
    }
    return added
  }

  /** What is on it already, where we can't be sure of that; `null`: it can't be read now. */
  async function urisOn(eventId: string, playlistId: string): Promise<ReadonlySet<string> | null> {
    if (!isUnsure) return new Set()
    const answer = await calls.read((api) => api.playlistUris(playlistId))
    if (answer.ok) isUnsure &&= !isOpen(eventId)
    else if (answer.problem.kind === 'not-found') await giveUp(eventId)
    return answer.ok ? new Set(answer.value) : null
  }

  async function make({ event }: Night): Promise<string | null> {
    const kept = made.get(event.id)
    const playlistId = kept ?? (await create(event))
    // Another night was opened meanwhile: this one takes its playlist up when it is open again.
    if (playlistId === null || !isOpen(event.id)) return null
    isUnsure = kept !== undefined
    following = following && { ...following, playlistId }
    const stored = await nights.change(null, { config: { spotifyPlaylistId: playlistId } })
    if (stored.ok) made.delete(event.id)
    return playlistId
  }

  async function create(event: Night['event']): Promise<string | null> {
    if (isMakingLost) return null
    const title = event.config.title || 'Cueline'
    const answer = await calls.command((api) => api.createPlaylist(title, 'The songs of this night'))
    if (!answer.ok) {
      // Without a way there nothing was made.
      const isLost = answer.problem.kind !== 'offline' && outcomeOf(answer.problem) === 'unknown'
      isMakingLost ||= isLost && isOpen(event.id)
      return null
    }
    made.set(event.id, answer.value)
    return answer.value
  }

  /** It is not there any more: none is made in its place unless the DJ asks for one again. */
  async function giveUp(eventId: string): Promise<void> {
    made.delete(eventId)
    if (!isOpen(eventId)) return
    following = null
    await nights.change(null, { config: { spotifyPlaylist: 'off', spotifyPlaylistId: null } })
  }

  const undoLive = live.subscribe(soon)

  return {
    /** What belongs on the open night's playlist, and which that is, as its settings say; to be told again with each night. */
    follow(next: { readonly which: PlaylistChoice; readonly playlistId: string | null }): void {
      const { which, playlistId } = next
      const eventId = live.night()?.event.id
      const isKnown =
        following !== null && following.eventId === eventId && following.playlistId === playlistId
      following = which === 'off' || eventId === undefined ? null : { eventId, which, playlistId }
      if (!isKnown) {
        isUnsure = playlistId !== null
        isMakingLost = false
      }
      soon()
    },
    /** What stands in the way; `slow` or `broken` while none is made: one may be there, and only `retry` makes another. */
    problem: (): SpotifyProblem | null => calls.problem(),
    /** Calls after each attempt; returns its undo. */
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** The connection, or what stood in the way, has changed. */
    retry(): void {
      isMakingLost = false
      calls.retry()
      callOff?.()
      callOff = null
      soon()
    },
    /** Resolves when nothing is under way any more. */
    async stop(): Promise<void> {
      stopped = true
      undoLive()
      listeners.clear()
      await inTurn(async () => callOff?.())
    },
  }
}
