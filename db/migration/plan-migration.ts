import type { MigrationReport } from '../../src-main/contract/console-view.ts'
import { type Client, placeOf } from '../link.ts'
import { type Catalogue, readCatalogue, type Sql } from './catalogue.ts'
import { describeHomes } from './describe-homes.ts'
import { type HalfColumn, halfColumnsOf } from './half-columns.ts'
import { inTransaction } from './in-transaction.ts'
import { migrations as allMigrations, type Migration } from './migration-files.ts'
import { wordMigrationError } from './migration-problem.ts'
import { planNormalising } from './normalise.ts'
import { type Normalising, noPart } from './normalising.ts'
import { describeRepairs, shapeOf } from './repair.ts'
import { findRepairs } from './repairs.ts'
import { readSchemaState, type SchemaState } from './schema-state.ts'

export type MigrationPlan = {
  readonly state: SchemaState
  readonly report: MigrationReport
  /** Whether anybody's rows are in it: then it is exported first, and a person is asked. */
  readonly holdsData: boolean
  readonly todo: readonly Migration[]
  readonly catalogue: Catalogue
  readonly normalising: Normalising
  readonly halves: readonly HalfColumn[]
  /** The rows are as the earlier app left them. */
  readonly repairs: boolean
}

const noReport = { tables: [], findings: [], steps: [] }

const nothingToDo = {
  holdsData: false,
  todo: [],
  catalogue: {
    tables: [],
    functions: [],
    columns: [],
    constraints: [],
    indexes: [],
    policies: [],
    triggers: [],
    dependents: [],
  },
  normalising: noPart,
  halves: [],
  repairs: false,
}

type PlanOptions = {
  readonly url: string
  readonly client: Client
  readonly migrations?: readonly Migration[]
}

/** What `migrate` would find and do. Reads in one read-only transaction and changes nothing. */
export async function planMigration({ url, client, migrations }: PlanOptions): Promise<MigrationPlan> {
  const place = placeOf(url)
  try {
    return await inTransaction(client, 'isolation level repeatable read read only', async (sql) => {
      await sql.unsafe('set local search_path to public')
      return readPlan(sql, place, migrations)
    })
  } catch (error) {
    throw wordMigrationError(error, place)
  }
}

/** The same within a transaction that runs. `search_path` must be `public`. */
export async function readPlan(
  sql: Sql,
  place: string,
  migrations: readonly Migration[] = allMigrations,
): Promise<MigrationPlan> {
  const state = await readSchemaState(sql, migrations)
  const todo = migrations.filter((migration) => isMissing(state, migration.name))
  if (todo.length === 0) return { ...nothingToDo, state, report: { ...noReport, place } }
  const catalogue = await readCatalogue(sql)
  const adopts =
    state.kind === 'production' || (state.kind === 'older' && isMissing(state, '0001_add_columns'))
  const repairs = adopts || (state.kind === 'older' && isMissing(state, '0002_constraints'))
  const normalising = adopts ? planNormalising(catalogue) : noPart
  const halves = adopts ? halfColumnsOf(catalogue) : []
  const shape = shapeOf(catalogue)
  const tables = await countRows(sql, catalogue)
  const found = repairs ? await describeRepairs(sql, await findRepairs(sql, shape)) : []
  const homes = repairs ? await describeHomes(sql, shape) : []
  const holdsData = tables.some(({ name, rows }) => rows > 0 && name !== 'drizzle' && name !== 'listeners')
  const findings = [...normalising.findings, ...foreignOwners(catalogue), ...homes, ...found].map(asSentence)
  const steps = stepsOf(todo, holdsData, adopts, found.length)
  return {
    state,
    report: { place, tables, findings, steps },
    holdsData,
    todo,
    catalogue,
    normalising,
    halves,
    repairs,
  }
}

function isMissing(state: SchemaState, name: string): boolean {
  if (state.kind === 'empty') return true
  // The tables are there: they are brought to the baseline instead of being made.
  if (state.kind === 'production') return name !== '0000_production_schema'
  return state.kind === 'older' && state.missing.includes(name)
}

async function countRows(sql: Sql, { tables }: Catalogue): Promise<MigrationReport['tables']> {
  const counted: MigrationReport['tables'] = []
  const own = tables.filter(({ kind }) => kind === 'r' || kind === 'p').map(({ name }) => name)
  for (const name of own.sort()) {
    const [row] = await sql.unsafe<{ rows: number }[]>(
      `select count(*)::int as rows from public."${name.replaceAll('"', '""')}"`,
    )
    counted.push({ name, rows: row?.rows ?? 0 })
  }
  return counted
}

function foreignOwners({ tables }: Catalogue): readonly string[] {
  const names = tables.filter(({ owned, kind }) => !owned && kind === 'r').map(({ name }) => name)
  if (names.length === 0) return []
  return [`These tables belong to another user of the database, who must run this: ${names.join(', ')}.`]
}

function asSentence(text: string): string {
  return /[.…]$/.test(text) ? text : `${text}.`
}

function stepsOf(
  todo: readonly Migration[],
  holdsData: boolean,
  adopts: boolean,
  repairs: number,
): MigrationReport['steps'] {
  if (todo.length === 0) return []
  return [
    ...(holdsData ? ['Export all tables to files, and check the files'] : []),
    ...(adopts ? ['Bring the tables to the form of the document'] : []),
    ...(repairs > 0 ? ['Repair the rows named above; what they held goes to the table audit'] : []),
    ...todo.map(({ name }) => `Run ${name}`),
  ]
}
