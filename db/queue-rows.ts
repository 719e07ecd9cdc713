import { and, eq, sql } from 'drizzle-orm'
import type { Queued } from '../src-main/core/queue.ts'
import type { Request } from '../src-main/core/request.ts'
import { columns, toRequest } from './request-rows.ts'
import { requests } from './schema.ts'
import type { Tx } from './tenant.ts'

/**
 * From here to the end of the transaction nobody else changes the order of this queue: places are reckoned from
 * their neighbours', so two consoles that move songs at once must not reckon from the same ones.
 */
export function lockQueue(tx: Tx, eventId: string): PromiseLike<unknown> {
  return tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`queue ${eventId}`}, 4747))`)
}

/** Not a parameter: only where the planner sees the word may it use the index of what is approved. */
const isApproved = sql`${requests.status} = 'approved'`

/** What is approved and not played: the playing song, if any, and the waiting ones. */
export async function approvedOf(tx: Tx, eventId: string): Promise<readonly Request[]> {
  const rows = await tx.select(columns).from(requests).where(approvedIn(eventId))
  return rows.map(toRequest)
}

/** What orders the queue, and the version that it has. */
export type HeldRow = Queued & Pick<Request, 'version'>

/** The same, as it is and stays until the end of this transaction: none of these rows is changed by others. */
export async function holdApproved(tx: Tx, eventId: string): Promise<readonly HeldRow[]> {
  const { id, queuePosition, createdAt, startedAt, version } = columns
  // Both travel together; queries of drizzle start when `Promise.all` takes them, in this order.
  const [, rows] = await Promise.all([
    lockQueue(tx, eventId),
    tx
      .select({ id, queuePosition, createdAt, startedAt, version })
      .from(requests)
      .where(approvedIn(eventId))
      .for('update'),
  ])
  return rows.map((row) => ({ ...row, status: 'approved' }))
}

function approvedIn(eventId: string) {
  return and(eq(requests.eventId, eventId), isApproved)
}
