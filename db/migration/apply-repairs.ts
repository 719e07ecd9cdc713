import { baselineTables } from './baseline.ts'
import type { Sql } from './catalogue.ts'
import type { Repair } from './repair.ts'

/** The originals, until the table `audit` is there. Goes with the transaction. */
export const repairsTable = 'pg_temp.cueline_repairs'

export async function makeRepairsTable(sql: Sql): Promise<void> {
  await sql.unsafe(`create temp table cueline_repairs (
    number bigint generated always as identity, action text not null, subject text not null, column_name text,
    key text, before jsonb, after jsonb, user_id uuid, event_id uuid) on commit drop`)
}

/** Does what was found, and remembers what was there before. */
export async function applyRepairs(sql: Sql, repairs: readonly Repair[]): Promise<void> {
  for (const repair of repairs) {
    const { table, column, rows, values = [] } = repair
    const action = column === null ? 'set-aside' : 'repair'
    const { count } = await sql.unsafe(
      `insert into ${repairsTable} (action, subject, column_name, key, before, after)
       select '${action}', '${table}', ${column === null ? 'null' : `'${column}'`}, key, before, after
       from (${rows}) found`,
      [...values],
    )
    if (count > 0) await applyRepair(sql, repair)
  }
}

async function applyRepair(sql: Sql, { table, column }: Repair): Promise<void> {
  const key = table === 'session_store' ? 'sid' : 'id'
  const isHere = `r.subject = '${table}' and r.key = t.${key}::text`
  if (column === null) {
    await sql.unsafe(`delete from public.${table} t using ${repairsTable} r
      where ${isHere} and r.action = 'set-aside' and r.column_name is null`)
    return
  }
  const type = baselineTables[table].columns[column]?.type ?? 'text'
  const value = type === 'jsonb' ? 'r.after' : `(r.after #>> '{}')::${type}`
  await sql.unsafe(`update public.${table} t set ${column} = ${value} from ${repairsTable} r
    where ${isHere} and r.column_name = '${column}'`)
}

/** Rows of a table that ends are kept as they were. */
export async function setAsideAdmins(sql: Sql): Promise<void> {
  await sql.unsafe(`insert into ${repairsTable} (action, subject, key, before, user_id)
    select 'set-aside', 'admins', id::text, to_jsonb(a), a.user_id from public.admins a`)
}

/** Says whose each repaired row is, while all rows can still be seen. */
export async function nameOwners(sql: Sql): Promise<void> {
  await sql.unsafe(`update ${repairsTable} r set user_id = u.id from public.users u
    where r.subject = 'users' and r.key = u.id::text`)
  await sql.unsafe(`update ${repairsTable} r set user_id = e.user_id, event_id = e.id from public.events e
    where r.subject = 'events' and r.key = e.id::text`)
  await sql.unsafe(`update ${repairsTable} r set user_id = q.user_id, event_id = q.event_id from public.requests q
    where r.subject = 'requests' and r.key = q.id::text`)
}

/** Writes down for good what was changed. Tokens are not: what they were is a secret. */
export async function auditRepairs(sql: Sql): Promise<void> {
  // The audit's own policy binds an owner that does not bypass it.
  await sql.unsafe(`select set_config('app.role', 'system', true)`)
  await sql.unsafe(`
    insert into public.audit (user_id, event_id, actor, action, subject, subject_id, before, after)
    select user_id, event_id, 'migration', action, subject, key,
      case when column_name like '%token' then jsonb_build_object(column_name, 'not kept: it was a secret')
        when column_name is null then before else jsonb_build_object(column_name, before) end,
      case when column_name like '%token' or column_name is null then null
        else jsonb_build_object(column_name, after) end
    from ${repairsTable} order by number`)
  await sql.unsafe(`select set_config('app.role', '', true)`)
}
