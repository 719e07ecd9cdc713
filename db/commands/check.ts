import { placeOf } from '../link.ts'
import { readSchemaState } from '../migration/schema-state.ts'
import type { CommandContext } from './command.ts'
import { describeState, withClient } from './migrate.ts'

/** Says whether the schema is the newest and every tenant's table is closed to others; exit code 1 when not. */
export async function checkCommand({ url, print }: CommandContext): Promise<number> {
  return withClient(url, async (client) => {
    const state = await readSchemaState(client)
    print(`Database: ${placeOf(url)}`)
    print(describeState(state))
    if (state.kind !== 'current') return 1
    const open = await client.unsafe<{ name: string }[]>(unprotected)
    if (open.length === 0) {
      print('Every table of tenants is protected by row-level security.')
      return 0
    }
    print(
      `Without row-level security: ${open.map((row) => row.name).join(', ')}. Tenants could see each other!`,
    )
    return 1
  })
}

const unprotected = `
  select c.relname as name from pg_class c
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
    and (c.relname = 'users' or exists (select from pg_attribute a where a.attrelid = c.oid
      and a.attname in ('user_id', 'event_id') and not a.attisdropped))
    and not (c.relrowsecurity and c.relforcerowsecurity
      and exists (select from pg_policy p where p.polrelid = c.oid))
  order by 1`
