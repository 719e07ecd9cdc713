import type { MigrationReport } from '../../src-main/contract/console-view.ts'
import { type Client, placeOf } from '../link.ts'
import { type Adoption, adoptRows } from './adopt-rows.ts'
import type { Sql } from './catalogue.ts'
import { inTransaction } from './in-transaction.ts'
import { keepWritersOut, waitForTurn } from './lock-tables.ts'
import { migrations as allMigrations, type Migration } from './migration-files.ts'
import { refusalOf, wordMigrationError } from './migration-problem.ts'
import { type MigrationPlan, readPlan } from './plan-migration.ts'

export type MigrateOptions = {
  readonly url: string
  /** As the owner of the database. */
  readonly client: Client
  /**
   * Called when there is data, while nobody else can write: exports what is about to be migrated, over a
   * connection of its own. When it fails the migration ends with everything as it was.
   */
  readonly exportBefore: (() => Promise<{ readonly folder: string }>) | null
  readonly migrations?: readonly Migration[]
  /** Longest wait for programs that are writing, in milliseconds; ten seconds unless told. */
  readonly patience?: number
  /** Hears what is being done, in words. */
  readonly onStep?: (words: string) => void
}

export type MigrationDone = {
  /** Names of the migrations that ran; none when the schema was the newest. */
  readonly ran: readonly string[]
  /** What was found and done. */
  readonly report: MigrationReport
  /** Where the export of what was there before lies. */
  readonly exportFolder: string | null
}

/**
 * Brings the database to the newest schema in one transaction: all of it or nothing. Throws `DatabaseProblem`
 * `newer-schema`, `foreign-schema`, `busy` or `not-allowed`.
 */
export async function migrate(options: MigrateOptions): Promise<MigrationDone> {
  const { url, client } = options
  try {
    return await inTransaction(client, 'isolation level read committed', (sql) => run(sql, options))
  } catch (error) {
    throw wordMigrationError(error, placeOf(url))
  }
}

async function run(sql: Sql, options: MigrateOptions): Promise<MigrationDone> {
  const { url, exportBefore, migrations = allMigrations, patience = 10_000, onStep = () => {} } = options
  const place = placeOf(url)
  await waitForTurn(sql)
  const first = await readUsable(sql, place, migrations)
  if (first.todo.length === 0) return { ran: [], report: first.report, exportFolder: null }
  if (first.holdsData) onStep('Waiting for other programs to let go of the tables')
  await keepWritersOut(sql, first.catalogue, patience)
  // Somebody may have written until now.
  const plan = first.holdsData ? await readUsable(sql, place, migrations) : first
  const exported = plan.holdsData && exportBefore !== null ? await exportAll(exportBefore, onStep) : null
  await runAll(sql, plan, migrations, onStep)
  return { ran: plan.todo.map(({ name }) => name), report: plan.report, exportFolder: exported }
}

async function readUsable(sql: Sql, place: string, migrations: readonly Migration[]): Promise<MigrationPlan> {
  const plan = await readPlan(sql, place, migrations)
  const refusal = refusalOf(plan.state, place)
  if (refusal !== null) throw refusal
  return plan
}

async function exportAll(
  exportBefore: () => Promise<{ readonly folder: string }>,
  onStep: (words: string) => void,
): Promise<string> {
  onStep('Exporting all tables, and checking the export')
  return (await exportBefore()).folder
}

async function runAll(
  sql: Sql,
  plan: MigrationPlan,
  migrations: readonly Migration[],
  onStep: (words: string) => void,
): Promise<void> {
  const adoption: Adoption | null = plan.repairs ? await adoptRows(sql, plan, onStep) : null
  const baselineHash = migrations[0]?.hash
  if (plan.state.kind === 'production' && baselineHash !== undefined) await journal(sql, baselineHash)
  for (const { name, sql: text, hash } of plan.todo) {
    onStep(`Running ${name}`)
    await adoption?.before(name)
    await sql.unsafe(text)
    await adoption?.after(name)
    await journal(sql, hash)
  }
  await adoption?.finish()
}

async function journal(sql: Sql, hash: string): Promise<void> {
  await sql.unsafe('insert into public.drizzle (hash, created_at) values ($1, $2::text::bigint)', [
    hash,
    String(Date.now()),
  ])
}
