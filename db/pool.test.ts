import { afterEach, expect, test } from 'vitest'
import { eventually } from '../tests/support/eventually.ts'
import { openDatabase } from './open-database.ts'
import { createPool } from './pool.ts'
import { createTestDatabase, quiet } from './test-database.ts'
import { ask } from './testing/home.ts'
import { proxyTo } from './testing/proxy.ts'
import { usersIn } from './users.ts'

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0).reverse()) await undo()
})

async function made() {
  const { url, close } = await createTestDatabase()
  undoes.push(close)
  return url
}

/** Connections of a name that the server has open. */
async function open(url: string): Promise<number> {
  const rows = await ask(
    url,
    `select from pg_stat_activity where datname = current_database() and application_name = 'cueline'
      and pid <> pg_backend_pid()`,
  )
  return rows.length
}

test('opens no more connections than it is told, and closes those that nobody used for a while', async () => {
  const url = await made()
  const before = await open(url)
  const pool = createPool(url, null, 3, 400)
  undoes.push(() => pool.close(1))
  const late = () => new Error('busy')
  await Promise.all(
    Array.from({ length: 30 }, async () => {
      const slot = await pool.acquire(10_000, late)
      await slot.client.unsafe('select pg_sleep(0.01)')
      pool.release(slot)
    }),
  )
  expect((await open(url)) - before).toBe(3)
  expect(pool.counts()).toEqual({ size: 3, idle: 3, waiting: 0 })
  await eventually(async () => expect((await open(url)) - before).toBe(0))
  const slot = await pool.acquire(1000, late)
  expect(await slot.client.unsafe('select 1 as one')).toEqual([{ one: 1 }])
  pool.release(slot)
})

test('over a dead link every pending and every later query ends within its deadline, and healed it works', async () => {
  const url = await made()
  const proxy = await proxyTo(url)
  undoes.push(proxy.close)
  const deadline = 500
  const database = await openDatabase({ url: proxy.url, log: quiet, deadline, poolSize: 4 })
  undoes.push(() => database.close())
  const count = () => database.withTenant({ role: 'system' }, (tx) => usersIn(tx).count())
  await Promise.all([count(), count(), count(), count()])
  /** How long each of twenty calls took to fail. */
  const failures = () =>
    Promise.all(
      Array.from({ length: 20 }, async () => {
        const begun = performance.now()
        await expect(count()).rejects.toHaveProperty('name', 'DatabaseProblem')
        return performance.now() - begun
      }),
    )
  proxy.cut()
  // A wait for a free connection and one for the answer; new connections hang as the old ones did.
  for (let round = 0; round < 3; round++) {
    expect(Math.max(...(await failures()))).toBeLessThan(2 * deadline + 1000)
  }
  proxy.heal()
  expect(await count()).toBe(0)
  expect(await Promise.all([count(), count(), count(), count(), count()])).toEqual([0, 0, 0, 0, 0])
})
