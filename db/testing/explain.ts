import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import type { Database } from '../open-database.ts'
import { planning } from '../pool.ts'
import type { TenantContext, Tx } from '../tenant.ts'

type Sent = { readonly sql: string; readonly params: readonly unknown[] }

/** Each plan is told as a notice. */
const explaining = `load 'auto_explain'; set auto_explain.log_min_duration = 0;
  set auto_explain.log_nested_statements = on; set client_min_messages = log; set role cueline_app`

/**
 * The plans that the pool keeps for all that `work` sends, one text; its writes are kept. Of a function those of the
 * statements inside, which only the owner may ask for.
 */
export async function plansOf(
  database: Database,
  ownerUrl: string,
  context: TenantContext,
  work: (tx: Tx) => Promise<unknown>,
): Promise<string> {
  const plans: string[] = []
  const sent: Sent[] = []
  await database.withTenant(
    context,
    async (tx) => {
      // The one place that all statements pass, those of the query builder too.
      const session = Reflect.get(tx, 'session') as { prepareQuery: (...args: unknown[]) => unknown }
      const prepare = session.prepareQuery.bind(session)
      session.prepareQuery = (query, ...rest) => {
        sent.push(query as Sent)
        return prepare(query, ...rest)
      }
      await work(tx)
      session.prepareQuery = prepare
      for (const query of sent.filter((one) => isData(one) && !callsFunction(one))) {
        const rows = await tx.execute<{ 'QUERY PLAN': string }>(
          sql.raw(`explain (generic_plan) ${query.sql}`),
        )
        plans.push(...rows.map((row) => row['QUERY PLAN']))
      }
    },
    { deadline: 30_000 },
  )
  for (const query of sent.filter(callsFunction)) plans.push(...(await plansInside(ownerUrl, query)))
  return plans.join('\n')
}

/** What the function writes is taken back. */
async function plansInside(ownerUrl: string, { sql: text, params }: Sent): Promise<readonly string[]> {
  const notices: string[] = []
  const client = postgres(ownerUrl, {
    max: 1,
    connection: planning,
    onnotice: ({ message = '' }) => void notices.push(message),
  })
  try {
    await client.unsafe(explaining)
    await client.unsafe('begin')
    await client.unsafe(text, [...params] as string[])
    await client.unsafe('rollback')
    return notices.flatMap((notice) => notice.split('\n')).filter(isOfPlan)
  } finally {
    await client.end()
  }
}

function callsFunction({ sql: text }: Sent): boolean {
  return text.startsWith('select submit_requests(')
}

/** Not the text of the statement, which a notice begins with. */
function isOfPlan(line: string): boolean {
  return /\(cost=|^\s*(Index Cond|Recheck Cond|Filter|Conflict Resolution): /.test(line)
}

function isData({ sql: text }: Sent): boolean {
  return /^\s*(select|with|update|insert|delete)/i.test(text)
}

/** Indexes of the few nights, songs and programs that are open or running: read whole they are small. */
const small = /events_pin_open|requests_one_playing|listeners_pkey/

/** The lines of a plan that read a table from one end to the other, be it along an index. */
export function wholeReads(plan: string): readonly string[] {
  const lines = plan.split('\n').map((line) => line.trim())
  return lines.filter((line, at) => {
    if (/\bSeq Scan on\b/.test(line)) return true
    const isWhole = /\bIndex (Only )?Scan\b.* on /.test(line) && !lines[at + 1]?.startsWith('Index Cond:')
    return isWhole && !small.test(line)
  })
}
