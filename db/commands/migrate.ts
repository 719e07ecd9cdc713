import { databaseProblem, problemOf } from '../database-problem.ts'
import { type Client, connect, placeOf, withDeadline } from '../link.ts'
import { migrate, readSchemaState, type SchemaState } from '../migrate.ts'
import { migrations } from '../migration-files.ts'
import type { CommandContext } from './command.ts'

/** Reports what would run, asks, and runs it. `--dry-run` only reports, `--yes` doesn't ask. */
export async function migrateCommand({ url, args, print, confirm }: CommandContext): Promise<number> {
  const unknown = args.filter((arg) => arg !== '--dry-run' && arg !== '--yes')
  if (unknown.length > 0) {
    print(`Unknown: ${unknown.join(' ')}. There are --dry-run and --yes.`)
    return 2
  }
  return withClient(url, async (client) => {
    const state = await readSchemaState(client)
    print(`Database: ${placeOf(url)}`)
    print(describeState(state))
    if (state.kind === 'current') return 0
    const todo = state.kind === 'older' ? state.missing : migrations.map(({ name }) => name)
    if (state.kind === 'older' || state.kind === 'empty') for (const name of todo) print(`  ${name}`)
    if (state.kind !== 'older' && state.kind !== 'empty') return 1
    if (args.includes('--dry-run')) {
      print('Dry run: nothing was changed.')
      return 0
    }
    if (!args.includes('--yes') && !(await confirm('Run these migrations now?'))) {
      print('Nothing was changed. Add --yes to run them without being asked.')
      return 1
    }
    const ran = await migrate(url, client)
    print(`Done: ${ran.length} migrations.`)
    return 0
  })
}

/** One line for a person. */
export function describeState(state: SchemaState): string {
  switch (state.kind) {
    case 'current':
      return 'The schema is the newest.'
    case 'empty':
      return `The database is empty; ${migrations.length} migrations make the schema:`
    case 'older':
      return `The schema is older than this Cueline; ${state.missing.length} migrations are missing:`
    case 'newer':
      return 'The schema was made by a newer Cueline. Update Cueline on this machine.'
    case 'production':
      return `These are tables of the earlier app (${state.tables.join(', ')}), which this version does not take over yet.`
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
