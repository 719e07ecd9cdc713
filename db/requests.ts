import { and, asc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { isOpen, isPlaying, type Request } from '../src-main/core/request.ts'
import { arrayOf } from './array-of.ts'
import { attempt } from './attempt.ts'
import { type Inserted, insertRequest, isOpenSong, type NewRequest } from './insert-request.ts'
import { approvedOf, holdApproved } from './queue-rows.ts'
import { columns, columnsWithoutVoters, nextVersion, toRequest } from './request-rows.ts'
import { requests, requestVotes } from './schema.ts'
import { takeBack } from './taking-back.ts'
import type { Tx } from './tenant.ts'

/** What to change; times in epoch milliseconds. */
export type RequestPatch = Partial<
  Pick<
    Request,
    | 'status'
    | 'queuePosition'
    | 'rejectReason'
    | 'note'
    | 'heldAt'
    | 'answer'
    | 'atDesk'
    | 'approvedAt'
    | 'rejectedAt'
    | 'startedAt'
    | 'playedAt'
  >
>

/** The requests of a night. */
export function requestsIn(tx: Tx) {
  async function byIds(ids: readonly string[]): Promise<readonly Request[]> {
    if (ids.length === 0) return []
    const wanted = arrayOf(ids, 'uuid')
    const rows = await tx
      .select(columns)
      .from(requests)
      .where(and(sql`${requests.id} = any(${wanted})`, isNull(requests.withdrawnAt)))
      .orderBy(asc(requests.createdAt), asc(requests.id))
    return rows.map(toRequest)
  }

  function selectById(id: string) {
    return tx
      .select(columns)
      .from(requests)
      .where(and(eq(requests.id, id), isNull(requests.withdrawnAt)))
  }

  async function byId(id: string): Promise<Request | null> {
    const [row] = await selectById(id)
    return row ? toRequest(row) : null
  }

  return {
    byId,
    byIds,

    /** The queue and what plays, in no order. */
    approvedOf: (eventId: string) => approvedOf(tx, eventId),

    /** The same; nobody else changes the order of this queue before the transaction ends. */
    holdApproved: (eventId: string) => holdApproved(tx, eventId),

    /** The open requests of these songs. */
    async openSongs(eventId: string, uris: readonly string[]): Promise<readonly Request[]> {
      const wanted = arrayOf(uris, 'text')
      const rows = await tx
        .select(columns)
        .from(requests)
        .where(and(isOpenSong(eventId), sql`${requests.trackUri} = any(${wanted})`))
      return rows.map(toRequest)
    },

    /** Stores one, or says why not; see `Inserted`. `limit` is per guest, 0 = unlimited. */
    insert(request: NewRequest, limit: number): Promise<Inserted> {
      return insertRequest(tx, request, limit)
    },

    /** The whole night, oldest first. */
    async allOf(eventId: string): Promise<readonly Request[]> {
      const [rows, votes] = await Promise.all([
        tx
          .select(columnsWithoutVoters)
          .from(requests)
          .where(and(eq(requests.eventId, eventId), isNull(requests.withdrawnAt)))
          .orderBy(asc(requests.createdAt), asc(requests.id)),
        tx
          .select({ requestId: requestVotes.requestId, guestId: requestVotes.guestId })
          .from(requestVotes)
          .where(eq(requestVotes.eventId, eventId))
          .orderBy(asc(requestVotes.createdAt), asc(requestVotes.guestId)),
      ])
      const voters = byRequest(votes)
      return rows.map((row) => toRequest({ ...row, voters: voters.get(row.id) ?? [] }))
    },

    /**
     * Changes a request that is still at `version` (`null`: whichever it is at). `conflict`: it would become
     * open beside another open request of the same song.
     */
    async change(
      id: string,
      version: number | null,
      patch: RequestPatch,
    ): Promise<Request | 'stale' | 'missing' | { readonly conflict: Request }> {
      const seen = version === null ? undefined : eq(requests.version, version)
      const written = await attempt(tx, () =>
        tx
          .update(requests)
          .set({ ...patch, version: nextVersion })
          .where(and(eq(requests.id, id), isNull(requests.withdrawnAt), seen))
          .returning(columns),
      )
      if ('value' in written) {
        const [row] = written.value
        if (row) return toRequest(row)
        return (await byId(id)) === null ? 'missing' : 'stale'
      }
      const held = await byId(id)
      if (held === null) return 'missing'
      const [open] = await tx
        .select(columns)
        .from(requests)
        .where(and(isOpenSong(held.eventId), eq(requests.trackUri, held.trackUri), ne(requests.id, id)))
      return open ? { conflict: toRequest(open) } : 'stale'
    },

    /**
     * New places for several that wait; answers the changed rows. The queue must be held (`holdApproved`), since
     * the rows' versions are not looked at.
     */
    async setPositions(
      eventId: string,
      places: readonly { readonly id: string; readonly position: number }[],
    ): Promise<readonly Request[]> {
      if (places.length === 0) return []
      const changed = await tx.execute<{ id: string }>(sql`
        update requests set queue_position = place.position, version = version + 1
        from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as place(id uuid, position double precision)
        where requests.id = place.id and event_id = ${eventId}::uuid and status = 'approved'
        returning requests.id`)
      return byIds(changed.map((row) => row.id))
    },

    /**
     * Starts a waiting request at `at`; `playing`, which was seen to play, becomes played (`null`: nothing played).
     * Answers the changed rows, or `stale` and nothing has changed.
     */
    async startPlaying(
      eventId: string,
      seen: {
        readonly id: string
        readonly version: number
        readonly playing: string | null
        /** What played before was not heard: it keeps its place in the queue instead of being played. */
        readonly unheard?: boolean
      },
      at: number,
    ): Promise<readonly Request[] | 'stale'> {
      const approved = await holdApproved(tx, eventId)
      const playing = approved.find(isPlaying) ?? null
      if ((playing?.id ?? null) !== seen.playing) return 'stale'
      const next = approved.find(({ id, version }) => id === seen.id && version === seen.version)
      if (next === undefined || next === playing) return 'stale'
      const change = (id: string, patch: RequestPatch) =>
        tx
          .update(requests)
          .set({ ...patch, version: nextVersion })
          .where(eq(requests.id, id))
          .returning(columns)
      // One plays at a time, says an index: the one before goes first.
      const [finished, started] = await Promise.all([
        playing && change(playing.id, leftAt(at, seen.unheard)),
        change(next.id, { startedAt: at }),
      ])
      return [...(finished ?? []), ...started].map(toRequest)
    },

    /**
     * Takes back this guest's pending request at `at`: nobody sees it any more, and its id is not stored anew. One that
     * others want, too, becomes the first voter's instead, or that of who came to the desk first, and is answered; a guest's
     * tenant doesn't see them. `null` when it is not pending any more or not this guest's.
     */
    async withdraw(id: string, guestId: string, at: number): Promise<Request | 'withdrawn' | null> {
      const isTheirs = and(eq(requests.guestId, guestId), eq(requests.status, 'pending'))
      return takeBack(tx, id, isTheirs, at)
    },

    /** The same for what the DJ entered, also from the queue; `null` when it plays, was played or declined. */
    async withdrawEntry(id: string, at: number): Promise<Request | 'withdrawn' | null> {
      const isWaiting = inArray(requests.status, ['pending', 'approved'])
      return takeBack(tx, id, and(eq(requests.origin, 'dj'), isWaiting, isNull(requests.startedAt)), at)
    },

    /** Which of these were taken back, and the guest who did. */
    async takenBack(ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
      const wanted = arrayOf(ids, 'uuid')
      const rows = await tx
        .select({ id: requests.id, guestId: requests.guestId })
        .from(requests)
        .where(and(sql`${requests.id} = any(${wanted})`, isNotNull(requests.withdrawnAt)))
      return new Map(rows.map(({ id, guestId }) => [id, guestId]))
    },

    /** +1 of a guest, once. Answers the request with all voters; `null` when it is gone or not open. */
    async addVote(
      request: Pick<Request, 'id' | 'userId' | 'eventId'>,
      guestId: string,
    ): Promise<Request | null> {
      const { id, userId, eventId } = request
      // Both travel together; queries of drizzle start when `Promise.all` takes them, in this order.
      const voting = await attempt(tx, () =>
        Promise.all([
          tx.execute(sql`
            insert into request_votes (request_id, guest_id, user_id, event_id)
            select id, ${guestId}::text, ${userId}::uuid, ${eventId}::uuid from requests
            where id = ${id}::uuid and status in ('pending', 'approved')
            on conflict do nothing`),
          selectById(id),
        ]),
      )
      // Taken back at the same moment.
      if ('violated' in voting) return null
      const [, [row]] = voting.value
      const voted = row ? toRequest(row) : null
      return voted !== null && isOpen(voted) ? voted : null
    },
  }
}

/** What is written of the song that played when it is left; `unheard`: it waits in the queue again. */
export function leftAt(at: number, unheard = false): RequestPatch {
  return unheard ? { startedAt: null } : { status: 'played', playedAt: at, queuePosition: null }
}

function byRequest(votes: readonly { readonly requestId: string; readonly guestId: string }[]) {
  const voters = new Map<string, string[]>()
  for (const { requestId, guestId } of votes) {
    const known = voters.get(requestId)
    if (known) known.push(guestId)
    else voters.set(requestId, [guestId])
  }
  return voters
}
