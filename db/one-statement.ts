import { databaseProblem, problemOf } from './database-problem.ts'
import { withDeadline } from './link.ts'
import type { Pool } from './pool.ts'

type Setup = {
  readonly pool: Pool
  /** What a person knows the database by. */
  readonly place: string
  /** Longest wait for a free connection and for the answer, in milliseconds. */
  readonly deadline: number
}

/** Runs one statement that is a transaction by itself: answered when it is committed. */
export type OneStatement = <Row extends object>(
  text: string,
  values: readonly (string | number | null)[],
) => Promise<readonly Row[]>

/**
 * For what fits into one statement: one round trip, where a transaction of `withTenant` takes two. The statement itself
 * must say whose it is. Throws `DatabaseProblem` like `withTenant`; the outcome of a write is unknown then.
 */
export function createOneStatement({ pool, place, deadline }: Setup): OneStatement {
  return async function oneStatement<Row extends object>(
    text: string,
    values: readonly (string | number | null)[],
  ) {
    const slot = await pool.acquire(deadline, () => databaseProblem('busy', place))
    let late = false
    try {
      const query = slot.client.unsafe<Row[]>(text, [...values], { prepare: true })
      return await withDeadline(query, deadline, () => {
        late = true
        pool.discard(slot)
        return databaseProblem('unreachable', place)
      })
    } catch (error) {
      throw problemOf(error, place) ?? error
    } finally {
      if (!late) pool.release(slot)
    }
  }
}
