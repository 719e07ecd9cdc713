import { eq } from 'drizzle-orm'
import { addressKeys } from './schema.ts'
import type { Tx } from './tenant.ts'

/** The secrets that guests' addresses are hashed with, one a night. */
export function addressKeysIn(tx: Tx) {
  return {
    /** Stores the key of a night, or answers the one that it has. */
    async keep(wanted: {
      readonly eventId: string
      readonly userId: string
      readonly key: string
    }): Promise<string> {
      await tx.insert(addressKeys).values(wanted).onConflictDoNothing()
      const [row] = await tx
        .select({ key: addressKeys.key })
        .from(addressKeys)
        .where(eq(addressKeys.eventId, wanted.eventId))
      if (!row) throw new Error('the key of a night was stored and is not there')
      return row.key
    },
  }
}
