import { importedTitle } from '../../src-main/core/event.ts'
import type { Sql } from './catalogue.ts'
import { type Shape, some } from './repair.ts'

type Counts = {
  readonly homeless: number
  readonly users: number
  readonly first: string | null
  readonly events: number
}

/** Says where requests go that belong to no night. */
export async function describeHomes(sql: Sql, shape: Shape): Promise<readonly string[]> {
  const [found] = await sql.unsafe<Counts[]>(`select
    (select count(*)::int from public.requests r where not (${isAtHome(shape)})) as homeless,
    (select count(*)::int from public.users) as users,
    (select count(*)::int from public.events) as events,
    (select username from public.users
      order by role::text is distinct from 'superadmin', created_at, id limit 1) as first`)
  if (found === undefined || found.homeless === 0) return []
  const homeless = `${some(found.homeless, 'request')} of no known night`
  const imported = `the ended event “${importedTitle}”`
  if (found.users === 0) return [`${homeless}, and no user: they go to ${imported} of a new account “dj”`]
  if (found.users > 1) {
    return [
      `${homeless}, and several users: they go to ${imported} of ${found.first}, from where they can be given to others`,
    ]
  }
  if (found.events === 0) return [`${homeless}: they go to ${imported} of ${found.first}`]
  return [`${homeless}: each goes to the newest event of ${found.first} created by then, else to the oldest`]
}

/** True of a request `r` in which somebody wrote by hand an event that exists, and its owner or nothing. */
function isAtHome(shape: Shape): string {
  if (!shape.hasColumn('requests', 'event_id')) return 'false'
  const owner = shape.hasColumn('requests', 'user_id')
    ? 'and (r.user_id is null or e.user_id::text = lower(r.user_id::text))'
    : ''
  return `exists (select from public.events e where e.id::text = lower(r.event_id::text) ${owner})`
}
