import { eventStatuses } from '../../src-main/core/event.ts'
import { requestStatuses } from '../../src-main/core/request.ts'
import { userRoles } from '../../src-main/core/user.ts'
import type { TableName } from './baseline.ts'
import type { Sql } from './catalogue.ts'
import { type Repair, type Shape, some } from './repair.ts'
import { findPins } from './repair-pins.ts'
import { findUsernames } from './repair-usernames.ts'

/** Who gets what belongs to nobody: the first superadmin, else the oldest user. */
export const heir = `(select id from public.users
  order by role::text is distinct from 'superadmin', created_at, id limit 1)`

const labels: Readonly<Record<TableName, string>> = {
  users: 't.username::text',
  events: `coalesce(t.config::jsonb ->> 'event_title', t.pin::text)`,
  requests: 't.track_name::text',
  spotify_auth: 'null::text',
  session_store: 'null::text',
  admins: 'null::text',
  drizzle: 'null::text',
}

/** All repairs in the order in which they are done. Reads, changes nothing. */
export async function findRepairs(sql: Sql, shape: Shape): Promise<readonly Repair[]> {
  const all = [
    await findUsernames(sql),
    await findPins(sql),
    ...ofUsers(),
    ...ofEvents(shape),
    ...ofRequests(),
  ]
  return [...all, ...ofOthers()].filter(({ table }) => shape.has(table))
}

/** `t` is the row, in `where` and `after` alike. */
function repair(
  table: TableName,
  column: string,
  where: string,
  after: string,
  words: (count: number) => string,
): Repair {
  const key = table === 'session_store' ? 'sid' : 'id'
  return {
    table,
    column,
    rows: `select t.${key}::text as key, ${labels[table]} as label, to_jsonb(t.${column}) as before,
      to_jsonb(${after}) as after from public.${table} t where ${where}`,
    words,
  }
}

function missing(table: TableName, column: string, after: string): Repair {
  const one = table === 'spotify_auth' ? 'Spotify account' : table.replaceAll('_', ' ').replace(/s$/, '')
  return repair(
    table,
    column,
    `t.${column} is null`,
    after,
    (count) => `${some(count, one)} without ${column}; it is filled in`,
  )
}

function notIn(column: string, known: readonly string[]): string {
  return `coalesce(t.${column}::text, '') not in (${known.map((one) => `'${one}'`).join(', ')})`
}

function ofUsers(): readonly Repair[] {
  const token = (column: string, name: string) => ({
    ...repair(
      'users',
      column,
      `t.${column} is not null`,
      `encode(sha256(convert_to(t.${column}::text, 'UTF8')), 'hex')`,
      (count: number) => `${some(count, `${name} token`)} stored as it was mailed; only its SHA-256 is kept`,
    ),
  })
  return [
    repair(
      'users',
      'email',
      `t.email is null or t.id in (select id from (select id, row_number() over (partition by email::text
        order by email_verified desc nulls last, created_at, id) as place from public.users) placed where place > 1)`,
      `t.id::text || '@cueline.invalid'`,
      (count) =>
        `${some(count, 'user')} without an e-mail address or with that of another; without one from now on`,
    ),
    missing('users', 'password', `'unclaimed'::text`),
    repair(
      'users',
      'role',
      notIn('role', userRoles),
      `'user'::text`,
      (count) => `${some(count, 'user')} with no role or an unknown one; "user" from now on`,
    ),
    missing('users', 'created_at', 'coalesce(t.updated_at, now())'),
    token('verification_token', 'verification'),
    token('password_reset_token', 'password reset'),
  ]
}

function ofEvents(shape: Shape): readonly Repair[] {
  const admin = shape.has('admins')
    ? `not exists (select from public.admins a join public.users u on u.id = a.user_id where a.id = t.active_admin_id)`
    : 'true'
  return [
    repair(
      'events',
      'user_id',
      'not exists (select from public.users u where u.id = t.user_id)',
      heir,
      (count) => `${some(count, 'event')} of nobody; the first superadmin or else the oldest user gets it`,
    ),
    repair(
      'events',
      'status',
      notIn('status', eventStatuses),
      `'offline'::text`,
      (count) => `${some(count, 'event')} with an unknown status; "offline" from now on`,
    ),
    repair(
      'events',
      'config',
      `t.config is null or jsonb_typeof(t.config::jsonb) <> 'object'`,
      `'{}'::jsonb`,
      (count) => `${some(count, 'event')} with settings that are no object; the defaults from now on`,
    ),
    repair(
      'events',
      'active_admin_id',
      // Some have the user itself there: that is what the admin becomes anyway.
      `t.active_admin_id is not null and ${admin}
        and not exists (select from public.users u where u.id = t.active_admin_id)`,
      'null::text',
      (count) => `${some(count, 'event')} with an active admin that does not exist; none from now on`,
    ),
    missing('events', 'version', '0'),
    missing('events', 'created_at', 'coalesce(t.updated_at, now())'),
    missing('events', 'updated_at', 'coalesce(t.created_at, now())'),
  ]
}

function ofRequests(): readonly Repair[] {
  const texts = ['track_name', 'artist_name', 'album_name', 'requester_nickname']
  return [
    repair(
      'requests',
      'status',
      notIn('status', requestStatuses),
      `'rejected'::text`,
      (count) => `${some(count, 'request')} with an unknown status; "rejected" from now on`,
    ),
    missing('requests', 'created_at', 'coalesce(t.played_at, now())'),
    missing('requests', 'track_uri', `'unknown:' || t.id::text`),
    ...texts.map((column) => missing('requests', column, `''::text`)),
  ]
}

const uuid = `'^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'`

function ofOthers(): readonly Repair[] {
  const named = (column: string) => `t.sess::jsonb ->> '${column}'`
  const isOdd = (column: string) => `coalesce(${named(column)} !~ ${uuid}, false)`
  return [
    missing('spotify_auth', 'expires_at', 'now()'),
    {
      table: 'spotify_auth',
      column: null,
      // The tokens are left out: a secret of nobody is not to lie in an audit for ever.
      rows: `select t.id::text as key, null::text as label,
          to_jsonb(t) - 'access_token' - 'refresh_token' as before, null::jsonb as after
        from public.spotify_auth t where not exists (select from public.users u where u.id = t.user_id)
          or t.id in (select id from (select id, row_number() over (partition by user_id
            order by updated_at desc nulls last, expires_at desc, id) as place from public.spotify_auth) placed
            where place > 1)`,
      words: (count) =>
        `${some(count, 'Spotify account')} of nobody, or a user's older one; it goes to the audit without its tokens`,
    },
    missing('session_store', 'expire', 'now()'),
    repair(
      'session_store',
      'sess',
      `t.sess is null or ${isOdd('user_id')} or ${isOdd('event_id')}
        or (${named('user_id')} is not null and ${named('event_id')} is not null and not exists (
          select from public.events e where e.id::text = lower(${named('event_id')})
            and e.user_id::text = lower(${named('user_id')})))`,
      `jsonb_build_object('earlier', t.sess)`,
      (count) =>
        `${some(count, 'session')} that name no event of ours; what they hold is kept under "earlier"`,
    ),
  ]
}
