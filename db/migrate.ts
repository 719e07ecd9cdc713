import { DatabaseProblem, problemOf } from './database-problem.ts'
import { type Client, placeOf } from './link.ts'
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

const documentedTables = ['users', 'events', 'requests', 'spotify_auth', 'admins', 'session_store']

// Two consoles that start at once make one migration. The number is ours, any other would do.
const takeLock = 'select pg_advisory_xact_lock(47472025)'

/** Looks, changes nothing. */
export async function readSchemaState(
  sql: Pick<Client, 'unsafe'>,
  migrations: readonly Migration[] = allMigrations,
): Promise<SchemaState> {
  const found = await sql.unsafe<{ name: string }[]>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  )
  const tables = found.map((row) => row.name)
  const documented = tables.filter((name) => documentedTables.includes(name))
  const journaled = tables.includes('drizzle')
    ? await sql.unsafe<{ hash: string }[]>('select hash from public.drizzle order by id')
    : []
  const known = new Set(migrations.map((migration) => migration.hash))
  const ours = journaled.findIndex((row) => row.hash === migrations[0]?.hash)
  if (ours === -1) {
    return documented.length === 0 ? { kind: 'empty' } : { kind: 'production', tables: documented }
  }
  // Rows before ours are of the earlier app that made the tables; what follows ours must be known.
  const since = journaled.slice(ours).map((row) => row.hash)
  if (since.some((hash) => !known.has(hash))) return { kind: 'newer' }
  const missing = migrations.filter((migration) => !since.includes(migration.hash)).map(({ name }) => name)
  return missing.length === 0 ? { kind: 'current' } : { kind: 'older', missing }
}

/**
 * Brings the database to the newest schema in one transaction: all of it or nothing. Resolves to the names of
 * the migrations that ran. Throws `DatabaseProblem` `newer-schema`, `foreign-schema` or `not-allowed`.
 */
export async function migrate(
  url: string,
  sql: Client,
  migrations: readonly Migration[] = allMigrations,
): Promise<readonly string[]> {
  try {
    await sql.unsafe(`begin; ${takeLock}`)
    const state = await readSchemaState(sql, migrations)
    refuse(state, placeOf(url))
    const missing = state.kind === 'older' ? state.missing : migrations.map(({ name }) => name)
    const todo = state.kind === 'current' ? [] : migrations.filter(({ name }) => missing.includes(name))
    // One message, and so one transaction even if the connection was lost since `begin` and made anew.
    await sql.unsafe(`begin; ${takeLock}; ${todo.map(journaled).join('\n')} commit`)
    return todo.map(({ name }) => name)
  } catch (error) {
    await sql.unsafe('rollback').catch(() => {})
    throw problemOf(error, placeOf(url)) ?? error
  }
}

function journaled({ sql, hash }: Migration): string {
  return `${sql};\nINSERT INTO public.drizzle (hash, created_at) VALUES ('${hash}', ${Date.now()});`
}

function refuse(state: SchemaState, place: string): void {
  if (state.kind === 'newer') {
    throw new DatabaseProblem(
      'newer-schema',
      `The database at ${place} was made by a newer Cueline. Update Cueline on this machine; nothing was changed.`,
    )
  }
  if (state.kind === 'production') {
    throw new DatabaseProblem(
      'foreign-schema',
      `The database at ${place} holds tables of the earlier app (${state.tables.join(', ')}), which this version does not take over yet. Use an empty database; nothing was changed.`,
    )
  }
}
