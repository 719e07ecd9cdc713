import type { CallLane } from '../../core/spotify/call-window.ts'
import { isSpotifyId } from '../../core/spotify/link.ts'
import type { Track } from '../../core/track.ts'
import type { SpotifyApi, SpotifyPage } from '../../services/spotify/ports.ts'
import { createAnswerCache } from './answer-cache.ts'
import { accountBody, searchBody, trackBody } from './bodies.ts'
import { type ApiCall, type CallerParts, createCaller, profile } from './caller.ts'
import { parseReply } from './parse-reply.ts'
import { createPlayer } from './player.ts'
import { createPlaylists } from './playlists.ts'
import { trackOf } from './read-bodies.ts'

const pageSize = 10
const lastOffset = 1_000
const longestQuery = 200

const minute = 60_000
const pagesKept = 500
const tracksKept = 2_000
const foundHolds = 10 * minute
const notFoundHolds = minute

/** Spotify's Web API for one sign-in. A new sign-in takes a new one, with a new queue. */
export function createSpotifyApi(parts: CallerParts): SpotifyApi {
  const call = createCaller(parts)
  const pages = createAnswerCache<SpotifyPage>(pagesKept, parts.clock)
  const tracks = createAnswerCache<Track | null>(tracksKept, parts.clock)

  return {
    ...createPlayer(call),
    ...createPlaylists(call),

    async account() {
      return parseReply(await call(profile), accountBody)
    },

    async search(query, offset = 0, { atOnce } = { atOnce: false }) {
      const asked = query.replace(/\s+/g, ' ').trim().slice(0, longestQuery)
      const from = Math.max(0, Math.trunc(offset))
      if (asked === '' || from > lastOffset) return { ok: true, value: { tracks: [], next: null } }
      const key = `${from} ${asked.toLowerCase()}`
      const known = pages.get(key)
      if (known !== undefined) return { ok: true, value: known }
      const read = parseReply(await call(searchCall(asked, from, laneFor(atOnce))), searchBody)
      if (!read.ok) return read
      const { items, next } = read.value.tracks
      const following = from + pageSize
      const page = {
        tracks: items.map(trackOf),
        next: next !== null && following <= lastOffset ? following : null,
      }
      pages.set(key, page, page.tracks.length > 0 ? foundHolds : notFoundHolds)
      for (const track of page.tracks) tracks.set(track.id, track, foundHolds)
      return { ok: true, value: page }
    },

    async track(id, { atOnce } = { atOnce: false }) {
      if (!isSpotifyId(id)) return { ok: true, value: null }
      const known = tracks.get(id)
      if (known !== undefined) return { ok: true, value: known }
      const reply = await call({ ...catalogue, lane: laneFor(atOnce), path: `/tracks/${id}` })
      if (!reply.ok && reply.problem.kind === 'not-found') {
        tracks.set(id, null, notFoundHolds)
        return { ok: true, value: null }
      }
      const read = parseReply(reply, trackBody)
      if (!read.ok) return read
      const track = trackOf(read.value)
      tracks.set(id, track, foundHolds)
      return { ok: true, value: track }
    },
  }
}

const catalogue = {
  method: 'GET',
  topic: 'catalogue',
  needs: null,
} as const satisfies Partial<ApiCall>

function laneFor(atOnce: boolean): CallLane {
  return atOnce ? 'read' : 'catalogue'
}

/** Without a market: the country of the account counts before it. */
function searchCall(q: string, offset: number, lane: CallLane): ApiCall {
  const query = { q, type: 'track', limit: String(pageSize), offset: String(offset) }
  return { ...catalogue, lane, path: '/search', query }
}
