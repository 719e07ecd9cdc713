import { and, asc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { isOpen, type Request } from '../src-main/core/request.ts'
import { attempt } from './attempt.ts'
import { type Inserted, insertRequest, isOpenSong, type NewRequest } from './insert-request.ts'
import { columns, columnsWithoutVoters, toRequest } from './request-rows.ts'
import { requests, requestVotes } from './schema.ts'
import type { Tx } from './tenant.ts'

/** What to change; times in epoch milliseconds. */
export type RequestPatch = Partial<
  Pick<
    Request,
    | 'status'
    | 'queuePosition'
    | 'rejectReason'
    | 'note'
    | 'approvedAt'
    | 'rejectedAt'
    | 'startedAt'
    | 'playedAt'
  >
>

const nextVersion = sql`${requests.version} + 1`

/** One parameter however many values, so that the prepared statement is one too. */
function elementsOf(values: readonly string[]) {
  return sql`jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)`
}

/** The requests of a night. */
export function requestsIn(tx: Tx) {
  async function byIds(ids: readonly string[]): Promise<readonly Request[]> {
    if (ids.length === 0) return []
    const wanted = sql`(select value::uuid from ${elementsOf(ids)})`
    const rows = await tx
      .select(columns)
      .from(requests)
      .where(inArray(requests.id, wanted))
      .orderBy(asc(requests.createdAt), asc(requests.id))
    return rows.map(toRequest)
  }

  function selectById(id: string) {
    return tx.select(columns).from(requests).where(eq(requests.id, id))
  }

  async function byId(id: string): Promise<Request | null> {
    const [row] = await selectById(id)
    return row ? toRequest(row) : null
  }

  /** Marks what plays in this event as played. */
  async function finishPlaying(eventId: string, at: number): Promise<readonly Request[]> {
    const rows = await tx
      .update(requests)
      .set({ status: 'played', playedAt: at, queuePosition: null, version: nextVersion })
      .where(and(eq(requests.eventId, eventId), isNowPlaying()))
      .returning(columns)
    return rows.map(toRequest)
  }

  return {
    byId,
    byIds,
    finishPlaying,

    /** The open requests of these songs. */
    async openSongs(eventId: string, uris: readonly string[]): Promise<readonly Request[]> {
      const wanted = sql`(select value from ${elementsOf(uris)})`
      const rows = await tx
        .select(columns)
        .from(requests)
        .where(and(isOpenSong(eventId), inArray(requests.trackUri, wanted)))
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
          .where(eq(requests.eventId, eventId))
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
          .where(and(eq(requests.id, id), seen))
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

    /** New places in the queue for several at once; answers the changed rows. */
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
     * Starts a waiting request at `at`; the one that played before becomes played. Answers the changed rows, or
     * `stale` and nothing has changed.
     */
    async startPlaying(
      eventId: string,
      id: string,
      version: number | null,
      at: number,
    ): Promise<readonly Request[] | 'stale'> {
      // One start at a time, also when nothing plays yet and there is no row to hold.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`start ${eventId}`}, 4747))`)
      const waits = and(
        eq(requests.id, id),
        eq(requests.eventId, eventId),
        eq(requests.status, 'approved'),
        isNull(requests.startedAt),
        version === null ? undefined : eq(requests.version, version),
      )
      const [ready] = await tx.select({ id: requests.id }).from(requests).where(waits).for('update')
      if (!ready) return 'stale'
      const [finished, started] = await Promise.all([
        finishPlaying(eventId, at),
        tx
          .update(requests)
          .set({ startedAt: at, version: nextVersion })
          .where(eq(requests.id, id))
          .returning(columns),
      ])
      return [...finished, ...started.map(toRequest)]
    },

    /** Takes back a pending request: gone. False when it is not pending any more or not this tenant's. */
    async removePending(id: string): Promise<boolean> {
      const gone = await tx
        .delete(requests)
        .where(and(eq(requests.id, id), eq(requests.status, 'pending')))
        .returning({ id: requests.id })
      return gone.length > 0
    },

    /** +1 of a guest, once. Answers the request with all voters; `null` when it is gone or not open. */
    async addVote(
      request: Pick<Request, 'id' | 'userId' | 'eventId'>,
      guestId: string,
    ): Promise<Request | null> {
      const { id, userId, eventId } = request
      // Both travel together; queries of drizzle start when `Promise.all` takes them, in this order.
      const [, [row]] = await Promise.all([
        tx.execute(sql`
          insert into request_votes (request_id, guest_id, user_id, event_id)
          select id, ${guestId}::text, ${userId}::uuid, ${eventId}::uuid from requests
          where id = ${id}::uuid and status in ('pending', 'approved')
          on conflict do nothing`),
        selectById(id),
      ])
      const voted = row ? toRequest(row) : null
      return voted !== null && isOpen(voted) ? voted : null
    },
  }
}

function isNowPlaying() {
  return and(eq(requests.status, 'approved'), isNotNull(requests.startedAt), isNull(requests.playedAt))
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
