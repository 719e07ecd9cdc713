import { desc, eq } from 'drizzle-orm'
import { audit } from './schema.ts'
import type { Tx } from './tenant.ts'

/** One change over somebody's head. */
export type AuditEntry = {
  /** Whose data it was. */
  readonly userId: string
  readonly eventId: string | null
  /** The id of the account that did it, or `expiry`: the night's own setting. */
  readonly actor: string
  readonly action: 'role' | 'disable' | 'enable' | 'end-session' | 'assign' | 'forget-guests'
  /** The table, and the row in it. */
  readonly subject: 'users' | 'events'
  readonly subjectId: string
  readonly before: unknown
  readonly after: unknown
}

/** Written once, never changed. The context `system` sees all, a DJ what was done to them. */
export function auditIn(tx: Tx) {
  return {
    async write(entry: AuditEntry): Promise<void> {
      await tx.insert(audit).values(entry)
    },

    /** What was done to an account and its nights, newest first. */
    async of(userId: string) {
      return tx.select().from(audit).where(eq(audit.userId, userId)).orderBy(desc(audit.at), desc(audit.id))
    },
  }
}
