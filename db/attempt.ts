import { sql } from 'drizzle-orm'
import { errorCode, violatedConstraint } from './database-problem.ts'
import type { Tx } from './tenant.ts'

const uniqueViolation = '23505'

/**
 * Runs one write that a unique index may refuse, and answers that index's name instead of losing the
 * transaction. The savepoint travels with the write: no further round trip.
 */
export async function attempt<T>(
  tx: Tx,
  write: () => PromiseLike<T>,
): Promise<{ readonly value: T } | { readonly violated: string }> {
  const [marked, written] = await Promise.allSettled([tx.execute(sql`savepoint attempt`), write()])
  if (marked.status === 'rejected') throw marked.reason
  if (written.status === 'fulfilled') return { value: written.value }
  if (errorCode(written.reason) !== uniqueViolation) throw written.reason
  await tx.execute(sql`rollback to savepoint attempt`)
  return { violated: violatedConstraint(written.reason) ?? '' }
}
