import { eventStatuses } from '../../src-main/core/event.ts'
import { requestStatuses } from '../../src-main/core/request.ts'
import { userRoles } from '../../src-main/core/user.ts'
import type { Sql } from './catalogue.ts'
import { type Repair, type Shape, some } from './repair.ts'
import { findPins } from './repair-pins.ts'
import { findUsernames } from './repair-usernames.ts'
import { repairsBesideNights } from './repairs-beside-nights.ts'
import { missing, notIn, repair } from './row-repair.ts'

/** Who gets what belongs to nobody: the first superadmin, else the oldest user. */
export const heir = `(select id from public.users
  order by role::text is distinct from 'superadmin', created_at, id limit 1)`

/** All repairs in the order in which they are done. Reads, changes nothing. */
export async function findRepairs(sql: Sql, shape: Shape): Promise<readonly Repair[]> {
  const all = [
    await findUsernames(sql),
    await findPins(sql),
    ...ofUsers(),
    ...ofEvents(shape),
    ...ofRequests(),
  ]
  return [...all, ...repairsBesideNights()].filter(({ table }) => shape.has(table))
}

function ofUsers(): readonly Repair[] {
  const token = (column: string, name: string) =>
    repair(
      'users',
      column,
      `t.${column} is not null`,
      `encode(sha256(convert_to(t.${column}::text, 'UTF8')), 'hex')`,
      (count) => `${some(count, `${name} token`)} stored as it was mailed; only its SHA-256 is kept`,
    )
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
