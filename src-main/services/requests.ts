import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import { cleanNote } from '../core/clean-text.ts'
import type { Guest } from '../core/guest.ts'
import type { Refusal } from '../core/refusals.ts'
import { isOpen, isPlaying, isWantedBy, type Request } from '../core/request.ts'
import { playedSince, whyNotFrom, whyNotNow, whyNotThis } from '../core/request-rules.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Track } from '../core/track.ts'
import type { Live, Night } from '../live.ts'
import { createBulkDecisions } from './bulk-decisions.ts'
import { cleanVersionOf } from './clean-version.ts'
import { createDecide } from './decide.ts'
import { createDecisions } from './decisions.ts'
import { createDeskJoins } from './desk-joins.ts'
import { createDjEntries } from './dj-entries.ts'
import { lastAskedAt } from './guest-pause.ts'
import { createMustPlay } from './must-play.ts'
import { namesOf } from './names-of.ts'
import { openRequestOf } from './open-request.ts'
import type { Catalogue, Clock } from './ports.ts'
import { createQueueOrder } from './queue-order.ts'
import { createStanding } from './standing.ts'
import { createSubmissions } from './submissions.ts'
import { whyNotSong } from './why-not-song.ts'
import { type AskedSong, isOfWish, trackOf } from './wishes.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly catalogue: Catalogue
  readonly clock: Clock
}

/** What a phone sends: the id is its own, so that sending twice asks once. */
export type Ask = { readonly id: string; readonly note?: string | null | undefined } & AskedSong

/** `created` is false when this id was answered before. */
export type Asked = { readonly request: Request; readonly created: boolean }

