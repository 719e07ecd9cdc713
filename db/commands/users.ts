import { DatabaseProblem } from '../database-problem.ts'
import { type Client, placeOf } from '../link.ts'
import { readSchemaState } from '../migration/schema-state.ts'
import { isLocalEmail } from '../users.ts'
import { alignColumns } from './align-columns.ts'
import type { CommandContext } from './command.ts'
import { createLogin } from './create-login.ts'
import { withClient } from './migrate.ts'

const usage = 'There is --create-login NAME: makes a user of the database for consoles to work as.'

/** Lists the accounts, without secrets. `--create-login NAME` makes a login for consoles instead. */
export async function usersCommand({ url, args, print }: CommandContext): Promise<number> {
  const [flag, name, ...more] = args
  if (flag !== undefined && (flag !== '--create-login' || name === undefined || more.length > 0)) {
    print(usage)
    return 2
  }
  return withClient(url, async (client) => {
    const state = await readSchemaState(client)
    if (state.kind !== 'current') {
      throw new DatabaseProblem(
        'older-schema',
        `The database at ${placeOf(url)} has not the newest schema. Run "npm run db:migrate" first.`,
      )
    }
    if (name !== undefined) return createLogin(client, url, name, print)
    const lines = await listUsers(client)
    if (lines.length === 0) print('No accounts yet. The console makes the first one at its first start.')
    for (const line of lines) print(line)
    return 0
  })
}

type Account = {
  readonly id: string
  readonly username: string
  readonly role: string
  readonly claimed: boolean
  readonly email: string
  readonly verified: boolean | null
  readonly disabled: string | null
  readonly signedIn: boolean
  readonly signedInAt: string | null
  readonly signedInOn: string | null
}

type Counts = {
  readonly user_id: string
  readonly events: number
  readonly requests: number
  readonly last: string
}

/** Under the same policies as the app: accounts whole, of nights and requests the numbers. */
async function listUsers(client: Client): Promise<readonly string[]> {
  await client.unsafe(`begin read only; select set_config('app.role', 'system', true)`)
  const accounts = await client.unsafe<Account[]>(`
    select id, username, role, claimed, email, email_verified as verified,
      to_char(disabled_at, 'YYYY-MM-DD') as disabled, active_session_id is not null as "signedIn",
      to_char(active_session_created_at, 'YYYY-MM-DD HH24:MI') as "signedInAt", active_session_name as "signedInOn"
    from users order by created_at, id`)
  const counts = await client.unsafe<Counts[]>(`
    select user_id, events::int, requests::int, to_char(last_event_at, 'YYYY-MM-DD') as last from count_by_user()`)
  await client.unsafe('commit')
  if (accounts.length === 0) return []
  const names = ['name', 'role', 'e-mail', 'may sign in', 'signed in', 'nights', 'requests', 'last night']
  const rows = accounts.map((account) => {
    const of = counts.find(({ user_id }) => user_id === account.id)
    return [
      account.username,
      account.role,
      emailOf(account),
      account.disabled !== null
        ? `no, since ${account.disabled}`
        : account.claimed
          ? 'yes'
          : 'not claimed yet',
      account.signedIn ? `${account.signedInOn ?? 'somewhere'}, ${account.signedInAt ?? '?'} UTC` : '–',
      of?.events ?? 0,
      of?.requests ?? 0,
      of?.last ?? '–',
    ]
  })
  return alignColumns([names, ...rows])
}

function emailOf({ email, verified }: Account): string {
  if (isLocalEmail(email)) return '–'
  return `${email} (${verified === true ? 'verified' : 'not verified'})`
}
