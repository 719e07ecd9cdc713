import { DrizzleQueryError } from 'drizzle-orm'
import { databaseProblem, problemOf } from './database-problem.ts'
import { ormOver } from './link.ts'
import type { Pool, Slot } from './pool.ts'
import { settingsOf, type TenantContext, type Tx } from './tenant.ts'

export type WithTenantOptions = {
  /** Longest wait for a free connection and for each answer, in milliseconds; 3000 unless told. */
  readonly deadline?: number
}

export type WithTenant = <T>(
  context: TenantContext,
  work: (tx: Tx) => Promise<T>,
  options?: WithTenantOptions,
) => Promise<T>

type Setup = {
  readonly pool: Pool
  /** What a person knows the database by. */
  readonly place: string
  /** Names the writer in announcements, so that a process can skip its own. */
  readonly process: string
  readonly deadline: number
  /** Postgres refuses whatever would change something. */
  readonly readOnly?: boolean
}

const beginText = `select set_config('app.process', $1, true), set_config('app.role', $2, true),
  set_config('app.user_id', $3, true), set_config('app.event_id', $4, true),
  set_config('app.guest_id', $5, true)`

/**
 * Runs `work` in one transaction of one tenant: commits when it resolves, rolls back when it throws.
 * `BEGIN`, the settings and the first query travel together, so a transaction of one query costs two round
 * trips. Throws `DatabaseProblem` when the database can't be reached or is late; the outcome of a write is
 * unknown then.
 */
export function createWithTenant(setup: Setup): WithTenant {
  const { pool, place } = setup
  const opening = setup.readOnly ? 'begin read only' : 'begin'

  return async function withTenant(context, work, options = {}) {
    const deadline = options.deadline ?? setup.deadline
    const slot = await pool.acquire(deadline, () => databaseProblem('busy', place))
    const run = watch(slot, deadline)
    try {
      const begun = begin(run, context)
      const result = await work(run.orm)
      await begun
      await commit(run)
      return result
    } catch (error) {
      await run.rollback()
      throw run.lateness() ?? problemOf(error, place) ?? bare(error)
    } finally {
      run.end()
    }
  }

  /** Sent without waiting: were they to fail, all that follows on the connection fails too. */
  function begin(run: Run, context: TenantContext): Promise<unknown> {
    const values = [setup.process, ...settingsOf(context)]
    const both = Promise.all([run.send(opening, []), run.send(beginText, values)])
    // `work` meets the same failure first; without this it would count as unhandled.
    both.catch(() => {})
    return both
  }

  async function commit(run: Run): Promise<void> {
    const answer = await run.send('commit', [])
    // Postgres answers the COMMIT of a transaction in which a query failed by rolling back, without an error.
    if (answer.command !== 'COMMIT') throw new Error('a query failed in this transaction and was not noticed')
  }

  type Run = ReturnType<typeof watch>

  /** One transaction's hold on a connection: every query with a deadline, none before or after its time. */
  function watch(slot: Slot, deadline: number) {
    const { client } = slot
    const generation = slot.generation()
    let state: 'open' | 'over' = 'open'
    let late: Error | null = null
    const timers = new Set<NodeJS.Timeout>()

    function guard(query: PromiseLike<unknown>): void {
      const timer = setTimeout(() => {
        late ??= databaseProblem('unreachable', place)
        state = 'over'
        pool.discard(slot)
      }, deadline)
      timers.add(timer)
      const settle = () => {
        clearTimeout(timer)
        timers.delete(timer)
      }
      query.then(settle, settle)
    }

    function usable(): void {
      if (state === 'over') throw new Error('query after the end of its transaction (a missing await?)')
      // The client would connect anew by itself, outside of this transaction and its tenant.
      if (slot.generation() !== generation) throw databaseProblem('unreachable', place)
    }

    const orm = ormOver(client, guard, usable)

    return {
      orm,
      async send(text: string, values: readonly string[]) {
        usable()
        const query = client.unsafe(text, [...values], { prepare: true, simple: false } as {
          prepare: boolean
        })
        guard(query)
        return query
      },
      async rollback(): Promise<void> {
        if (late !== null || state === 'over') return
        state = 'over'
        const query = client.unsafe('rollback', [], { prepare: true, simple: false } as { prepare: boolean })
        guard(query)
        // Without an answer the state of the connection is unknown: it is not used again.
        await query.then(
          () => {},
          () => pool.discard(slot),
        )
      },
      lateness: () => late,
      end(): void {
        state = 'over'
        for (const timer of timers) clearTimeout(timer)
        if (late === null) pool.release(slot)
      },
    }
  }
}

/** drizzle's wrapper puts all parameters into its message, password hashes too: they are not for the log. */
function bare(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? (error.cause ?? new Error('a query failed')) : error
}
