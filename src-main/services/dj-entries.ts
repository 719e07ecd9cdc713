import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import { cleanNickname, cleanNote } from '../core/clean-text.ts'
import { djName } from '../core/request.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Track } from '../core/track.ts'
import type { Live } from '../live.ts'
import { takeTurns } from './in-fair-order.ts'
import { alreadyOpen, openRequestOf } from './open-request.ts'
import type { Catalogue, Clock } from './ports.ts'
import { type AskedSong, trackOf } from './wishes.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly catalogue: Catalogue
  readonly clock: Clock
}

/** What the DJ enters: an own song, or one that somebody without a phone asks for at the desk. */
export type DjEntry = Entry & { readonly song: AskedSong }

type Entry = {
  readonly id: string
  /** Who asks; `null`: the DJ. */
  readonly nickname?: string | null
  readonly note?: string | null
  /** Up next unless told. */
  readonly to?: 'up-next' | 'inbox'
}

export type DjEntries = ReturnType<typeof createDjEntries>

/** Enters songs at the end of the queue or in the inbox. One that is open already is refused as `already-asked`. */
export function createDjEntries({ database, live, catalogue, clock }: Deps) {
  async function addTrack(
    { id, nickname, note, to = 'up-next' }: Entry,
    track: Track,
  ): Promise<Result<null>> {
    const night = live.night()
    if (!night) return refuse('no-event')
    const { event } = night
    if (event.endedAt !== null) return refuse('event-ended')
    const open = openRequestOf(night, track)
    if (open) return alreadyOpen(live, open)
    const isApproved = to === 'up-next'
    const outcome = await database.withTenant({ role: 'dj', userId: event.userId }, (tx) =>
      requestsIn(tx).insert(
        {
          id,
          userId: event.userId,
          eventId: event.id,
          track,
          guestId: null,
          nickname: cleanNickname(nickname ?? '') ?? djName,
          note: cleanNote(note ?? ''),
          ipHash: null,
          origin: 'dj',
          status: isApproved ? 'approved' : 'pending',
          approvedAt: isApproved ? clock() : null,
        },
        0,
      ),
    )
    if (outcome === 'limit-reached') return refuse('limit-reached')
    if (outcome === 'id-taken') return refuse('id-taken')
    if ('conflict' in outcome) return alreadyOpen(live, outcome.conflict)
    const { row } = outcome
    // Should that fail, it waits at the end.
    const placed =
      event.config.fairOrder && isApproved ? await takeTurns(database, night, [row]).catch(() => []) : []
    live.apply({ requests: [row, ...placed] })
    return done()
  }

  return {
    addTrack,
    async add({ song, ...entry }: DjEntry): Promise<Result<null>> {
      if (!live.night()) return refuse('no-event')
      const found = await trackOf(catalogue, song)
      return found.ok ? addTrack(entry, found.value) : found
    },
  }
}
