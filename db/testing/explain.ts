import { sql } from 'drizzle-orm'
import type { Database } from '../open-database.ts'
import type { TenantContext, Tx } from '../tenant.ts'

type Sent = { readonly sql: string; readonly params: readonly unknown[] }

/** The plans that the pool keeps for all that `work` sends, one text; its writes are kept. */
export async function plansOf(
  database: Database,
  context: TenantContext,
  work: (tx: Tx) => Promise<unknown>,
): Promise<string> {
  const plans: string[] = []
  await database.withTenant(
    context,
    async (tx) => {
      // The one place that all statements pass, those of the query builder too.
      const session = Reflect.get(tx, 'session') as { prepareQuery: (...args: unknown[]) => unknown }
      const prepare = session.prepareQuery.bind(session)
      const sent: Sent[] = []
      session.prepareQuery = (query, ...rest) => {
        sent.push(query as Sent)
        return prepare(query, ...rest)
      }
      await work(tx)
      session.prepareQuery = prepare
      for (const query of sent.filter(isData)) {
        const rows = await tx.execute<{ 'QUERY PLAN': string }>(
          sql.raw(`explain (generic_plan) ${query.sql}`),
        )
        plans.push(...rows.map((row) => row['QUERY PLAN']))
      }
    },
    { deadline: 30_000 },
  )
  return plans.join('\n')
}

function isData({ sql: text }: Sent): boolean {
  return /^\s*(select|with|update|insert|delete)/i.test(text)
}

/** Indexes of the few nights and songs that are open: read whole they are small. */
const small = /events_pin_open|requests_one_playing/

/** The lines of a plan that read a table from one end to the other, be it along an index. */
export function wholeReads(plan: string): readonly string[] {
  const lines = plan.split('\n').map((line) => line.trim())
  return lines.filter((line, at) => {
    if (/\bSeq Scan on\b/.test(line)) return true
    const isWhole = /\bIndex (Only )?Scan\b.* on /.test(line) && !lines[at + 1]?.startsWith('Index Cond:')
    return isWhole && !small.test(line)
  })
}
