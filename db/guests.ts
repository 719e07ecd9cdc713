import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Guest } from '../src-main/core/guest.ts'
import { arrayOf } from './array-of.ts'
import { asObject } from './as-object.ts'
import { blockedGuests, sessionStore } from './schema.ts'
import type { Tx } from './tenant.ts'

const session = z.object({
  nickname: z.string().catch(''),
  joined_at: z.number().catch(0),
  device: z.string().nullable().catch(null),
})

const columns = {
  id: sessionStore.sid,
  eventId: sessionStore.eventId,
  sess: sessionStore.sess,
  expiresAt: sessionStore.expire,
  // Looked up for each: joined, the blocks of all nights would be read.
  blockedAt: sql<number | null>`(select ${blockedGuests.blockedAt} from ${blockedGuests}
    where ${blockedGuests.guestId} = ${sessionStore.sid})`.mapWith(blockedGuests.blockedAt),
}

function toGuest(row: {
  readonly id: string
  readonly eventId: string | null
  readonly sess: unknown
  readonly expiresAt: number
  readonly blockedAt: number | null
}): Guest {
  const { id, eventId, expiresAt, blockedAt } = row
  const { nickname, joined_at: joinedAt, device } = session.parse(asObject(row.sess))
  return { id, eventId: eventId ?? '', nickname, joinedAt, expiresAt, device, blockedAt }
}

/** The guests' sessions; ids are SHA-256 of their tokens. */
export function guestsIn(tx: Tx) {
  function select() {
    return tx.select(columns).from(sessionStore)
  }

  return {
    async create(guest: Guest & { readonly userId: string }): Promise<void> {
      await tx.insert(sessionStore).values({
        sid: guest.id,
        sess: {
          user_id: guest.userId,
          event_id: guest.eventId,
          nickname: guest.nickname,
          joined_at: guest.joinedAt,
          device: guest.device,
        },
        expire: guest.expiresAt,
      })
    },

    async byId(id: string): Promise<Guest | null> {
      const [row] = await select().where(eq(sessionStore.sid, id))
      return row ? toGuest(row) : null
    },

    async byIds(ids: readonly string[]): Promise<readonly Guest[]> {
      if (ids.length === 0) return []
      const rows = await select().where(sql`${sessionStore.sid} = any(${arrayOf(ids, 'text')})`)
      return rows.map(toGuest)
    },

    /** Everybody of one event, also those whose session has run out, in the order of joining. */
    async allOf(eventId: string): Promise<readonly Guest[]> {
      const rows = await select()
        .where(eq(sessionStore.eventId, eventId))
        .orderBy(asc(sql`${sessionStore.sess} -> 'joined_at'`), asc(sessionStore.sid))
      return rows.map(toGuest)
    },

    /** Answers the guest under the new name, or the one that the DJ gave them; `null` when it is gone. */
    async rename(id: string, nickname: string): Promise<Guest | null> {
      await tx
        .update(sessionStore)
        .set({ sess: sql`jsonb_set(${sessionStore.sess}, '{nickname}', to_jsonb(${nickname}::text))` })
        .where(and(eq(sessionStore.sid, id), sql`not ${sessionStore.sess} ? 'named_by_dj'`))
      const [row] = await select().where(eq(sessionStore.sid, id))
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
