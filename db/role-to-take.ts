import { DatabaseProblem, databaseProblem } from './database-problem.ts'
import type { Client } from './link.ts'

/** As whom the URL's user would work. */
export type Standing = {
  /** The user in the URL. */
  readonly user: string
  /** The role that the pool takes on; `null`: the user's own. */
  readonly role: string | null
  /** Whether the user, and whether the role that would be at work, goes past row-level security. */
  readonly userBypasses: boolean
  readonly bypasses: boolean
  readonly readOnly: boolean
}

/** Looks, changes nothing. */
export async function readStanding(client: Pick<Client, 'unsafe'>): Promise<Standing> {
  const [row] = await client.unsafe<{ user: string; role: string | null; readOnly: boolean }[]>(`
    select current_user as user, pg_is_in_recovery() as "readOnly",
      case when rolname = current_user then null else rolname end as role
    from (select 1) one left join pg_roles on rolname = 'cueline_app' and (rolname = current_user
      -- Since Postgres 16 a member may be one who may not take the role on.
      or pg_has_role(current_user, oid, case when current_setting('server_version_num')::int >= 160000
        then 'SET' else 'MEMBER' end))`)
  if (row === undefined) throw new Error('the database did not say who we are')
  const roles = await client.unsafe<{ name: string; bypasses: boolean }[]>(
    `select rolname as name, rolsuper or rolbypassrls as bypasses from pg_roles
      where rolname in (current_user, 'cueline_app')`,
  )
  const bypasses = (name: string) => roles.some((role) => role.name === name && role.bypasses)
  const atWork = row.role ?? row.user
  return { ...row, userBypasses: bypasses(row.user), bypasses: bypasses(atWork) }
}

/** `cueline_app` where the URL's user may become it; else the user itself, if policies bind it. Throws otherwise. */
export async function roleToTake(client: Pick<Client, 'unsafe'>, place: string): Promise<string | null> {
  const standing = await readStanding(client)
  if (standing.readOnly) throw databaseProblem('read-only', place)
  return bound(standing, place)
}

/** The same on a server that only reads. */
export async function roleOnReplica(client: Pick<Client, 'unsafe'>, place: string): Promise<string | null> {
  return bound(await readStanding(client), place)
}

function bound(standing: Standing, place: string): string | null {
  if (standing.bypasses) throw new DatabaseProblem('bypasses-tenants', wordsOfBypass(standing, place))
  return standing.role
}

/** Why this role may not serve, and the way out. */
export function wordsOfBypass({ user, role }: Standing, place: string): string {
  if (role !== null) {
    return `The role ${role} in the database at ${place} goes past row-level security, so DJs could see each other's nights. As a superuser there, run: ALTER ROLE ${role} NOSUPERUSER NOBYPASSRLS.`
  }
  return `The user ${user} in DATABASE_URL goes past row-level security in the database at ${place}, so DJs could see each other's nights. With the owner's DATABASE_URL run once "npm run db:users -- --create-login console" and use the address that it prints.`
}
