import { randomUUID } from 'node:crypto'
import { databaseProblem, problemOf } from './database-problem.ts'
import { type Client, connect, placeOf, withDeadline } from './link.ts'
import { type Change, listenToChanges } from './listen.ts'
import type { Logger } from './logger.ts'
import { migrate } from './migrate.ts'
import { createOneStatement } from './one-statement.ts'
import { createPool } from './pool.ts'
import { createSubmitRequests, type SubmitRequests } from './submit-requests.ts'
import { createWithTenant, type WithTenant } from './with-tenant.ts'

export type Database = {
  readonly withTenant: WithTenant
  /** The guests' hot path: many requests in one commit. */
  readonly submitRequests: SubmitRequests
  /**
   * Calls on commits of *other* processes; resolves to its undo. Read the night after it has resolved, so that
   * nothing falls between. Needs a direct URL, not a transaction pooler.
   */
  listen(listener: (change: Change) => void): Promise<() => Promise<void>>
  /** Asks the database a trifle; `milliseconds` is the time of the answer. Never throws. */
  health(): Promise<
    { readonly ok: true; readonly milliseconds: number } | { readonly ok: false; readonly words: string }
  >
  close(): Promise<void>
}

export type OpenDatabaseOptions = {
  readonly url: string
  readonly log: Logger
  readonly poolSize?: number
  /** Longest wait for an answer on the guests' path, in milliseconds. */
  readonly deadline?: number
}

/**
 * Connects, brings the schema up to date, and opens the pool under the role `cueline_app`.
 * Throws `DatabaseProblem`, worded for a person.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { url, log } = options
  const place = placeOf(url)
  const process = randomUUID()
  const role = await prepare(url, place, log)
  const pool = createPool(url, role, options.poolSize ?? 10)
  const deadline = options.deadline ?? 3000
  const withTenant = createWithTenant({ pool, place, process, deadline })
  const oneStatement = createOneStatement({ pool, place, deadline })
  const undoes = new Set<() => Promise<void>>()

  return {
    withTenant,
    submitRequests: createSubmitRequests({ oneStatement, withTenant, process }),

    async listen(listener) {
      const undo = await listenToChanges({ url, place, process, log, heartbeat: 10_000 }, listener).catch(
        (error) => {
          throw problemOf(error, place) ?? error
        },
      )
      undoes.add(undo)
      return async () => {
        undoes.delete(undo)
        await undo()
      }
    },

    async health() {
      const begun = performance.now()
      try {
        await withTenant({ role: 'system' }, (tx) => tx.execute('select 1'))
        return { ok: true, milliseconds: performance.now() - begun }
      } catch (error) {
        return { ok: false, words: error instanceof Error ? error.message : String(error) }
      }
    },

    async close() {
      await Promise.all([...undoes].map((undo) => undo()))
      await pool.close(2)
    },
  }
}

type Standing = { owns: boolean; bypasses: boolean; readonly_: boolean }

/** Migrates over a connection of its own and answers which role the pool takes on. */
async function prepare(url: string, place: string, log: Logger): Promise<string | null> {
  const client = connect(url)
  try {
    // A dead host may take the TCP stack minutes to notice.
    await withDeadline(client.unsafe('select 1'), 20_000, () => databaseProblem('unreachable', place))
    const ran = await migrate(url, client)
    if (ran.length > 0) log.info('the database has the newest schema now', { migrations: ran })
    return await roleToTake(client, place)
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

/** `cueline_app` where the URL's user may become it; else the user itself, if policies bind it. */
async function roleToTake(client: Client, place: string): Promise<string | null> {
  const [standing] = await client.unsafe<Standing[]>(`
    select pg_has_role(current_user, 'cueline_app', 'MEMBER') and current_user <> 'cueline_app' as owns,
      (select rolbypassrls or rolsuper from pg_roles where rolname = current_user) as bypasses,
      pg_is_in_recovery() as readonly_`)
  if (standing === undefined || standing.readonly_) throw databaseProblem('read-only', place)
  if (standing.owns) return 'cueline_app'
  if (standing.bypasses) throw databaseProblem('not-allowed', place)
  return null
}
