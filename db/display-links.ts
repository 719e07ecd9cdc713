import { eq } from 'drizzle-orm'
import { displayLinks } from './schema.ts'
import type { Tx } from './tenant.ts'

/** The secret of a DJ's display link. */
export function displayLinksIn(tx: Tx) {
  async function token(userId: string): Promise<string | null> {
    const [row] = await tx
      .select({ token: displayLinks.token })
      .from(displayLinks)
      .where(eq(displayLinks.userId, userId))
    return row?.token ?? null
  }

  return {
    /** `null` before there is one. */
    token,
    /** The one that there is, or `fresh` where there is none. */
    async ensure(userId: string, fresh: string): Promise<string> {
      await tx.insert(displayLinks).values({ userId, token: fresh }).onConflictDoNothing()
      return (await token(userId)) ?? fresh
    },
    /** From now on this one alone. */
    async set(userId: string, next: string): Promise<void> {
      const row = { token: next, changedAt: Date.now() }
      await tx
        .insert(displayLinks)
        .values({ userId, ...row })
        .onConflictDoUpdate({ target: displayLinks.userId, set: row })
    },
  }
}
