import { sql } from 'drizzle-orm'
import type { Tx } from './tenant.ts'

/**
 * Which process serves which night: a lock that every process holds on its night, shared, on the connection that it
 * listens on. It goes with the process, however that ends.
 */
export const lockServed = 'select pg_advisory_lock_shared(4749, hashtext($1))'

/** Whether another process serves this night: a headless guest server, or another console. */
export async function isServedElsewhere(tx: Tx, eventId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from pg_locks
    where locktype = 'advisory' and objsubid = 2 and classid = 4749
      and objid = (hashtext(${eventId}::text)::bigint & 4294967295)::oid
      and database = (select oid from pg_database where datname = current_database())
      and pid not in (select backend from listeners where process::text = current_setting('app.process'))`)
  return rows.length > 0
}
