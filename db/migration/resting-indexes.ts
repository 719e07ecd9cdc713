import type { Sql } from './catalogue.ts'
import { quoted } from './conversions.ts'

/**
 * Every row of `requests` is written several times: without their indexes, which are made again afterwards,
 * a hundred thousand take seconds instead of a minute. Constraints stay.
 */
export function restIndexes(sql: Sql) {
  const resting = new Map<string, string>()

  return {
    /** Takes away what is there at the moment. */
    async dropAll(): Promise<void> {
      const found = await sql.unsafe<{ name: string; definition: string }[]>(`
        select i.relname as name, pg_get_indexdef(i.oid) as definition
        from pg_index x join pg_class i on i.oid = x.indexrelid
        where x.indrelid = 'public.requests'::regclass
          and not exists (select from pg_constraint k where k.conindid = i.oid)`)
      for (const { name, definition } of found) {
        resting.set(name, definition)
        await sql.unsafe(`drop index public.${quoted(name)}`)
      }
    },

    /** Makes again what was taken away, unless a migration has made it since. */
    async restore(): Promise<void> {
      for (const [name, definition] of resting) {
        const [made] = await sql.unsafe(
          `select from pg_indexes where schemaname = 'public' and indexname = $1`,
          [name],
        )
        if (made === undefined) await sql.unsafe(definition)
      }
      resting.clear()
    },
  }
}
