import { sql } from 'drizzle-orm'
import { databaseProblem, errorCode, problemOf } from './database-problem.ts'
import { connect, placeOf, withDeadline } from './link.ts'
import type { Logger } from './logger.ts'
import { createPool, type Pool } from './pool.ts'
import { roleOnReplica } from './role-to-take.ts'
import { createWithTenant, type WithTenant } from './with-tenant.ts'

/** What a replica says of itself. */
export type ReplicaState = {
  /** Of the server and the database that it copies. */
  readonly identity: string
  readonly inRecovery: boolean
  /** Whether it hears from its primary. */
  readonly receives: boolean
  /** Seconds between the last commit that it shows and now, 0 when it shows all that it heard of. */
  readonly lag: number
}

const longestLag = 10

/** Why history is better read from the primary; `null` when the replica will do. */
export function whyNotRead(state: ReplicaState, identity: string): string | null {
  if (state.identity !== identity) return 'it is of another database than DATABASE_URL'
  if (!state.inRecovery) return 'it is not a replica'
  if (!state.receives) return 'it has lost its primary'
  if (state.lag > longestLag) return `it is ${Math.round(state.lag)} seconds behind`
  return null
}

/** Names a server and database; the same for a primary and its replicas. */
export const identityText = `(select system_identifier::text from pg_control_system()) || '/' || current_database()`

type Setup = {
  readonly url: string
  readonly identity: string
  /** Where everything is read that the replica does not answer. */
  readonly primary: WithTenant
  readonly process: string
  readonly poolSize: number
  /** Milliseconds that a person waits at most; the replica gets a third, the primary the rest. */
  readonly deadline: number
  readonly log: Logger
}

/** A replica that was well is asked again how it is after this, one that was not after the other. */
const wellMilliseconds = 1_000
const awayMilliseconds = 2_000

/**
 * Reads on a replica under the same policies, and on the primary whenever the replica is away, behind, or refuses:
 * then `work` runs a second time. Nobody waits for a replica that was not well when it was last looked at.
 */
export function createWithReplica(setup: Setup) {
  const place = placeOf(setup.url)
  const deadline = setup.deadline / 3
  let opened: Promise<{ readonly pool: Pool; readonly read: WithTenant }> | null = null
  let looking: Promise<boolean> | null = null
  let last = { at: 0, well: false, words: '' }
  let closed = false
  void look()

  async function open() {
    const client = connect(setup.url)
    try {
      const late = () => databaseProblem('unreachable', place)
      const role = await withDeadline(roleOnReplica(client, place), deadline, late)
      const pool = createPool(setup.url, role, setup.poolSize)
      return { pool, read: createWithTenant({ ...setup, pool, place, deadline, readOnly: true }) }
    } finally {
      void client.end({ timeout: 0 })
    }
  }

  async function askState(): Promise<string | null> {
    opened ??= open()
    const { read } = await opened.catch((error) => {
      opened = null
      throw error
    })
    const [state] = await read({ role: 'system' }, (tx) => tx.execute<ReplicaState>(sql.raw(stateText)))
    return state ? whyNotRead(state, setup.identity) : 'it says nothing of itself'
  }

  function look(): Promise<boolean> {
    looking ??= askState()
      .catch((error) => (problemOf(error, place) ?? error).message as string)
      .then((words) => {
        looking = null
        note(words)
        return words === null
      })
    return looking
  }

  function note(words: string | null): void {
    if (!closed && words !== null && words !== last.words)
      setup.log.warn('The replica is not read; the primary answers', { replica: place, why: words })
    if (words === null && !last.well) setup.log.info('History is read from the replica', { replica: place })
    last = { at: Date.now(), well: words === null, words: words ?? '' }
  }

  /** The way to the replica, when it is well. */
  async function reader(): Promise<WithTenant | null> {
    const age = Date.now() - last.at
    if (last.well && (age < wellMilliseconds || (await look()))) return (await opened)?.read ?? null
    if (!last.well && age > awayMilliseconds) void look()
    return null
  }

  const withReplica: WithTenant = async (context, work, options) => {
    const read = await reader()
    if (read === null) return setup.primary(context, work, options)
    try {
      return await read(context, work, { deadline: (options?.deadline ?? setup.deadline) / 3 })
    } catch (error) {
      // What Postgres or the link says, such as a query that a replica cancels to keep up; a bug is a bug anywhere.
      if (problemOf(error, place) === null && errorCode(error) === undefined) throw error
      note(error instanceof Error ? error.message : String(error))
      return setup.primary(context, work, options)
    }
  }

  return {
    withReplica,
    async close(): Promise<void> {
      closed = true
      const { pool } = (await opened?.catch(() => null)) ?? {}
      await pool?.close(2)
    },
  }
}

const stateText = `select ${identityText} as identity, pg_is_in_recovery() as "inRecovery",
  exists (select from pg_stat_wal_receiver) as receives,
  (case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
    else coalesce(extract(epoch from now() - pg_last_xact_replay_timestamp()), 0) end)::float8 as lag`
