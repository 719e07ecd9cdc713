import { and, eq, sql } from 'drizzle-orm'
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

/** What is approved and not played: the playing song, if any, and the waiting ones. */
export async function approvedOf(tx: Tx, eventId: string): Promise<readonly Request[]> {
  const rows = await selectApproved(tx, eventId)
  return rows.map(toRequest)
}

/** The same, as it is and stays until the end of this transaction: none of these rows is changed by others. */
export async function holdApproved(tx: Tx, eventId: string): Promise<readonly Request[]> {
  // Both travel together; queries of drizzle start when `Promise.all` takes them, in this order.
  const [, rows] = await Promise.all([lockQueue(tx, eventId), selectApproved(tx, eventId).for('update')])
  return rows.map(toRequest)
}

function selectApproved(tx: Tx, eventId: string) {
  return tx
    .select(columns)
    .from(requests)
    .where(and(eq(requests.eventId, eventId), eq(requests.status, 'approved')))
}
