import type { PgLink } from '../pg-link.ts'
import type { ExportedTable, Manifest } from './manifest.ts'

export type TableToExport = Pick<ExportedTable, 'name' | 'file' | 'columns'>

/** All tables of the schema `public`, by name, with the columns that are not generated. */
export async function readTables(link: PgLink): Promise<readonly TableToExport[]> {
  const { rows } = await link.query<Pick<ExportedTable, 'name' | 'columns'>>(`
    select c.relname as name, coalesce(json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
      filter (where a.attname is not null), '[]') as columns
    from pg_class c
    left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname`)
  return rows.map((row, index) => ({ ...row, file: fileOf(row.name, index) }))
}

/** Where the counters of `serial` and identity columns stand. */
export async function readSequences(link: PgLink): Promise<Manifest['sequences']> {
  const { rows } = await link.query<Manifest['sequences'][number]>(`
    select sequencename as name, last_value::text as last from pg_sequences
    where schemaname = 'public' order by sequencename`)
  return rows
}

/** A table may be called anything; a file may not, and some disks don't tell `A` from `a`. */
function fileOf(table: string, index: number): string {
  return `${/^[a-z0-9_]{1,80}$/.test(table) ? table : `table-${index + 1}`}.csv.gz`
}
