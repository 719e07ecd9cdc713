import { repairsTable } from './apply-repairs.ts'
import { tableNames } from './baseline.ts'
import type { Catalogue, Sql } from './catalogue.ts'
import { quoted, savedAsText } from './conversions.ts'
import { type LaterColumn, laterColumns } from './later-names.ts'

/** A column of the target that somebody added by hand, with its values as text. */
export type HalfColumn = LaterColumn & { readonly text: string }

export function halfColumnsOf({ columns }: Catalogue): readonly HalfColumn[] {
  return laterColumns.flatMap((later) => {
    const found = columns.find((column) => column.table === later.table && column.name === later.name)
    const text = found && savedAsText(found, later.type)
    return text ? [{ ...later, text }] : []
  })
}

export function halfTable(table: string): string {
  return `pg_temp.cueline_half_${table}`
}

/** Keeps what was added by hand for the length of the transaction and removes the columns, which ours replace. */
export async function saveHalfColumns(sql: Sql, halves: readonly HalfColumn[]): Promise<void> {
  for (const table of tableNames) {
    const mine = halves.filter((half) => half.table === table)
    if (mine.length === 0) continue
    const key = table === 'session_store' ? 'sid' : 'id'
    const values = mine.map(({ name, text }) => `${text} as ${quoted(name)}`)
    await sql.unsafe(`create temp table cueline_half_${table} on commit drop as
      select ${key}::text as key, ${values.join(', ')} from public.${table}`)
    await sql.unsafe(`analyze ${halfTable(table)}`)
    for (const { name } of mine) await sql.unsafe(`alter table public.${table} drop column ${quoted(name)}`)
  }
}

/** What our own column takes, from the text `h.<name>` of the row `t`; `null`: the value goes to the audit only. */
function valueFor({ table, name, type }: HalfColumn): string | null {
  const value = `h.${quoted(name)}`
  // The night of a request is found by the backfill; those of sessions are computed, imported rows are imported.
  if (name === 'user_id' || name === 'event_id' || name === 'origin') return null
  if (name === 'track_data') {
    // Ours tells what the documented columns say; the rest of what somebody wrote there stays.
    const extra = `case when jsonb_typeof(${value}::jsonb) = 'object' then ${value}::jsonb else '{}' end`
    return `(t.track_data || ${extra} || jsonb_strip_nulls(t.track_data))`
  }
  // At most one song of a night plays: what did so in the earlier app does no more.
  if (name === 'started_at') return `case when t.status <> 'approved' then ${value}::timestamptz end`
  if (name === 'version' && table === 'requests') return `coalesce(${value}::integer, 0)`
  if (name === 'claimed') return `coalesce(${value}::boolean, true)`
  return type === 'uuid' ? null : `${value}::${type}`
}

/** Puts the values back into the columns that the migration `since` has made. */
export async function restoreHalfColumns(
  sql: Sql,
  halves: readonly HalfColumn[],
  since: string,
): Promise<void> {
  for (const table of tableNames) {
    const changes = halves.flatMap((half) => {
      const value = half.table === table && half.since === since ? valueFor(half) : null
      return value === null ? [] : [`${quoted(half.name)} = ${value}`]
    })
    if (changes.length === 0) continue
    const key = table === 'session_store' ? 'sid' : 'id'
    // Policies bind an owner that does not bypass them, once there are some.
    await sql.unsafe(`select set_config('app.role', 'system', true)`)
    await sql.unsafe(`update public.${table} t set ${changes.join(', ')} from ${halfTable(table)} h
      where h.key = t.${key}::text`)
    await sql.unsafe(`select set_config('app.role', '', true)`)
  }
}

/** Values that no column took are remembered for the audit. */
export async function rememberLost(sql: Sql, halves: readonly HalfColumn[]): Promise<void> {
  for (const half of halves) {
    const { table, type } = half
    // Made by a migration that comes later: nothing gets lost on the way there.
    if (half.since > '0004') continue
    const key = table === 'session_store' ? 'sid' : 'id'
    const name = quoted(half.name)
    // The song is one value by then, and its length is in it.
    const now = half.name === 'duration_ms' ? `t.track_data ->> 'duration_ms'` : `t.${name}`
    const isKept =
      half.name === 'track_data'
        ? `jsonb_typeof(h.${name}::jsonb) = 'object'`
        : `lower(h.${name}) = lower((${now})::${type}::text)`
    await sql.unsafe(`insert into ${repairsTable} (action, subject, column_name, key, before, after)
      select 'repair', '${table}', '${half.name}', h.key, to_jsonb(h.${name}), to_jsonb(${now})
      from ${halfTable(table)} h join public.${table} t on t.${key}::text = h.key
      where h.${name} is not null and (${isKept}) is not true`)
  }
}
