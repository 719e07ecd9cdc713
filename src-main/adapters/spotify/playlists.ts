import { isSpotifyId } from '../../core/spotify/link.ts'
import type { SpotifyAnswer, SpotifyProblem } from '../../core/spotify/problem.ts'
import type { SpotifyApi } from '../../services/spotify/ports.ts'
import { createdBody, playlistPageBody, uriOfEntry } from './bodies.ts'
import type { ApiCall, createCaller } from './caller.ts'
import { parseReply, taken } from './parse-reply.ts'

const pageSize = 50
/** A call takes no more. */
const mostAdded = 100
/** No playlist is longer than that at Spotify. */
const mostPages = 11_000 / pageSize

type Playlists = Pick<SpotifyApi, 'createPlaylist' | 'addToPlaylist' | 'playlistUris'>

/** The DJ's own playlists, as far as Cueline writes them. */
export function createPlaylists(call: ReturnType<typeof createCaller>): Playlists {
  return {
    async createPlaylist(name, description) {
      const body = { name, description, public: false, collaborative: false }
      const created = parseReply(await call({ ...writing, path: '/me/playlists', body }), createdBody)
      return created.ok ? { ok: true, value: created.value.id } : created
    },

    async addToPlaylist(playlistId, uris) {
      if (!isSpotifyId(playlistId)) return no({ kind: 'not-found' })
      if (uris.length > mostAdded) return no({ kind: 'unclear', status: 400 })
      if (uris.length === 0) return { ok: true, value: null }
      return taken(await call({ ...writing, path: `/playlists/${playlistId}/items`, body: { uris } }))
    },

    async playlistUris(playlistId) {
      if (!isSpotifyId(playlistId)) return no({ kind: 'not-found' })
      const uris: string[] = []
      for (let page = 0; page < mostPages; page += 1) {
        const query = { limit: String(pageSize), offset: String(page * pageSize) }
        const answer = await call({ ...reading, path: `/playlists/${playlistId}/items`, query })
        const read = parseReply(answer, playlistPageBody)
        if (!read.ok) return read
        for (const entry of read.value.items) {
          const uri = uriOfEntry(entry)
          if (uri !== null) uris.push(uri)
        }
        if (read.value.next === null || read.value.items.length === 0) break
      }
      return { ok: true, value: uris }
    },
  }
}

const writing = {
  method: 'POST',
  topic: 'playlist',
  lane: 'command',
  needs: 'playlist-modify-private',
} as const satisfies Partial<ApiCall>

const reading = {
  method: 'GET',
  topic: 'playlist',
  lane: 'catalogue',
  needs: 'playlist-read-private',
} as const satisfies Partial<ApiCall>

function no(problem: SpotifyProblem): SpotifyAnswer<never> {
  return { ok: false, problem }
}
