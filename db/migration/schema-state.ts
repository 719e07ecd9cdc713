import { tableNames } from './baseline.ts'
import { type Catalogue, readCatalogue, type Sql } from './catalogue.ts'
import { differencesOf, differencesOfTable } from './differences.ts'
import { laterTables } from './later-names.ts'
import { migrations as allMigrations, type Migration } from './migration-files.ts'

/** What a database is to this program. */
export type SchemaState =
  /** No tables of ours: everything is to be made. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'current' }
  | { readonly kind: 'older'; readonly missing: readonly string[] }
  /** Made by a newer Cueline. */
  | { readonly kind: 'newer' }
  /** The documented tables of the earlier app, without our journal: adopted explicitly, never by accident. */
  | { readonly kind: 'production'; readonly tables: readonly string[] }
  /** Resembles ours and isn't; `differences` says why, a few words each. */
  | { readonly kind: 'foreign'; readonly differences: readonly string[] }

/** Looks, changes nothing. `search_path` must find `public`. */
export async function readSchemaState(
  sql: Sql,
  migrations: readonly Migration[] = allMigrations,
): Promise<SchemaState> {
  const since = await journaledSince(sql, migrations)
  if (since === null) return stateWithoutJournal(sql, await readCatalogue(sql))
  const known = new Set(migrations.map((migration) => migration.hash))
  if (since.some((hash) => !known.has(hash))) return { kind: 'newer' }
  const missing = migrations.filter(({ hash }) => !since.includes(hash)).map(({ name }) => name)
  return missing.length === 0 ? { kind: 'current' } : { kind: 'older', missing }
}

/** The hashes from our first one on; `null` without one. Rows before are of the earlier app. */
async function journaledSince(sql: Sql, migrations: readonly Migration[]) {
  const columns = await sql.unsafe(`select from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.oid = to_regclass('public.drizzle') and c.relkind = 'r' and a.attname in ('id', 'hash')`)
  if (columns.length < 2) return null
  const rows = await sql.unsafe<{ hash: string }[]>('select hash from public.drizzle order by id')
  const ours = rows.findIndex((row) => row.hash === migrations[0]?.hash)
  return ours === -1 ? null : rows.slice(ours).map((row) => row.hash)
}

async function stateWithoutJournal(sql: Sql, catalogue: Catalogue): Promise<SchemaState> {
  const names = new Set(catalogue.tables.map((table) => table.name))
  const documented = tableNames.filter((name) => names.has(name) && name !== 'drizzle')
  const isOurs = documented.length > 0 || laterTables.some((name) => names.has(name))
  if (!isOurs) {
    // The journal of an app whose tables are gone may stay.
    const differences = names.has('drizzle') ? differencesOfTable('drizzle', catalogue) : []
    return differences.length === 0 ? { kind: 'empty' } : { kind: 'foreign', differences }
  }
  const differences = differencesOf(catalogue)
  const all = differences.length > 0 ? differences : await doubledKeys(sql, catalogue)
  return all.length > 0 ? { kind: 'foreign', differences: all } : { kind: 'production', tables: documented }
}

/** Without its primary key a table may hold a row twice, and nothing can say which of the two is meant. */
async function doubledKeys(sql: Sql, { tables, constraints }: Catalogue): Promise<readonly string[]> {
  const differences: string[] = []
  for (const table of tableNames) {
    const key = table === 'session_store' ? 'sid' : 'id'
    const isKept = constraints.some(
      (constraint) =>
        constraint.table === table && constraint.kind === 'p' && constraint.columns.join() === key,
    )
    if (isKept || !tables.some(({ name }) => name === table)) continue
    const [row] = await sql.unsafe<{ doubled: boolean }[]>(
      `select count(*) <> count(distinct ${key}) as doubled from public.${table}`,
    )
    if (row?.doubled) differences.push(`${table}.${key} is not unique`)
  }
  return differences
}
