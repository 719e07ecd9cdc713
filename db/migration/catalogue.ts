import type { Client } from '../link.ts'
import { tableNames } from './baseline.ts'

export type Sql = Pick<Client, 'unsafe'>

export type FoundTable = {
  readonly name: string
  /** `pg_class.relkind`: `r` for an ordinary table. */
  readonly kind: string
  /** Whether we may change it. */
  readonly owned: boolean
  readonly secured: boolean
  readonly forced: boolean
}

export type FoundColumn = {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly filled: boolean
  readonly fallback: string | null
  readonly isEnum: boolean
  readonly isComputed: boolean
}

export type FoundConstraint = {
  readonly table: string
  readonly name: string
  /** `pg_constraint.contype`. */
  readonly kind: string
  readonly definition: string
  readonly columns: readonly string[]
}

/** An index that belongs to no constraint. */
export type FoundIndex = {
  readonly table: string
  readonly name: string
  readonly definition: string
  readonly unique: boolean
  readonly columns: readonly string[]
}

type Named = { readonly table: string; readonly name: string }

/** Something outside that stands in the way of changing a table. `column` `null`: the whole of it. */
type Dependent = {
  readonly name: string
  readonly kind: string
  readonly table: string
  readonly column: string | null
}

export type Catalogue = {
  /** Everything in `public` that can be read like a table. */
  readonly tables: readonly FoundTable[]
  readonly functions: readonly { readonly name: string }[]
  /** The rest is of the seven documented tables alone. */
  readonly columns: readonly FoundColumn[]
  readonly constraints: readonly FoundConstraint[]
  readonly indexes: readonly FoundIndex[]
  readonly policies: readonly Named[]
  readonly triggers: readonly (Named & { readonly state: string })[]
  readonly dependents: readonly Dependent[]
}

const ours = `c.relnamespace = 'public'::regnamespace
  and c.relname in (${tableNames.map((name) => `'${name}'`).join(', ')})`

const parts: Readonly<Record<keyof Catalogue, string>> = {
  tables: `select relname as name, relkind as kind, relrowsecurity as secured, relforcerowsecurity as forced,
      pg_has_role(relowner, 'USAGE') as owned
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')`,
  functions: `select proname as name from pg_proc where pronamespace = 'public'::regnamespace`,
  columns: `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as filled, pg_get_expr(d.adbin, d.adrelid) as fallback, t.typtype = 'e' as "isEnum",
      a.attgenerated <> '' or a.attidentity <> '' as "isComputed"
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where ${ours} and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`,
  constraints: `select c.relname as table, k.conname as name, k.contype as kind,
      pg_get_constraintdef(k.oid) as definition,
      coalesce((select json_agg(a.attname order by p.place) from unnest(k.conkey) with ordinality p (number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = p.number), '[]') as columns
    from pg_constraint k join pg_class c on c.oid = k.conrelid where ${ours} order by k.conname`,
  indexes: `select c.relname as table, i.relname as name, pg_get_indexdef(i.oid) as definition,
      x.indisunique as unique,
      coalesce((select json_agg(distinct a.attname) from pg_depend d
        join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
        where d.objid = i.oid and d.refobjid = c.oid and d.refobjsubid > 0), '[]') as columns
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
    where ${ours} and not exists (select from pg_constraint k where k.conindid = i.oid and k.conrelid = c.oid)
    order by i.relname`,
  policies: `select c.relname as table, p.polname as name from pg_policy p
    join pg_class c on c.oid = p.polrelid where ${ours}`,
  triggers: `select c.relname as table, t.tgname as name, t.tgenabled as state from pg_trigger t
    join pg_class c on c.oid = t.tgrelid where ${ours} and not t.tgisinternal`,
  dependents: `select distinct v.oid::regclass::text as name, 'view' as kind, c.relname as table, a.attname as column
    from pg_depend d join pg_rewrite r on r.oid = d.objid and d.classid = 'pg_rewrite'::regclass
    join pg_class v on v.oid = r.ev_class join pg_class c on c.oid = d.refobjid and v.oid <> c.oid
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid and d.refobjsubid > 0
    where d.refclassid = 'pg_class'::regclass and ${ours}
    union all select k.conrelid::regclass::text, 'table', c.relname, null from pg_constraint k
    join pg_class c on c.oid = k.confrelid where ${ours} and c.relname = 'admins'
      and k.conrelid not in (select c.oid from pg_class c where ${ours})`,
}

/** What lies in `public`, as the catalogue of Postgres says it. `search_path` must be `public`. */
export async function readCatalogue(sql: Sql): Promise<Catalogue> {
  const fields = Object.entries(parts).map(
    ([name, query]) => `'${name}', (select coalesce(json_agg(part), '[]') from (${query}) part)`,
  )
  const [row] = await sql.unsafe<{ found: Catalogue }[]>(
    `select json_build_object(${fields.join(', ')}) as found`,
  )
  if (row === undefined) throw new Error('the catalogue could not be read')
  return row.found
}
