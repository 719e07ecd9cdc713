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
const lockNumber = 4747_2025

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
    return await sql.begin(async (tx) => {
      await tx.unsafe('select pg_advisory_xact_lock($1)', [lockNumber])
      const state = await readSchemaState(tx, migrations)
      refuse(state, placeOf(url))
      if (state.kind === 'current') return []
      const todo =
        state.kind === 'older' ? migrations.filter(({ name }) => state.missing.includes(name)) : migrations
      for (const migration of todo) {
        await tx.unsafe(migration.sql)
        await tx.unsafe('insert into public.drizzle (hash, created_at) values ($1, $2)', [
          migration.hash,
          Date.now(),
        ])
      }
      return todo.map(({ name }) => name)
    })
  } catch (error) {
    throw problemOf(error, placeOf(url)) ?? error
  }
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
