import type { Catalogue, Sql } from './catalogue.ts'
import { quoted } from './conversions.ts'

// Two consoles that start at once make one migration. The number is ours, any other would do.
const takeTurn = 'select pg_advisory_xact_lock(47472025)'

/** Limits of the server or the role that a migration, which waits for its export, must not run into. */
const limits = [
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
  'transaction_timeout',
]

/** Waits until no other migration of this database runs, as long as that takes. */
export async function waitForTurn(sql: Sql): Promise<void> {
  await sql.unsafe(`set local search_path to public;
    select set_config(name, '0', true) from pg_settings where name in (${limits.map((one) => `'${one}'`).join(', ')})`)
  await sql.unsafe(takeTurn)
}

/** From here to the end of the transaction nobody else writes; reading goes on. Waits `patience` milliseconds for writers. */
export async function keepWritersOut(sql: Sql, { tables }: Catalogue, patience: number): Promise<void> {
  await sql.unsafe(`set local lock_timeout = ${patience}`)
  const own = tables.filter(({ kind, owned }) => owned && (kind === 'r' || kind === 'p'))
  if (own.length === 0) return
  const names = own.map(({ name }) => `public.${quoted(name)}`)
  await sql.unsafe(`lock table ${names.join(', ')} in exclusive mode`)
  // What somebody deferred to the end of the transaction would stand in the way of changing the tables.
  await sql.unsafe('set constraints all immediate')
}
