import type { AskedTrack, GuestRequest } from './contract/guest-api.ts'
import { limits } from './contract/limits.ts'
import type { Guest } from './core/guest.ts'
import { isWantedBy, type Request, votesOf } from './core/request.ts'
import { whyNotFrom, whyNotNow } from './core/request-rules.ts'
import { done, type Result, refuse } from './core/result.ts'
import type { Track } from './core/track.ts'
import type { Excuse } from './dispatch.ts'
import { shownEvent } from './guest-feeds.ts'
import { guestRequest, shownGuest } from './projections/mine-view.ts'
import { guestTrack } from './projections/room-view.ts'
import type { GuestDoor, GuestHandlers } from './server/guest-door.ts'
import { openRequestOf } from './services/open-request.ts'
import type { Services } from './services.ts'

/** Searches under way, of all guests: a crowd never has that many, for one takes a few milliseconds. */
const mostSearches = 200

/** A database that is away is told as such: nothing is lost, and the phone tries again by itself. */
function excused(handlers: GuestHandlers, excuse: Excuse): GuestHandlers {
  const wrap =
    (handle: (...call: never[]) => Promise<Result<unknown>>) =>
    async (...call: never[]) => {
      try {
        return await handle(...call)
      } catch (error) {
        const refusal = excuse(error)
        if (refusal) return refusal
        throw error
      }
    }
  const entries = Object.entries(handlers).map(([route, handle]) => [route, wrap(handle)])
  return Object.fromEntries(entries) as GuestHandlers
}

/** What phones may ask, by route. `alsoAt`: the lasting names of this machine. */
export function guestHandlers(
  services: Services,
  excuse: Excuse,
  alsoAt: GuestDoor['alsoAt'] = () => [],
): GuestHandlers {
  const { addresses, catalogue, guestAllowance, guestList, guests, live, ownCatalogue } = services
  const { requests, spotify } = services
  let searches = 0
  const nightId = () => live.night()?.event.id ?? null

  function shown(request: Request, guest: Guest): Result<GuestRequest> {
    const night = live.night()
    return night ? done(guestRequest(night, request, guest.id)) : refuse('not-found')
  }

  function standOf(track: Track, guest: Guest): AskedTrack['asked'] {
    const night = live.night()
    const request = night && openRequestOf(night, track)
    return request
      ? { requestId: request.id, votes: votesOf(request), mine: isWantedBy(request, guest.id) }
      : null
  }

  function asked(track: Track, guest: Guest): AskedTrack {
    return { ...guestTrack(track), asked: standOf(track, guest) }
  }

  /** Songs that a search has shown; no other one is looked up for this. */
  async function known(ids: readonly string[]): Promise<readonly Track[]> {
    const found = await Promise.all(ids.filter(catalogue.knows).map(catalogue.byId))
    return found.filter((track) => track !== null)
  }

  /** A song that no search has shown costs a call to Spotify. Who may not ask at all is told so further on. */
  function mayLookUp(body: object, guest: Guest, device: string): boolean {
    if (!('trackId' in body) || catalogue.knows(String(body.trackId))) return true
    const night = live.night()
    const isOpen = night && !whyNotFrom(night.guests.get(guest.id)) && !whyNotNow(night.event)
    return !isOpen || guestAllowance.take(guest, device)
  }

  /** Spotify's next page, for who looked through the first. */
  async function more(query: string, from: number, guest: Guest, device: string) {
    if (!guestAllowance.take(guest, device)) return refuse('slow-down', { retryAfter: 10 })
    const answer = await spotify.search(query, from, false)
    if (!answer.ok) return refuse('busy', { retryAfter: 10 })
    const { tracks, next } = answer.value
    return done({ body: { tracks: tracks.map((track) => asked(track, guest)), next } })
  }

  const handlers: GuestHandlers = {
    'GET /api/event': async (_, { guest }) => {
      const needsCode = guests.codeInstead() !== null
      const me = guest && shownGuest(guest)
      return done({
        body: { ...shownEvent(live), needsCode, guest: me, night: nightId(), alsoAt: [...alsoAt()] },
      })
    },

    'POST /api/guests': async ({ body: { nickname, ...proof } }, { device, joined }) => {
      // Who is blocked does not come in again under another name.
      const unwelcome = whyNotFrom(joined?.guest)
      if (unwelcome) return { ok: false, error: unwelcome }
      const outcome = await guests.join(proof, nickname, device, joined)
      if (!outcome.ok) return outcome
      const { guest, token } = outcome.value
      return done({ body: { guest: shownGuest(guest), token } })
    },

    'GET /api/tracks': async ({ query }, { guest, device }) => {
      if (query.from !== undefined) return more(query.q, query.from, guest, device)
      if (searches >= mostSearches) return refuse('busy', { retryAfter: 2 })
      searches += 1
      try {
        const searched = guestAllowance.take(guest, device) ? catalogue : ownCatalogue
        const tracks = await searched.search(query.q, limits.tracksPerSearch)
        return done({ body: { tracks: tracks.map((track) => asked(track, guest)) } })
      } finally {
        searches -= 1
      }
    },

    'GET /api/asked': async ({ query }, { guest }) => {
      const stands = (await known(query.of.split(','))).map(
        (track) => [track.id, standOf(track, guest)] as const,
      )
      return done({
        body: { asked: Object.fromEntries(stands.flatMap(([id, stand]) => (stand ? [[id, stand]] : []))) },
      })
    },

    'POST /api/requests': async ({ body }, { guest, address, device }) => {
      if (!mayLookUp(body, guest, device)) return refuse('busy', { retryAfter: 30 })
      const ipHash = await addresses.hash(address)
      const outcome = await guestList.unlessBlocked(guest, () => requests.ask(guest, body, ipHash))
      if (!outcome.ok) return outcome
      const request = shown(outcome.value.request, guest)
      if (!request.ok) return request
      return done({ body: { request: request.value }, status: outcome.value.created ? 201 : 200 })
    },

    'DELETE /api/requests/:id': async ({ params }, { guest }) => {
      const outcome = await requests.takeBack(guest, params.id)
      return outcome.ok ? done({ body: null }) : outcome
    },

    'POST /api/requests/:id/vote': async ({ params }, { guest }) => {
      const outcome = await guestList.unlessBlocked(guest, () => requests.vote(guest, params.id))
      if (!outcome.ok) return outcome
      const request = shown(outcome.value, guest)
      return request.ok ? done({ body: { request: request.value } }) : request
    },

    'GET /api/health': async () => done({ body: { ok: true, night: nightId() } }),
  }
  return excused(handlers, excuse)
}
