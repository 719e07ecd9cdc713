import { sql } from 'drizzle-orm'
import type { Request, RequestStatus } from '../src-main/core/request.ts'
import { attempt } from './attempt.ts'
import type { Tx } from './tenant.ts'

/** A request as it was seen, and where it shall stand in the queue. */
export type SeenAt = { readonly id: string; readonly version: number; readonly position: number | null }

/** What becomes of all of them; times in epoch milliseconds. */
export type ManyPatch = Pick<Request, 'status' | 'rejectReason' | 'heldAt' | 'approvedAt' | 'rejectedAt'>

/** One decision about many requests of a night. */
export function manyRequestsIn(tx: Tx) {
  return {
    /**
     * Changes those that are still at their version, have one of these statuses and don't play, by one statement; answers
     * their ids. What would become open beside another open request of its song stays as it is.
     */
    async decide(
      eventId: string,
      seen: readonly SeenAt[],
      from: readonly RequestStatus[],
      patch: ManyPatch,
    ): Promise<ReadonlySet<string>> {
      const at = (time: number | null) => (time === null ? null : new Date(time).toISOString())
      const isOpen = patch.status === 'pending' || patch.status === 'approved'
      const written = await attempt(tx, () =>
        tx.execute<{ id: string }>(sql`
          update requests set status = ${patch.status}::text, queue_position = seen.position,
            reject_reason = ${patch.rejectReason}::text, held_at = ${at(patch.heldAt)}::timestamptz,
            approved_at = ${at(patch.approvedAt)}::timestamptz,
            rejected_at = ${at(patch.rejectedAt)}::timestamptz, version = requests.version + 1
          from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb)
            as seen(id uuid, version integer, position double precision)
          where requests.id = seen.id and requests.version = seen.version
            and event_id = ${eventId}::uuid and withdrawn_at is null and started_at is null
            and status = any(array(select jsonb_array_elements_text(${JSON.stringify(from)}::jsonb)))
            and (not ${isOpen}::boolean or requests.status in ('pending', 'approved') or not exists (
              select from requests as other where other.event_id = ${eventId}::uuid
                and other.status in ('pending', 'approved') and other.origin <> 'import'
                and other.track_uri = requests.track_uri))
          returning requests.id`),
      )
      return new Set('value' in written ? written.value.map(({ id }) => id) : [])
    },
  }
}
