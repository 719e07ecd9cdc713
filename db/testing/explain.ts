import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../open-database.ts'
import type { TenantContext, Tx } from '../tenant.ts'

type Sent = { readonly sql: string; readonly params: readonly unknown[] }

/** The plans of all that `work` sends, one text; its writes are kept. */
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
        const rows = await tx.execute<{ 'QUERY PLAN': string }>(sql`explain ${withParams(query)}`)
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

function withParams({ sql: text, params }: Sent): SQL {
  const parts = text.split(/\$(\d+)/)
  return sql.join(
    parts.map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${params[Number(part) - 1]}`)),
  )
}
