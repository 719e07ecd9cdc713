import type { Client } from '../link.ts'

/** Everything that a migration can make, as text: two databases of the same schema give the same. */
export async function catalogueOf(client: Client): Promise<readonly string[]> {
  const rows = await client.unsafe<{ kind: string; name: string }[]>(`
    select 'column' as kind, concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated) as name
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped
    union all select 'table', concat_ws(' ', relname, relkind, relpersistence, relrowsecurity, relforcerowsecurity, relacl)
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'S')
    union all select 'constraint', conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select 'index', indexdef from pg_indexes where schemaname = 'public'
    union all select 'policy', concat_ws(' ', tablename, policyname, permissive, roles, cmd, qual, with_check) from pg_policies
    union all select 'function', pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
    union all select 'trigger', concat_ws(' ', pg_get_triggerdef(oid), tgenabled) from pg_trigger where not tgisinternal
    order by 1, 2`)
  return rows.map(({ kind, name }) => `${kind} ${name}`)
}

/** All rows of all tables, as text. */
export async function rowsOf(client: Client): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = await client.unsafe<{ name: string }[]>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  const all: Record<string, readonly string[]> = {}
  for (const { name } of tables) {
    const rows = await client.unsafe<{ row: string }[]>(
      `select t::text as row from public."${name}" t order by 1`,
    )
    all[name] = rows.map(({ row }) => row)
  }
  return all
}
