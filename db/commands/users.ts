import { DatabaseProblem } from '../database-problem.ts'
import { placeOf } from '../link.ts'
import { readSchemaState } from '../migration/schema-state.ts'
import type { CommandContext } from './command.ts'
import { withClient } from './migrate.ts'

type Row = {
  readonly username: string
  readonly role: string
  readonly claimed: boolean
  readonly nights: number
  readonly since: string
}

/** Lists the accounts: name, role, since when, how many nights. */
export async function usersCommand({ url, print }: CommandContext): Promise<number> {
  return withClient(url, async (client) => {
    const state = await readSchemaState(client)
    if (state.kind !== 'current') {
      throw new DatabaseProblem(
        'older-schema',
        `The database at ${placeOf(url)} has not the newest schema. Run "npm run db:migrate" first.`,
      )
    }
    // As the owner: the app itself sees one DJ's nights at a time.
    const rows = await client.unsafe<Row[]>(`
      select username, role, claimed, to_char(created_at, 'YYYY-MM-DD') as since,
        (select count(*)::int from events where user_id = users.id) as nights
      from users order by created_at, id`)
    if (rows.length === 0) print('No accounts yet. The console makes the first one at its first start.')
    for (const row of rows) {
      const claimed = row.claimed ? '' : '  (not claimed yet)'
      print(`${row.username}  ${row.role}  since ${row.since}  ${row.nights} nights${claimed}`)
    }
    return 0
  })
}
