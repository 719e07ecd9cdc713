import type { Sql } from './catalogue.ts'
import { type Repair, some } from './repair.ts'

export type FoundName = {
  readonly key: string
  readonly username: string | null
  /** In the lower case of the database itself, without blanks around it. */
  readonly lower: string | null
}

/** Names as they must be: lower case, and unique by `-2`, `-3` … where two are the same; the first keeps its name. */
export function distinctUsernames(found: readonly FoundName[]): ReadonlyMap<string, string> {
  const wanted = new Set(found.map(({ lower }) => lower))
  const taken = new Set<string>()
  const changes = new Map<string, string>()
  for (const { key, username, lower } of found) {
    const base = lower || `dj-${key.slice(0, 8)}`
    let name = base
    for (let number = 2; taken.has(name) || (name !== base && wanted.has(name)); number++) {
      name = `${base}-${number}`
    }
    taken.add(name)
    if (name !== username) changes.set(key, name)
  }
  return changes
}

/** Looks for user names that are not lower case, or that are the same then. */
export async function findUsernames(sql: Sql): Promise<Repair> {
  // Whose name is right already keeps it.
  const found = await sql.unsafe<FoundName[]>(`
    select key, username, lower from (select id::text as key, username::text as username, created_at,
      lower(btrim(username::text)) as lower from public.users) named
    order by username is distinct from lower, created_at, key`)
  const changes = [...distinctUsernames(found)].map(([key, name]) => ({ key, name }))
  return {
    table: 'users',
    column: 'username',
    rows: `select u.id::text as key, coalesce(u.username::text, '(none)') || ' → ' || change.name as label,
        to_jsonb(u.username::text) as before, to_jsonb(change.name) as after
      from public.users u join jsonb_to_recordset($1::text::jsonb) as change (key text, name text)
        on change.key = u.id::text`,
    values: [JSON.stringify(changes)],
    words: (count) => `${some(count, 'user name')} must be lower case and unique`,
  }
}
