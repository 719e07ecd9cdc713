import { and, asc, desc, eq, isNotNull, isNull, max, sql } from 'drizzle-orm'
import type { Notice } from '../src-main/core/notice.ts'
import { arrayOf } from './array-of.ts'
import { notices } from './schema.ts'
import type { Tx } from './tenant.ts'

const nextVersion = sql`${notices.version} + 1`

/** What the DJ tells the room. */
export function noticesIn(tx: Tx) {
  async function byIds(ids: readonly string[]): Promise<readonly Notice[]> {
    if (ids.length === 0) return []
    return tx
      .select()
      .from(notices)
      .where(sql`${notices.id} = any(${arrayOf(ids, 'uuid')})`)
  }

  return {
    byIds,

    /** All of one event, ended and removed ones too. */
    async allOf(eventId: string): Promise<readonly Notice[]> {
      return tx.select().from(notices).where(eq(notices.eventId, eventId)).orderBy(asc(notices.createdAt))
    },

    /** Answers what is stored under that id: sent twice, it is one. `null` when the id is somebody else's. */
    async insert(notice: Notice): Promise<Notice | null> {
      await tx.insert(notices).values(notice).onConflictDoNothing()
      const [row] = await byIds([notice.id])
      return row ?? null
    },

    /** Answers the row as it is then; `null` when it is not there, or removed already. */
    async remove(id: string, at: number): Promise<Notice | null> {
      const [row] = await tx
        .update(notices)
        .set({ removedAt: at, version: nextVersion })
        .where(and(eq(notices.id, id), isNull(notices.removedAt)))
        .returning()
      return row ?? null
    },

    /** Takes back a removal; `null` when there is none. */
    async restore(id: string, endsAt: number | null): Promise<Notice | null> {
      const [row] = await tx
        .update(notices)
        .set({ removedAt: null, endsAt, version: nextVersion })
        .where(and(eq(notices.id, id), isNotNull(notices.removedAt)))
        .returning()
      return row ?? null
    },

    /** The last lines that a DJ sent in any night, each once, the latest first. */
    async lastLines(userId: string, most: number): Promise<readonly string[]> {
      const rows = await tx
        .select({ text: notices.text })
        .from(notices)
        .where(eq(notices.userId, userId))
        .groupBy(notices.text)
        .orderBy(desc(max(notices.createdAt)))
        .limit(most)
      return rows.map(({ text }) => text)
    },
  }
}
