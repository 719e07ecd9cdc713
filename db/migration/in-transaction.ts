import { problemOf } from '../database-problem.ts'
import type { Client } from '../link.ts'
import type { Sql } from './catalogue.ts'

type Mode = 'isolation level read committed' | 'isolation level repeatable read read only'

/** Runs `work` in one transaction on one connection; a lost one ends it, whatever `work` is about. */
export async function inTransaction<T>(
  client: Client,
  mode: Mode,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  let isOver = false
  const results: T[] = []
  try {
    await client.begin(mode, async (transaction) => {
      const unsafe = (...args: Parameters<Sql['unsafe']>) => {
        if (isOver) throw new Error('the transaction is over')
        const query = transaction.unsafe(...args)
        query.catch((error: unknown) => {
          isOver ||= problemOf(error, '')?.problem === 'unreachable'
        })
        return query
      }
      const sql: Sql = { unsafe: unsafe as Sql['unsafe'] }
      try {
        results.push(await work(sql))
      } catch (error) {
        // begin() would send a rollback over the lost connection and throw where nobody can catch it. It
        // rejects by itself when it notices the loss.
        if (isOver) await new Promise(() => {})
        throw error
      }
    })
  } finally {
    isOver = true
  }
  const [result] = results
  if (results.length === 0) throw new Error('the transaction did not run')
  return result as T
}
