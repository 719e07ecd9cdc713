import { asc, eq, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Guest } from '../src-main/core/guest.ts'
import { asObject } from './as-object.ts'
import { sessionStore } from './schema.ts'
import type { Tx } from './tenant.ts'

const session = z.object({
  nickname: z.string().catch(''),
  joined_at: z.number().catch(0),
})

const columns = {
  id: sessionStore.sid,
  eventId: sessionStore.eventId,
  sess: sessionStore.sess,
  expiresAt: sessionStore.expire,
}

function toGuest(row: {
  readonly id: string
  readonly eventId: string | null
  readonly sess: unknown
  readonly expiresAt: number
}): Guest {
  const { nickname, joined_at: joinedAt } = session.parse(asObject(row.sess))
  return { id: row.id, eventId: row.eventId ?? '', nickname, joinedAt, expiresAt: row.expiresAt }
}

/** The guests' sessions; ids are SHA-256 of their tokens. */
export function guestsIn(tx: Tx) {
  return {
    async create(guest: Guest & { readonly userId: string }): Promise<void> {
      await tx.insert(sessionStore).values({
        sid: guest.id,
        sess: {
          user_id: guest.userId,
          event_id: guest.eventId,
          nickname: guest.nickname,
          joined_at: guest.joinedAt,
        },
        expire: guest.expiresAt,
      })
    },

    async byId(id: string): Promise<Guest | null> {
      const [row] = await tx.select(columns).from(sessionStore).where(eq(sessionStore.sid, id))
      return row ? toGuest(row) : null
    },

    async byIds(ids: readonly string[]): Promise<readonly Guest[]> {
      if (ids.length === 0) return []
      // An array is looked up by index; see `byIds` of the requests.
      const wanted = sql`array(select value from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`
      const rows = await tx
        .select(columns)
        .from(sessionStore)
        .where(sql`${sessionStore.sid} = any(${wanted})`)
      return rows.map(toGuest)
    },

    /** Everybody of one event, also those whose session has run out, in the order of joining. */
    async allOf(eventId: string): Promise<readonly Guest[]> {
      const rows = await tx
        .select(columns)
        .from(sessionStore)
        .where(eq(sessionStore.eventId, eventId))
        .orderBy(asc(sql`${sessionStore.sess} -> 'joined_at'`), asc(sessionStore.sid))
      return rows.map(toGuest)
    },

    /** Answers the guest under the new name; `null` when it is gone. */
    async rename(id: string, nickname: string): Promise<Guest | null> {
      const [row] = await tx
        .update(sessionStore)
        .set({ sess: sql`jsonb_set(${sessionStore.sess}, '{nickname}', to_jsonb(${nickname}::text))` })
        .where(eq(sessionStore.sid, id))
        .returning(columns)
      return row ? toGuest(row) : null
    },

    /** Keeps a session until `expiresAt`, epoch milliseconds. */
    async touch(id: string, expiresAt: number): Promise<void> {
      await tx.update(sessionStore).set({ expire: expiresAt }).where(eq(sessionStore.sid, id))
    },

    /** Forgets sessions that ran out by `now`; answers how many. Their requests stay. */
    async removeExpired(now: number): Promise<number> {
      const gone = await tx
        .delete(sessionStore)
        .where(lte(sessionStore.expire, now))
        .returning({ id: sessionStore.sid })
      return gone.length
    },
  }
}
