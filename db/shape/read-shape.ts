import { z } from 'zod'
import type { Client } from '../link.ts'

const texts = z.record(z.string(), z.string())

const table = z.object({
  columns: z.record(
    z.string(),
    z.object({
      type: z.string(),
      nullable: z.boolean(),
      default: z.string().nullable(),
      generated: z.string().nullable(),
    }),
  ),
  /** Definitions by name, as Postgres words them. */
  constraints: texts,
  indexes: texts,
  policies: texts,
  triggers: texts,
  rowSecurity: z.enum(['off', 'on', 'forced']),
  /** What `cueline_app` may do: `SELECT, INSERT`. */
  granted: z.string(),
})

export const shapeOf = z.object({
  tables: z.record(z.string(), table),
  /** Definitions by name and arguments. */
  functions: texts,
})

/** What the catalogue of Postgres says about the schema `public`, with nothing in it that differs by server. */
export type Shape = z.infer<typeof shapeOf>
export type TableShape = z.infer<typeof table>

/** Looks, changes nothing. */
export async function readShape(sql: Pick<Client, 'unsafe'>): Promise<Shape> {
  const [row] = await sql.unsafe<{ shape: unknown }[]>(shapeText)
  return shapeOf.parse(row?.shape)
}

// A constraint's own index is told by its constraint; NOT NULL by its column (Postgres 18 has both).
const shapeText = `
  select json_build_object(
    'tables', coalesce((select json_object_agg(c.relname, json_build_object(
      'columns', coalesce((select json_object_agg(a.attname, json_build_object(
          'type', format_type(a.atttypid, a.atttypmod),
          'nullable', not a.attnotnull,
          'default', case when a.attidentity <> '' then 'identity'
            when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
          'generated', case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end) order by a.attnum)
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '{}'),
      'constraints', coalesce((select json_object_agg(conname, pg_get_constraintdef(oid)
          || case when convalidated then '' else ' (unchecked)' end order by conname)
        from pg_constraint where conrelid = c.oid and contype <> 'n'), '{}'),
      'indexes', coalesce((select json_object_agg(i.relname, pg_get_indexdef(i.oid)
          || case when x.indisvalid then '' else ' (broken)' end order by i.relname)
        from pg_index x join pg_class i on i.oid = x.indexrelid
        where x.indrelid = c.oid and not exists (select from pg_constraint where conindid = i.oid)), '{}'),
      'policies', coalesce((select json_object_agg(policyname, concat_ws(' ', permissive, cmd,
          'to ' || array_to_string(roles, ', '), 'using ' || qual, 'with check ' || with_check) order by policyname)
        from pg_policies where schemaname = 'public' and tablename = c.relname), '{}'),
      'triggers', coalesce((select json_object_agg(tgname, pg_get_triggerdef(oid)
          || case when tgenabled = 'D' then ' (switched off)' else '' end order by tgname)
        from pg_trigger where tgrelid = c.oid and not tgisinternal), '{}'),
      'rowSecurity', case when not c.relrowsecurity then 'off' when c.relforcerowsecurity then 'forced' else 'on' end,
      'granted', coalesce((select string_agg(privilege_type, ', ' order by privilege_type)
        from aclexplode(c.relacl) where grantee = to_regrole('cueline_app')), '')) order by c.relname)
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')), '{}'),
    'functions', coalesce((select json_object_agg(
        p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', pg_get_functiondef(p.oid)
        order by p.proname)
      from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
        and not exists (select from pg_depend where objid = p.oid and deptype = 'e')), '{}')
  ) as shape`
