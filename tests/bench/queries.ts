import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { connect } from '../../db/link.ts'
import { type Database, openDatabase } from '../../db/open-database.ts'
import { startEmbedded } from '../../db/postgres/start-embedded.ts'
import { plansOf, wholeReads } from '../../db/testing/explain.ts'
import { type HotQuery, hotQueries, type Scene } from '../../db/testing/hot-queries.ts'
import { makeManyNights } from './support/many-nights.ts'
import { inTemporaryFolder } from './support/places.ts'
import { say } from './support/say.ts'
import { quantile, round } from './support/statistics.ts'

/** Milliseconds, one after the other, as the app sends them. */
export type QueryMeasure = {
  readonly p50: number
  readonly p99: number
  /** With beginning and ending its transaction, which waits for the disk where something was written. */
  readonly transaction: { readonly p50: number; readonly p99: number }
  /** Its p99 is less than `bar` above that of asking nothing; what reads a whole night has no bar. */
  readonly fast: boolean | null
  /** No table is read from one end to the other, not along an index either. */
  readonly indexed: boolean
  readonly plan: readonly string[]
}

const size = { nights: 1_000, requests: 1_000_000, live: 2_000 }
const calls = 2_000
const wholeNights = 100
const warmUp = 100
const bar = 5
/** What the machine takes by itself, with everything else that it does. */
const nothing: HotQuery = {
  as: ({ night }) => night.dj,
  run: (tx) => tx.execute(sql`select 1`),
}
const silent = { info() {}, warn() {}, error() {} }

/** Each hot query at a million requests in a thousand nights. */
export async function benchQueries() {
  return inTemporaryFolder(async (folder) => {
    const server = await startEmbedded({ home: join(folder, 'home'), log: silent })
    const database = await openDatabase({ url: server.url, log: silent })
    try {
      say(`filling ${size.nights} nights with ${size.requests} requests`)
      const scene = await makeManyNights(server.url, database, size)
      const empty = await time('nothing', nothing, database, scene)
      const queries: Record<string, QueryMeasure> = {}
      for (const [name, query] of Object.entries(hotQueries)) {
        const times = await time(name, query, database, scene)
        const isFast = query.whole ? null : times.p99 - empty.p99 < bar
        queries[name] = { ...times, fast: isFast, ...(await explain(query, database, server.url, scene)) }
      }
      const all = Object.entries(queries)
      return {
        ...(await count(server.url)),
        empty,
        slow: all.filter(([, { fast }]) => fast === false).map(([name]) => name),
        readWhole: all.filter(([, { indexed }]) => !indexed).map(([name]) => name),
        queries,
      }
    } finally {
      await database.close()
      await server.stop()
    }
  })
}

async function time(name: string, query: HotQuery, database: Database, scene: Scene) {
  const times: number[] = []
  const transactions: number[] = []
  const wanted = query.whole ? wholeNights : calls
  for (let call = -warmUp; call < wanted; call++) {
    const as = query.as(scene)
    const began = performance.now()
    const took = await database.withTenant(as, async (tx) => {
      const asked = performance.now()
      await query.run(tx, scene, as)
      return performance.now() - asked
    })
    if (call < 0) continue
    times.push(took)
    transactions.push(performance.now() - began)
  }
  const [own, transaction] = [spread(times), spread(transactions)]
  say(
    `${name}: p50 ${own.p50} ms, p99 ${own.p99} ms; its transaction ${transaction.p50} and ${transaction.p99} ms`,
  )
  return { ...own, transaction }
}

async function explain(query: HotQuery, database: Database, ownerUrl: string, scene: Scene) {
  const as = query.as(scene)
  const plan = await plansOf(database, ownerUrl, as, (tx) => query.run(tx, scene, as))
  return { indexed: wholeReads(plan).length === 0, plan: plan.split('\n') }
}

function spread(times: readonly number[]) {
  return { p50: round(quantile(times, 0.5)), p99: round(quantile(times, 0.99)) }
}

async function count(url: string) {
  const client = connect(url)
  try {
    const [row] = await client.unsafe<{ nights: number; requests: number }[]>(`select
      (select count(*)::int from events) as nights, (select count(*)::int from requests) as requests`)
    return row
  } finally {
    await client.end()
  }
}
