import type { MigrationReport } from '../../src-main/contract/console-view.ts'
import { databaseProblem, errorCode, problemOf } from '../database-problem.ts'
import { type Client, connect, placeOf, withDeadline } from '../link.ts'
import { migrate } from '../migration/migrate.ts'
import { migrations } from '../migration/migration-files.ts'
import { refusalOf } from '../migration/migration-problem.ts'
import { planMigration } from '../migration/plan-migration.ts'
import type { SchemaState } from '../migration/schema-state.ts'
import type { CommandContext } from './command.ts'

/**
 * Reports what would be done, asks, and does it. `--dry-run` only reports, `--yes` doesn't ask. 0: done or
 * nothing to do, 1: refused or not done, 2: no such option.
 */
export async function migrateCommand(context: CommandContext): Promise<number> {
  const { url, args, print } = context
  const unknown = args.filter((arg) => arg !== '--dry-run' && arg !== '--yes')
  if (unknown.length > 0) {
    print(`Unknown: ${unknown.join(' ')}. There are --dry-run and --yes.`)
    return 2
  }
  return withClient(url, async (client) => {
    const { state, report } = await planMigration({ url, client })
    print(`Database: ${placeOf(url)}`)
    const refusal = refusalOf(state, placeOf(url))
    if (refusal !== null) {
      print(refusal.message)
      return 1
    }
    print(describeState(state))
    if (state.kind === 'current') return 0
    printReport(report, print)
    if (args.includes('--dry-run')) {
      print('Dry run: nothing was changed.')
      return 0
    }
    return askAndRun(context, client)
  })
}

async function askAndRun(context: CommandContext, client: Client): Promise<number> {
  const { url, args, exportBefore, print, confirm } = context
  if (!args.includes('--yes') && !(await confirm('Do this now?'))) {
    print('Nothing was changed. Add --yes to do it without being asked.')
    return 1
  }
  try {
    const onStep = (words: string) => print(`… ${words}`)
    const { ran, report, exportFolder } = await migrate({ url, client, exportBefore, onStep })
    print(`Done: ${ran.length} migrations.`)
    printList('What was found, and done about it:', report.findings, print)
    if (exportFolder !== null) print(`All that was there before lies in ${exportFolder}`)
    return 0
  } catch (error) {
    const problem = problemOf(error, placeOf(url))
    if (problem === null && errorCode(error) === undefined) throw error
    print(problem?.message ?? `The migration stopped: ${(error as Error).message}. Nothing was changed.`)
    return 1
  }
}

function printReport({ tables, findings, steps }: MigrationReport, print: (line: string) => void): void {
  printList(
    'Tables and rows:',
    tables.map(({ name, rows }) => `${name}: ${rows.toLocaleString('en')}`),
    print,
  )
  printList('Found:', findings, print)
  printList('To do:', steps, print)
}

function printList(title: string, lines: readonly string[], print: (line: string) => void): void {
  if (lines.length === 0) return
  print(title)
  for (const line of lines) print(`  ${line}`)
}

/** One line for a person. */
export function describeState(state: SchemaState): string {
  switch (state.kind) {
    case 'current':
      return 'The schema is the newest.'
    case 'empty':
      return `The database is empty; ${migrations.length} migrations make the schema.`
    case 'older':
      return `The schema is older than this Cueline; ${state.missing.length} migrations are missing.`
    case 'newer':
      return 'The schema was made by a newer Cueline. Update Cueline on this machine.'
    case 'production':
      return `These are tables of the earlier app (${state.tables.join(', ')}), which Cueline takes over with all their rows.`
    case 'foreign':
      return `These tables resemble those of the earlier app, but are others: ${state.differences.join('; ')}.`
  }
}

/** A connection as the URL's own user, its troubles worded. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const place = placeOf(url)
  const client = connect(url)
  try {
    await withDeadline(client.unsafe('select 1'), 20_000, () => databaseProblem('unreachable', place))
    return await work(client)
  } catch (error) {
    throw problemOf(error, place) ?? error
  } finally {
    await client.end({ timeout: 1 })
  }
}
