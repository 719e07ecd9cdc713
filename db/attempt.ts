import { sql } from 'drizzle-orm'
import { errorCode, violatedConstraint } from './database-problem.ts'
import type { Tx } from './tenant.ts'

/** Another row is in the way, or the row that this one hangs on is gone. */
const refusals = new Set(['23505', '23503'])

/**
 * Runs one write that a unique index or a foreign key may refuse, and answers its name instead of losing the
 * transaction. The savepoint travels with the write: no further round trip.
 */
export async function attempt<T>(
  tx: Tx,
  write: () => PromiseLike<T>,
): Promise<{ readonly value: T } | { readonly violated: string }> {
  // Started before `write`, which may send several queries of its own.
  const marking = tx.execute(sql`savepoint attempt`).then(() => {})
  const [marked, written] = await Promise.allSettled([marking, write()])
  if (marked.status === 'rejected') throw marked.reason
  if (written.status === 'fulfilled') return { value: written.value }
  if (!refusals.has(errorCode(written.reason) ?? '')) throw written.reason
  await tx.execute(sql`rollback to savepoint attempt`)
  return { violated: violatedConstraint(written.reason) ?? '' }
}
