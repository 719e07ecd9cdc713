import { and, eq, sql } from 'drizzle-orm'
import type { Request } from '../src-main/core/request.ts'
import { jsonText } from './json-text.ts'
import { columns, nextVersion, toRequest } from './request-rows.ts'
import { blockedGuests, requests, sessionStore } from './schema.ts'
import type { Tx } from './tenant.ts'

/** What the DJ does about guests. Requests that change with it are answered as they are then. */
export function guestListIn(tx: Tx) {
  /** One parameter however many guests, as an array; see `byIds` of the requests. */
  function these(ids: readonly string[]) {
    return sql`array(select value from jsonb_array_elements_text(${jsonText(ids)}::jsonb))`
  }

  return {
    /** Blocks guests of an event; those who are blocked stay so since when they were. */
    async block(
      night: { readonly id: string; readonly userId: string },
      ids: readonly string[],
    ): Promise<void> {
      // What a phone has just sent is stored first, or waits and then finds the block: see `insert-request.ts`.
      await tx.execute(sql`select pg_advisory_xact_lock(guest.key) from (
        select hashtextextended(value, 4747) as key from unnest(${these(ids)}) as value order by key) as guest`)
      await tx.execute(sql`
        insert into blocked_guests (guest_id, user_id, event_id)
        select value, ${night.userId}::uuid, ${night.id}::uuid from unnest(${these(ids)}) as value
        on conflict do nothing`)
    },

    async unblock(ids: readonly string[]): Promise<void> {
      await tx.delete(blockedGuests).where(sql`${blockedGuests.guestId} = any(${these(ids)})`)
    },

    /** Declines at `at`, without a reason, what these guests still wait for. */
    async declinePending(eventId: string, ids: readonly string[], at: number): Promise<readonly Request[]> {
      const rows = await tx
        .update(requests)
        .set({ status: 'rejected', rejectedAt: at, version: nextVersion })
        .where(
          and(
            eq(requests.eventId, eventId),
            sql`${requests.guestId} = any(${these(ids)})`,
            eq(requests.status, 'pending'),
          ),
        )
        .returning(columns)
      return rows.map(toRequest)
    },

    /** Another name for a guest, also on all that they asked for. They keep it, whatever they type afterwards. */
    async rename(eventId: string, id: string, nickname: string): Promise<readonly Request[]> {
      const [, rows] = await Promise.all([
        tx
          .update(sessionStore)
          .set({
            sess: sql`${sessionStore.sess} || jsonb_build_object('nickname', ${nickname}::text, 'named_by_dj', true)`,
          })
          .where(eq(sessionStore.sid, id)),
        tx
          .update(requests)
          .set({ nickname, version: nextVersion })
          .where(and(eq(requests.eventId, eventId), eq(requests.guestId, id)))
          .returning(columns),
      ])
      return rows.map(toRequest)
    },
  }
}