/** Requests of guests and what the DJ decides about them. */
export function createRequests(deps: Deps) {
  const { database, live, catalogue, clock } = deps
  const submissions = createSubmissions({ database, live })
  const decide = createDecide(deps)
  const decisions = createDecisions({ ...deps, decide })
  const entries = createDjEntries(deps)

  function asDj(night: Night) {
    return { role: 'dj', userId: night.event.userId } as const
  }

  function asGuest(night: Night, guest: Guest) {
    return { role: 'guest', userId: night.event.userId, eventId: guest.eventId, guestId: guest.id } as const
  }

  /** The song, if this guest may ask for it now. */
  async function judge(night: Night, guest: Guest, ask: Ask): Promise<Result<Track>> {
    const closed = whyNotFrom(night.guests.get(guest.id)) ?? whyNotNow(night.event)
    if (closed) return { ok: false, error: closed }
    const found = await trackOf(catalogue, ask)
    if (!found.ok) return found
    const track = found.value
    const ruled = whyNotThis(night.event, track)
    if (ruled) {
      const instead = ruled.code === 'explicit' ? await cleanInstead(track) : {}
      return { ok: false, error: { ...ruled, ...instead } }
    }
    const open = openRequestOf(night, track)
    if (open && open.id !== ask.id) return askedAlready(open)
    const { rules } = night.event.config
    const error = whyNotSong(night, track, { rules, guestAskedAt: lastAskedAt(night, guest), now: clock() })
    return error === null ? done(track) : { ok: false, error }
  }

  /** What the guest may ask for instead of an explicit song, where the catalogue has it. */
  async function cleanInstead(track: Track): Promise<Pick<Refusal, 'alternative'>> {
    const clean = await cleanVersionOf(catalogue, track).catch(() => null)
    if (clean === null) return {}
    const { id, title, artist } = clean
    return { alternative: { track: { id, title, artist } } }
  }

  /** The request as the database has it: an answer that came too late leaves it out of the live state. */
  async function look(night: Night, guest: Guest, id: string): Promise<Request | null> {
    const row = await database.withTenant(asGuest(night, guest), (tx) => requestsIn(tx).byId(id))
    if (row) live.apply({ requests: [row] })
    return row
  }

  /** Who asks for what others asked already is pointed to it. */
  function askedAlready(request: Request): Result<never> {
    return refuse('already-asked', { alternative: { requestId: request.id } })
  }

  async function isTakenBack(night: Night, guest: Guest, id: string): Promise<boolean> {
    const found = await database.withTenant(asGuest(night, guest), (tx) => requestsIn(tx).takenBack([id]))
    return found.get(id) === guest.id
  }

  async function refresh(night: Night, ids: readonly string[]): Promise<void> {
    const rows = await database.withTenant(asDj(night), (tx) => requestsIn(tx).byIds(ids))
    const found = new Set(rows.map((row) => row.id))
    live.apply({ requests: rows, removed: ids.filter((id) => !found.has(id)) })
  }

  return {
    /** A guest asks. The same id again answers the same request, whatever has changed since. */
    async ask(guest: Guest, ask: Ask, ipHash: string | null): Promise<Result<Asked>> {
      const night = live.night()
      if (!night) return refuse('event-offline')
      const note = ask.note ? cleanNote(ask.note) : null
      const known = night.requests.get(ask.id)
      if (known) return answerAgain(known, guest, ask, note)
      const judged = await judge(night, guest, ask)
      if (!judged.ok) {
        const stored = await look(night, guest, ask.id)
        return stored ? answerAgain(stored, guest, ask, note) : judged
      }
      const track = judged.value
      const since = playedSince(night.event, clock())
      const { autoApprove, maxRequestsPerGuest } = night.event.config
      const outcome = await submissions.submit(
        {
          id: ask.id,
          userId: night.event.userId,
          eventId: night.event.id,
          track,
          guestId: guest.id,
          alsoOf: namesOf(night, guest).filter((id) => id !== guest.id),
          nickname: guest.nickname,
          note,
          ipHash,
          origin: 'guest',
          status: autoApprove ? 'approved' : 'pending',
          approvedAt: autoApprove ? clock() : null,
        },
        { limit: maxRequestsPerGuest, playedSince: since },
      )
      if (typeof outcome === 'string') return refuse(outcome)
      if ('conflict' in outcome) return askedAlready(outcome.conflict)
      if (!outcome.created && !sameAsk(outcome.row, guest, ask, note)) return refuse('id-taken')
      return done({ request: outcome.row, created: outcome.created })
    },

    /**
     * Takes back an own pending request; it stays as the first voter's, if there is one. One that is gone already counts
     * as taken back.
     */
    async takeBack(guest: Guest, id: string): Promise<Result<null>> {
      const night = live.night()
      const request = night?.requests.get(id)
      if (!night) return refuse('not-found')
      if (!request) return (await isTakenBack(night, guest, id)) ? done() : refuse('not-found')
      if (request.guestId !== guest.id) return refuse('not-yours')
      if (request.status !== 'pending') return refuse('too-late')
      // As the DJ, who sees all that want it.
      const outcome = await database.withTenant(asDj(night), (tx) =>
        requestsIn(tx).withdraw(id, guest.id, clock()),
      )
      if (outcome !== null) {
        live.apply(outcome === 'withdrawn' ? { removed: [id] } : { requests: [outcome] })
        return done()
      }
      await refresh(night, [id])
      return (await isTakenBack(night, guest, id)) ? done() : refuse('too-late')
    },

    /** +1 of this guest, once; the one who asked has voted by asking. */
    async vote(guest: Guest, id: string): Promise<Result<Request>> {
      const night = live.night()
      const request = night?.requests.get(id)
      if (!night || !request) return refuse('not-found')
      if (isWantedBy(request, guest.id)) return done(request)
      const closed = whyNotFrom(night.guests.get(guest.id)) ?? whyNotNow(night.event)
      if (closed) {
        const stored = await look(night, guest, id)
        return stored && isWantedBy(stored, guest.id) ? done(stored) : { ok: false, error: closed }
      }
      if (!isOpen(request) || isPlaying(request)) return refuse('too-late')
      const row = await database.withTenant(asGuest(night, guest), (tx) =>
        requestsIn(tx).addVote(request, guest.id),
      )
      if (!row) {
        await refresh(night, [id])
        return live.night()?.requests.has(id) ? refuse('too-late') : refuse('not-found')
      }
      live.apply({ requests: [row] })
      // Taken back since its row was read.
      const now = live.night()?.requests.get(id)
      return now ? done(now) : refuse('not-found')
    },

    ...decisions,
    ...entries,
    ...createDeskJoins({ ...deps, decide }),
    standingOf: createStanding(deps),
    ...createMustPlay({ ...deps, entries, decisions }),
    ...createBulkDecisions(deps),
    ...createQueueOrder(deps),
  }
}

function answerAgain(known: Request, guest: Guest, ask: Ask, note: string | null): Result<Asked> {
  return sameAsk(known, guest, ask, note) ? done({ request: known, created: false }) : refuse('id-taken')
}

/** Whether an id that came again asks for the same as before. */
function sameAsk(known: Request, guest: Guest, ask: Ask, note: string | null): boolean {
  if (known.guestId !== guest.id || known.note !== note) return false
  if ('trackId' in ask) return known.track.provider !== 'wish' && known.track.id === ask.trackId
  return isOfWish(known.track, ask.wish)
}
