import type { TableName } from './baseline.ts'
import type { Catalogue, Sql } from './catalogue.ts'

/** Rows that break the documented rules in one way, and what becomes of them. */
export type Repair = {
  readonly table: TableName
  /** `null`: the row is set aside, whole, in the audit. */
  readonly column: string | null
  /**
   * Selects `key` (text), `label` (text or null), `before` and `after` (jsonb) of each such row. Runs on the
   * tables as they were found and on the normalised ones.
   */
  readonly rows: string
  readonly values?: readonly string[]
  /** `count` is at least 1. */
  words(count: number): string
}

/** What the tables are like, for those who write the selects. */
export type Shape = {
  has(table: TableName): boolean
  /** Whether a column was added by hand. */
  hasColumn(table: TableName, column: string): boolean
}

export function shapeOf({ tables, columns }: Catalogue): Shape {
  return {
    has: (table) => tables.some(({ name }) => name === table),
    hasColumn: (table, column) => columns.some((each) => each.table === table && each.name === column),
  }
}

/** `1 event` or `3 events`; `many` where the plural is another word. */
export function some(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`
}

const examples = 3

type Counted = { readonly count: number; readonly labels: readonly string[] }

/** One sentence for each repair that has something to do; changes nothing. */
export async function describeRepairs(sql: Sql, repairs: readonly Repair[]): Promise<readonly string[]> {
  const findings: string[] = []
  for (const repair of repairs) {
    const [found] = await sql.unsafe<Counted[]>(
      `with found as (${repair.rows}),
         named as (select label from found where label is not null order by label limit ${examples})
       select (select count(*)::int from found) as count,
         (select coalesce(json_agg(label), '[]') from named) as labels`,
      [...(repair.values ?? [])],
    )
    if (found === undefined || found.count === 0) continue
    const named = found.labels.length === 0 ? '' : `: ${found.labels.join(', ')}`
    findings.push(
      `${repair.words(found.count)}${named}${found.count > found.labels.length && named ? ' …' : ''}`,
    )
  }
  return findings
}
