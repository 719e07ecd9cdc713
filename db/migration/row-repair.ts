import type { TableName } from './baseline.ts'
import { type Repair, some } from './repair.ts'

const labels: Readonly<Record<TableName, string>> = {
  users: 't.username::text',
  events: `coalesce(t.config::jsonb ->> 'event_title', t.pin::text)`,
  requests: 't.track_name::text',
  spotify_auth: 'null::text',
  session_store: 'null::text',
  admins: 'null::text',
  drizzle: 'null::text',
}

/** A repair of one column of the rows `t` for which `where` holds; `after` is SQL too. */
export function repair(
  table: TableName,
  column: string,
  where: string,
  after: string,
  words: (count: number) => string,
): Repair {
  const key = table === 'session_store' ? 'sid' : 'id'
  return {
    table,
    column,
    rows: `select t.${key}::text as key, ${labels[table]} as label, to_jsonb(t.${column}) as before,
      to_jsonb(${after}) as after from public.${table} t where ${where}`,
    words,
  }
}

/** A documented column that must not be empty, and is. */
export function missing(table: TableName, column: string, after: string): Repair {
  const one = table === 'spotify_auth' ? 'Spotify account' : table.replaceAll('_', ' ').replace(/s$/, '')
  return repair(
    table,
    column,
    `t.${column} is null`,
    after,
    (count) => `${some(count, one)} without ${column}; it is filled in`,
  )
}

/** True of a row `t` whose column holds none of the known words. */
export function notIn(column: string, known: readonly string[]): string {
  return `coalesce(t.${column}::text, '') not in (${known.map((one) => `'${one}'`).join(', ')})`
}
