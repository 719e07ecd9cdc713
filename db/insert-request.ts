import { and, eq, or, sql } from 'drizzle-orm'
import { queueGap } from '../src-main/core/queue.ts'
import type { Request } from '../src-main/core/request.ts'
import { trackUri } from '../src-main/core/track.ts'
import { jsonText } from './json-text.ts'
import { lockQueue } from './queue-rows.ts'
import { columns, toRequest } from './request-rows.ts'
import { requests } from './schema.ts'
import type { Tx } from './tenant.ts'
import { writeTrackData } from './track-data.ts'

export type NewRequest = Pick<
  Request,
  'id' | 'userId' | 'eventId' | 'track' | 'guestId' | 'nickname' | 'note' | 'approvedAt'
> & {
  /** An approved one goes to the end of the queue. */
  readonly status: 'pending' | 'approved'
  readonly origin: 'guest' | 'dj'
  readonly ipHash: string | null
  /** Other guests of the same device: what they asked for counts towards the limit too. */
  readonly alsoOf?: readonly string[]
}

export type Inserted =
  /** `created` is false when this id was stored before; the row is then as it is by now. */
  | { readonly row: Request; readonly created: boolean }
  /** The song is open already: this request. */
  | { readonly conflict: Request }
  | 'limit-reached'
  /** The id belongs to a row that this tenant can't see. */
  | 'id-taken'

/**
 * Stores a request, or says why not, without an error that would end the transaction. The hot path: one round
 * trip when it is stored. `limit` counts the guest's pending, approved and played requests; 0 = unlimited.
 */
export async function insertRequest(tx: Tx, request: NewRequest, limit: number): Promise<Inserted> {
  const limited = limit > 0 && request.guestId !== null
  const uri = trackUri(request.track)
  // What stood in the way may be gone when it is looked for: then the second try succeeds.
  for (let tries = 0; tries < 3; tries++) {
    // Two phones of one guest: the second waits here, so that its count, a later statement, sees the first.
    const turn = limited
      ? tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${request.guestId}, 4747))`)
      : null
    // Two that go to the end at once must not share a place.
    const place = request.status === 'approved' ? lockQueue(tx, request.eventId) : null
    const insertion = tx.execute<Outcome>(insertText(request, uri, limited ? limit : 0))
    const [, , [outcome]] = await Promise.all([turn, place, insertion])
    if (outcome?.created_at != null) {
      return {
        row: asStored(request, uri, outcome.created_at, outcome.queue_position),
        created: true,
      }
    }
    const inTheWay = await find(tx, request, uri)
    if (inTheWay) return inTheWay
    if (limited && (outcome?.asked ?? 0) >= limit) return 'limit-reached'
  }
  return 'id-taken'
}

type Outcome = {
  readonly created_at: string | null
  readonly queue_position: number | null
  readonly asked: number
}

/** A row as Postgres unfolds it from JSON: few parameters, and half the time that drizzle takes to put them in. */
export function rowToStore(request: NewRequest, uri: string) {
  const { approvedAt } = request
  return {
    id: request.id,
    user_id: request.userId,
    event_id: request.eventId,
    user_session_id: request.guestId,
    requester_nickname: request.nickname,
    note: request.note,
    requester_ip_hash: request.ipHash,
    origin: request.origin,
    status: request.status,
    approved_at: approvedAt === null ? null : new Date(approvedAt).toISOString(),
    track_data: writeTrackData(request.track, uri),
  }
}

function insertText(request: NewRequest, uri: string, limit: number) {
  const row = jsonText(rowToStore(request, uri))
  const place = request.status === 'approved' ? endOfQueue(request.eventId) : sql`null::double precision`
  return sql`
    with asked as (
      select count(*)::int as asked from requests
      where ${limit}::int > 0 and user_session_id = ${request.guestId}::text and status <> 'rejected'
    ), stored as (
      insert into requests (id, user_id, event_id, user_session_id, requester_nickname, note, requester_ip_hash,
        origin, status, queue_position, approved_at, track_data)
      select row.id, row.user_id, row.event_id, row.user_session_id, row.requester_nickname, row.note,
        row.requester_ip_hash, row.origin, row.status, ${place}, row.approved_at, row.track_data
      from asked, jsonb_to_record(${row}::jsonb) as row(id uuid, user_id uuid, event_id uuid,
        user_session_id text, requester_nickname text, note text, requester_ip_hash text, origin text,
        status text, approved_at timestamptz, track_data jsonb)
      where ${limit}::int = 0 or asked.asked < ${limit}::int
      on conflict do nothing
      returning created_at, queue_position
    )
    select asked.asked, stored.created_at, stored.queue_position from asked left join stored on true`
}

/** Behind all that wait. */
function endOfQueue(eventId: string) {
  return sql`(select coalesce(max(queue_position), 0) + ${queueGap}::float8 from requests
    where event_id = ${eventId}::uuid and status = 'approved' and started_at is null)`
}

/** The row that Postgres made of a request; `createdAt` as Postgres writes a time. */
export function asStored(
  request: NewRequest,
  uri: string,
  createdAt: string,
  queuePosition: number | null,
): Request {
  // Field by field: taking two away by rest and spread costs ten times as much, for every request.
  return {
    id: request.id,
    userId: request.userId,
    eventId: request.eventId,
    track: request.track,
    trackUri: uri,
    guestId: request.guestId,
    nickname: request.nickname,
    note: request.note,
    status: request.status,
    queuePosition,
    rejectReason: null,
    heldAt: null,
    answer: null,
    createdAt: Date.parse(createdAt),
    approvedAt: request.approvedAt,
    rejectedAt: null,
    startedAt: null,
    playedAt: null,
    voters: [],
    atDesk: [],
    version: 0,
  }
}

/** A statement of its own, so that it sees what another transaction stored in the meantime. */
async function find(tx: Tx, request: NewRequest, uri: string): Promise<Inserted | null> {
  const rows = await tx
    .select(columns)
    .from(requests)
    .where(or(eq(requests.id, request.id), and(isOpenSong(request.eventId), eq(requests.trackUri, uri))))
  const found = rows.map(toRequest)
  const same = found.find((row) => row.id === request.id)
  if (same) return { row: same, created: false }
  const [open] = found
  return open ? { conflict: open } : null
}

/**
 * The rows of which the index `requests_one_open_per_track` lets each song have one, written as it has them: a kept plan
 * uses it.
 */
export function isOpenSong(eventId: string) {
  const isOpen = sql`${requests.status} in ('pending', 'approved') and ${requests.origin} <> 'import'`
  return and(eq(requests.eventId, eventId), isOpen)
}
