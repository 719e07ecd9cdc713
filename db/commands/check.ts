import type { Client } from '../link.ts'
import { placeOf } from '../link.ts'
import { readSchemaState, type SchemaState } from '../migration/schema-state.ts'
import { readStanding, type Standing, wordsOfBypass } from '../role-to-take.ts'
import { compareShapes } from '../shape/compare-shapes.ts'
import { expectedShape } from '../shape/expected-shape.ts'
import { readShape, type Shape } from '../shape/read-shape.ts'
import { alignColumns } from './align-columns.ts'
import type { CommandContext } from './command.ts'
import { describeState, withClient } from './migrate.ts'

/**
 * Says in words what a database is, what is in it, as whom the app would work there, and where it differs from
 * what this version expects. Changes nothing. The exit code is 0 when all is as it should be, 1 otherwise.
 */
export async function checkCommand({ url, print }: CommandContext): Promise<number> {
  return withClient(url, async (client) => {
    const [server] = await client.unsafe<{ version: string }[]>(
      `select current_setting('server_version') as version`,
    )
    print(`Database: ${placeOf(url)} (Postgres ${server?.version ?? '?'})`)
    const state = await readSchemaState(client)
    const standing = await readStanding(client)
    print(describeState(state))
    // Before that there is no role to take on.
    if (state.kind === 'current') print(describeStanding(standing, placeOf(url)))
    const shape = await readShape(client)
    if (Object.keys(shape.tables).length > 0) await printRows(client, shape, print)
    const isRight = state.kind === 'empty' || printDifferences(shape, state, print)
    const isDone = state.kind === 'current'
    if (!isDone && state.kind !== 'newer') {
      print('"npm run db:migrate -- --dry-run" tells what would be done, "npm run db:migrate" does it.')
    }
    return isDone && isRight && !standing.bypasses ? 0 : 1
  })
}

function describeStanding(standing: Standing, place: string): string {
  const { user, role, userBypasses, bypasses } = standing
  if (bypasses) return wordsOfBypass(standing, place)
  const own = `User: ${user}, ${userBypasses ? 'who goes past' : 'bound by'} row-level security.`
  return role === null ? own : `${own} The app takes on the role ${role}, which is bound by it.`
}

async function printRows(client: Client, shape: Shape, print: (line: string) => void): Promise<void> {
  const counts: [string, string | number][] = []
  // A policy that hides rows from this user makes an error instead of a wrong number.
  await client.unsafe('begin read only; set local row_security = off')
  for (const table of Object.keys(shape.tables)) counts.push([`  ${table}`, await countRows(client, table)])
  await client.unsafe('rollback')
  print('Rows:')
  for (const line of alignColumns(counts)) print(line)
}

async function countRows(client: Client, table: string): Promise<string | number> {
  const name = `public."${table.replaceAll('"', '""')}"`
  await client.unsafe('savepoint counting')
  try {
    const [row] = await client.unsafe<{ rows: number }[]>(`select count(*)::float8 as rows from ${name}`)
    return row?.rows ?? 0
  } catch {
    await client.unsafe('rollback to savepoint counting')
    return 'not for this user to see'
  }
}

/** True when nothing is wrong. */
function printDifferences(shape: Shape, state: SchemaState, print: (line: string) => void): boolean {
  const differences = compareShapes(shape, expectedShape)
  const wrong = differences.filter((difference) => difference.wrong)
  if (wrong.length === 0) print('Everything that this Cueline needs is there, and closed to other tenants.')
  else {
    print(state.kind === 'current' ? 'Not as it should be:' : 'What differs from the newest schema:')
    for (const { words } of wrong) print(`  - ${words}`)
    if (state.kind === 'current') {
      print('Somebody changed this by hand. Change it back; db/migrations/ has every definition.')
    }
  }
  const kept = differences.filter((difference) => !difference.wrong)
  if (kept.length > 0) print('Besides:')
  for (const { words } of kept) print(`  - ${words}`)
  return wrong.length === 0
}
