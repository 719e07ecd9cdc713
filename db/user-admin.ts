import { and, count, eq, isNull, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { UserRole } from '../src-main/core/user.ts'
import { users } from './schema.ts'
import type { Tx } from './tenant.ts'

/** How much an account holds, and nothing of it. */
export type UserCounts = {
  readonly events: number
  readonly requests: number
  /** Epoch milliseconds; `null` before the first night. */
  readonly lastEventAt: number | null
}

const countRow = z.object({
  user_id: z.string(),
  events: z.coerce.number(),
  requests: z.coerce.number(),
  last_event_at: z.coerce.date().nullable(),
})

/** What a superadmin does with the accounts of others; for the context `system`, under `usersIn(tx).lock()`. */
export function userAdminIn(tx: Tx) {
  return {
    /** By the account's id; who has no night is left out. */
    async counts(): Promise<ReadonlyMap<string, UserCounts>> {
      const rows = countRow.array().parse(await tx.execute(sql`select * from count_by_user()`))
      return new Map(
        rows.map(({ user_id: id, events, requests, last_event_at: last }) => [
          id,
          { events, requests, lastEventAt: last?.getTime() ?? null },
        ]),
      )
    },

    async setRole(id: string, role: UserRole): Promise<void> {
      await tx.update(users).set({ role, updatedAt: Date.now() }).where(eq(users.id, id))
    },

    /** Closes an account, which ends its session, or opens it again with `null`. */
    async setDisabled(id: string, at: number | null): Promise<void> {
      const ended = { activeSession: null, activeSessionName: null, activeSessionCreatedAt: null }
      await tx
        .update(users)
        .set({ disabledAt: at, ...(at === null ? {} : ended), updatedAt: Date.now() })
        .where(eq(users.id, id))
    },

    /** Superadmins beside this one who can sign in. */
    async otherSuperadmins(id: string): Promise<number> {
      const others = and(
        eq(users.role, 'superadmin'),
        ne(users.id, id),
        isNull(users.disabledAt),
        eq(users.claimed, true),
      )
      const [row] = await tx.select({ count: count() }).from(users).where(others)
      return row?.count ?? 0
    },
  }
}
