import { randomUUID } from 'node:crypto'
import { DatabaseProblem, databaseProblem, problemOf } from './database-problem.ts'
import { type Client, connect, placeOf, withDeadline } from './link.ts'
import { type Change, type Listening, listenToChanges } from './listen.ts'
import type { Logger } from './logger.ts'
import { type MigrateOptions, migrate } from './migration/migrate.ts'
import { MigrationNeeded } from './migration/migration-problem.ts'
import { planMigration } from './migration/plan-migration.ts'
import { createOneStatement } from './one-statement.ts'
import { createPool } from './pool.ts'
import { createWithReplica, identityText } from './replica.ts'
import { roleToTake } from './role-to-take.ts'
import { createSubmitRequests, type SubmitRequests } from './submit-requests.ts'
import { createWithTenant, type WithTenant } from './with-tenant.ts'

export type Database = {
  readonly withTenant: WithTenant
  /** The guests' hot path: many requests in one commit. */
  readonly submitRequests: SubmitRequests
  /**
   * Like `withTenant`, for reads that may be some seconds old: on the replica where there is one and it is well, else
   * on the primary. `work` may run twice, and can change nothing.
   */
  readonly withReplica: WithTenant
  /**
   * Calls on commits of *other* processes; resolves to its undo. Read the night after it has resolved, so that
   * nothing falls between. Needs a direct URL, not a transaction pooler.
   */
  listen(listener: (change: Change) => void): Promise<() => Promise<void>>
  /** Lets other processes know which night this one serves; it must listen. `null`: none any more. */
  serve(eventId: string | null): Promise<void>
  /** Asks the database a trifle; `milliseconds` is the time of the answer. Never throws. */
  health(): Promise<
    { readonly ok: true; readonly milliseconds: number } | { readonly ok: false; readonly words: string }
  >
  close(): Promise<void>
}

export type OpenDatabaseOptions = {
  readonly url: string
  /** A replica of it to read history from. */
  readonly replicaUrl?: string | null
  readonly log: Logger
  /** Connections at most, 10 unless told; as many again to the replica. */
  readonly poolSize?: number
  /** Longest wait for an answer on the guests' path, in milliseconds. */
  readonly deadline?: number
  /** `ask`: data in an older form is left alone and thrown back as `MigrationNeeded`. `run` by default. */
  readonly migration?: 'ask' | 'run'
} & Partial<Pick<MigrateOptions, 'exportBefore' | 'onStep'>>

/**
 * Connects, brings the schema up to date, and opens the pool under the role `cueline_app`.
 * Throws `DatabaseProblem`, worded for a person; `MigrationNeeded` carries a report to be shown.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { url, log, replicaUrl = null, poolSize = 10, deadline = 3000 } = options
  const place = placeOf(url)
  const process = randomUUID()
  const { role, identity } = await prepare(options, place)
  const pool = createPool(url, role, poolSize)
  const withTenant = createWithTenant({ pool, place, process, deadline })
  const oneStatement = createOneStatement({ pool, place, deadline })
  const primary = createWithTenant({ pool, place, process, deadline, readOnly: true })
  const replica =
    replicaUrl === null
      ? null
      : createWithReplica({ url: replicaUrl, identity, primary, process, poolSize, deadline, log })
  const listenings = new Set<Listening>()
  let lastSaid = ''

  /** What nobody foresaw is for the log, once for as long as it stays the same. */
  function wordsOf(error: unknown): string {
    if (error instanceof DatabaseProblem) return error.message
    if (String(error) !== lastSaid) log.error('the database does not answer as it should', { error })
    lastSaid = String(error)
    return 'The database answers, but not as it should. Nothing stored is lost; if it stays so, restart Cueline.'
  }

  return {
    withTenant,
    submitRequests: createSubmitRequests({ oneStatement, withTenant, process }),
    withReplica: replica?.withReplica ?? primary,

    async listen(listener) {
      const listening = await listenToChanges(
        { url, place, process, log, heartbeat: 10_000 },
        listener,
      ).catch((error) => {
        throw problemOf(error, place) ?? error
      })
      listenings.add(listening)
      return async () => {
        listenings.delete(listening)
        await listening.stop()
      }
    },

    async serve(eventId) {
      await Promise.all([...listenings].map((listening) => listening.serve(eventId)))
    },

    async health() {
      const begun = performance.now()
      try {
        await withTenant({ role: 'system' }, (tx) => tx.execute('select 1'))
        return { ok: true, milliseconds: performance.now() - begun }
      } catch (error) {
        return { ok: false, words: wordsOf(error) }
      }
    },

    async close() {
      await Promise.all([...listenings].map((listening) => listening.stop()))
      await Promise.all([pool.close(2), replica?.close()])
    },
  }
}

/** Migrates over a connection of its own and answers which role the pool takes on, and which database it is. */
async function prepare(
  options: OpenDatabaseOptions,
  place: string,
): Promise<{ role: string | null; identity: string }> {
  const { url, log, migration = 'run', exportBefore = null, onStep = () => {} } = options
  const client = connect(url)
  try {
    // A dead host may take the TCP stack minutes to notice.
    await withDeadline(client.unsafe('select 1'), 20_000, () => databaseProblem('unreachable', place))
    if (migration === 'ask') await refuseToGuess(url, client)
    const { ran } = await migrate({ url, client, exportBefore, onStep })
    if (ran.length > 0) log.info('the database has the newest schema now', { migrations: ran })
    const role = await roleToTake(client, place)
    const [row] = await client.unsafe<{ identity: string }[]>(`select ${identityText} as identity`)
    return { role, identity: row?.identity ?? '' }
  } catch (error) {
    const problem = problemOf(error, place)
    // A server without TLS just hangs up.
    const isTls = /[?&](sslmode|ssl)=(?!disable|prefer|allow)/.test(url)
    if (problem?.problem === 'unreachable' && isTls) throw databaseProblem('tls-missing', place, error)
    throw problem ?? error
  } finally {
    await client.end({ timeout: 1 })
  }
}

/** Lets through what nobody need be asked about: a schema to make, or one that is the newest. */
async function refuseToGuess(url: string, client: Client): Promise<void> {
  const { state, report, holdsData } = await planMigration({ url, client })
  const isOlder = state.kind === 'older' || state.kind === 'production'
  if (isOlder && holdsData) throw new MigrationNeeded(report)
}
