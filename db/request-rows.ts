import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type DeskAsker, type Request, requestStatuses } from '../src-main/core/request.ts'
import { requests } from './schema.ts'
import { readTrackData } from './track-data.ts'

const ownColumns = {
  id: requests.id,
  userId: requests.userId,
  eventId: requests.eventId,
  trackData: requests.trackData,
  trackUri: requests.trackUri,
  guestId: requests.guestId,
  nickname: requests.nickname,
  note: requests.note,
  status: requests.status,
  queuePosition: requests.queuePosition,
  rejectReason: requests.rejectReason,
  heldAt: requests.heldAt,
  answer: requests.answer,
  createdAt: requests.createdAt,
  approvedAt: requests.approvedAt,
  rejectedAt: requests.rejectedAt,
  startedAt: requests.startedAt,
  playedAt: requests.playedAt,
  atDesk: requests.atDesk,
  version: requests.version,
}

/** Without who voted: reading a whole night joins that in one further query. */
export const columnsWithoutVoters = ownColumns

export const columns = {
  ...ownColumns,
  voters: sql<string[]>`(select coalesce(json_agg(guest_id order by request_votes.created_at, guest_id), '[]')
    from request_votes where request_id = requests.id)`,
}

/** Each change of a request counts it on. */
export const nextVersion = sql`${requests.version} + 1`

type Row = Omit<Request, 'track' | 'status' | 'voters' | 'atDesk'> & {
  readonly atDesk: unknown
  readonly trackData: unknown
  readonly status: string
  readonly voters?: readonly string[]
}

const askers = z
  .array(z.object({ id: z.string(), nickname: z.string(), note: z.string().nullable() }))
  .catch([])
const nobody: readonly DeskAsker[] = []

/** Almost always nobody: nothing is parsed for that. */
function readAtDesk(value: unknown): readonly DeskAsker[] {
  return Array.isArray(value) && value.length === 0 ? nobody : askers.parse(value)
}

/** An unknown status of an old row counts as rejected: it is shown to nobody and counted nowhere. */
export function toRequest({ trackData, atDesk, ...row }: Row): Request {
  return {
    ...row,
    track: readTrackData(trackData),
    status: requestStatuses.find((status) => status === row.status) ?? 'rejected',
    voters: row.voters ?? [],
    atDesk: readAtDesk(atDesk),
  }
}
