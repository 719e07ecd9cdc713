import { randomBytes, randomInt } from 'node:crypto'
import { importedTitle } from '../../src-main/core/event.ts'
import type { Sql } from './catalogue.ts'
import { uuidPattern } from './conversions.ts'
import { type HalfColumn, halfTable } from './half-columns.ts'
import { freePin } from './repair-pins.ts'
import { heir } from './repairs.ts'

/** What was written by hand, as an id or as nothing. */
function said(column: string): string {
  return `case when h.${column} ~ ${uuidPattern} then h.${column}::uuid end`
}

/**
 * Ties each request without a night to one. What was written by hand holds where it is true. Of one user: the
 * newest event created by then, else the oldest. Of several: an ended event of the first superadmin.
 */
export async function tieRequests(sql: Sql, halves: readonly HalfColumn[]): Promise<void> {
  const mine = halves.filter(({ table }) => table === 'requests').map(({ name }) => name)
  const hasUser = mine.includes('user_id')
  if (mine.includes('event_id')) {
    await sql.unsafe(`update public.requests r set event_id = e.id, user_id = e.user_id
      from ${halfTable('requests')} h join public.events e on e.id = ${said('event_id')}
      where r.id::text = h.key ${hasUser ? `and (h.user_id is null or ${said('user_id')} = e.user_id)` : ''}`)
  }
  await sql.unsafe(`create temp table cueline_spans on commit drop as
    select user_id, created_at as at, id from public.events`)
  await sql.unsafe('create index cueline_spans_at on pg_temp.cueline_spans (user_id, at, id)')
  await sql.unsafe('analyze pg_temp.cueline_spans')
  await sql.unsafe(`create temp table cueline_homes on commit drop as
    select r.id as request_id, r.created_at, owner.id as user_id, coalesce(
      (select s.id from pg_temp.cueline_spans s where s.user_id = owner.id and s.at <= r.created_at
        order by s.at desc, s.id desc limit 1),
      (select s.id from pg_temp.cueline_spans s where s.user_id = owner.id order by s.at, s.id limit 1)
    ) as event_id
    from (select *, (select id from public.users where (select count(*) from public.users) = 1) as sole
      from public.requests where event_id is null) r
    ${hasUser ? `left join ${halfTable('requests')} h on h.key = r.id::text` : ''}
    ${hasUser ? `left join public.users u on u.id = ${said('user_id')}` : ''}
    cross join lateral (select ${hasUser ? 'coalesce(u.id, r.sole)' : 'r.sole'} as id) owner`)
  await makeImportedEvents(sql)
  await sql.unsafe(`update public.requests r set event_id = h.event_id, user_id = h.user_id
    from pg_temp.cueline_homes h where h.request_id = r.id`)
}

/** One for each user whose requests have no event to go to. */
async function makeImportedEvents(sql: Sql): Promise<void> {
  await sql.unsafe(
    `update pg_temp.cueline_homes set user_id = ${heir}, event_id = null where user_id is null`,
  )
  const owners = await sql.unsafe<{ id: string; first: string }[]>(
    `select user_id as id, min(created_at)::text as first from pg_temp.cueline_homes
     where event_id is null group by user_id order by user_id`,
  )
  if (owners.length === 0) return
  const pins = await sql.unsafe<{ pin: string }[]>('select pin from public.events')
  const taken = new Set<string | null>(pins.map(({ pin }) => pin))
  for (const { id, first } of owners) {
    const config = {
      event_title: importedTitle,
      bypass_token: `bp_${randomBytes(16).toString('base64url')}`,
    }
    await sql.unsafe(
      `with made as (insert into public.events (user_id, pin, status, config, created_at, ended_at)
         values ($1::text::uuid, $2, 'offline', $3::text::jsonb, least($4::text::timestamptz, now()), now())
         returning id, user_id)
       update pg_temp.cueline_homes h set event_id = made.id from made
       where h.user_id = made.user_id and h.event_id is null`,
      [id, freePin(taken, randomInt), JSON.stringify(config), first],
    )
  }
}

/** The account of a database that has rows and nobody who owns them: waits to be claimed, as at a first start. */
export async function makeOwnerIfNone(sql: Sql): Promise<void> {
  await sql.unsafe(`insert into public.users (username, email, password, role)
    select 'dj', 'dj@cueline.invalid', 'unclaimed', 'superadmin'
    where not exists (select from public.users)
      and (exists (select from public.requests) or exists (select from public.events))`)
}

/** Once the column for it is there. */
export async function leaveUnclaimed(sql: Sql): Promise<void> {
  await sql.unsafe(`update public.users set claimed = false
    where username = 'dj' and email = 'dj@cueline.invalid' and password = 'unclaimed'`)
}
