import type { Database } from '../../../db/open-database.ts'
import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import type { Track } from '../../core/track.ts'
import type { Live } from '../../live.ts'
import type { Nights } from '../nights.ts'
import type { Playback } from '../playback.ts'
import type { Catalogue, Clock, Log } from '../ports.ts'
import type { Session } from '../session.ts'
import type { SpotifyTokens } from '../spotify-tokens.ts'
import { withSpotify } from './catalogue.ts'
import { createSpotifyConnection } from './connection.ts'
import { createSpotifyPlayer } from './player.ts'
import { createNightPlaylist } from './playlist.ts'
import type { After, FetchCover, SpotifyApi, SpotifyDoor, SpotifyPage } from './ports.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly session: Session
  readonly nights: Nights
  readonly playback: Playback
  /** The DJ's own songs. */
  readonly catalogue: Catalogue
  readonly spotifyDoor: SpotifyDoor
  readonly fetchCover: FetchCover
  readonly spotifyTokens: SpotifyTokens
  readonly clock: Clock
  readonly after: After
  readonly log: Log
}

/** Milliseconds that the end of the app waits for Spotify. */
const stopMs = 2_000

/** Spotify as one catalogue and one player among others: without it, or while it fails, the night runs on. */
export function createSpotify(deps: Deps) {
  const { live, session, spotifyDoor: door, catalogue: own, fetchCover, after } = deps
  const connection = createSpotifyConnection({ ...deps, door })
  const player = createSpotifyPlayer({ ...deps, api: connection.api })
  let owner: string | null = null
  let woken: { readonly api: SpotifyApi | null; readonly isWell: boolean } = { api: null, isWell: true }
  const playlist = createNightPlaylist({ ...deps, api: connection.api })

  /** The song of a request that has this id. */
  function asked(id: string): Track | undefined {
    for (const { track } of live.night()?.requests.values() ?? [])
      if (track.id === id && track.provider === 'spotify') return track
    return undefined
  }

  const catalogue = withSpotify({
    own,
    api: () => (live.night()?.event.config.spotifySearch === false ? null : connection.api()),
    isWell: () => connection.state().problem === null,
    asked,
    fetchCover,
    after,
  })

  /** Whose night is open decides whose Spotify it is, and that night's settings what it does. */
  function follow(): void {
    const event = live.night()?.event ?? null
    const dj = event?.userId ?? session.user()?.id ?? null
    if (dj !== owner) {
      owner = dj
      void connection.follow(dj)
    }
    // Of all processes that serve a night only the one plays where its DJ is signed in, which is one at a time.
    const config = event?.userId === session.user()?.id ? event?.config : undefined
    player.use(config?.player ?? 'hand')
    playlist.follow({
      which: config?.spotifyPlaylist ?? 'off',
      playlistId: config?.spotifyPlaylistId ?? null,
    })
  }

  /** What waited for Spotify goes on when it is another one, or well again. */
  function wake(): void {
    const before = woken
    woken = { api: connection.api(), isWell: connection.state().problem === null }
    if (woken.api === before.api && (before.isWell || !woken.isWell)) return
    player.retry()
    playlist.retry()
  }

  return {
    connection,
    player,
    playlist,
    catalogue,

    /** Whether what is connected is the Spotify of another DJ, whose night is still open here. */
    isOfAnother(dj: string): boolean {
      const whose = connection.userId()
      return whose !== null && whose !== dj
    },

    /** One page after another. `isDj`: who plays does not wait behind the room. */
    async search(query: string, offset: number, isDj = true): Promise<SpotifyAnswer<SpotifyPage>> {
      const isSearched = isDj || live.night()?.event.config.spotifySearch !== false
      const api = isSearched ? connection.api() : null
      if (!api) return { ok: false, problem: { kind: 'not-connected' } }
      const answer = await api.search(query, offset, { atOnce: isDj })
      if (answer.ok) catalogue.remember(answer.value.tracks)
      return answer
    },

    /** Follows the open night and who is signed in from now on; calls `changed` whenever something of Spotify did. */
    start(changed: () => void): () => Promise<void> {
      const undoes = [
        live.subscribe(follow),
        session.subscribe(follow),
        connection.onChange(() => {
          wake()
          changed()
        }),
        player.onChange(changed),
        playlist.onChange(changed),
      ]
      follow()
      return async () => {
        for (const undo of undoes) undo()
        connection.close()
        // A call under way may take its time; the database must be closed all the same.
        const patience = new Promise<void>((resolve) => after(stopMs, resolve))
        await Promise.race([Promise.all([player.stop(), playlist.stop()]), patience])
      }
    },
  }
}
