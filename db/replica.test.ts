import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { eventually } from '../tests/support/eventually.ts'
import { guestsIn } from './guests.ts'
import { openDatabase } from './open-database.ts'
import { identityText, type ReplicaState, whyNotRead } from './replica.ts'
import { requestsIn } from './requests.ts'
import type { TenantContext, Tx } from './tenant.ts'
import { quiet } from './test-database.ts'
import { ask, testHome } from './testing/home.ts'
import { ask as askFor, makeNight } from './testing/night.ts'
import { proxyTo } from './testing/proxy.ts'
import { startReplica } from './testing/replica.ts'

const own = testHome()

const well: ReplicaState = { identity: '1/x', inRecovery: true, receives: true, lag: 0 }

test.each([
  [{}, null],
  [{ lag: 9 }, null],
  [{ lag: 11 }, 'it is 11 seconds behind'],
  [{ receives: false }, 'it has lost its primary'],
  [{ inRecovery: false }, 'it is not a replica'],
  [{ identity: '2/x' }, 'it is of another database than DATABASE_URL'],
])('a replica that says %o', (said, words) => {
  expect(whyNotRead({ ...well, ...said }, '1/x')).toBe(words)
})

/** Whether a replica answered, and as whom it did. */
async function whoAnswers(tx: Tx) {
  const [row] = await tx.execute<{ replica: boolean; role: string }>(
    sql`select pg_is_in_recovery() as replica, current_user as role`,
  )
  return row
}

const replicaAnswers = { replica: true, role: 'cueline_app' }
const primaryAnswers = { replica: false, role: 'cueline_app' }

test('history is read from a streaming replica, and from the primary while that is away', async () => {
  const { url } = await own.start()
  const primary = await openDatabase({ url, log: quiet })
  own.undo(() => primary.close())
  const replica = await startReplica(own.home(), url)
  own.undo(replica.remove)
  const proxy = await proxyTo(replica.url)
  own.undo(proxy.close)
  const deadline = 1500
  const database = await openDatabase({ url, replicaUrl: proxy.url, log: quiet, deadline })
  own.undo(() => database.close())
  const night = await makeNight(database, 'mia')
  const other = await makeNight(database, 'jonas')
  const { guest, context } = await night.join('Ada')
  await database.withTenant(context, (tx) => requestsIn(tx).insert(askFor(night, guest, 'Waterloo'), 0))

  const history = (as: TenantContext) =>
    database.withReplica(as, async (tx) => ({
      rows: (await requestsIn(tx).allOf(night.event.id)).map(({ track }) => track.title),
      by: await whoAnswers(tx),
    }))
  await eventually(async () =>
    expect(await history(night.dj)).toEqual({ rows: ['Waterloo'], by: replicaAnswers }),
  )
  // The same policies hold there.
  expect(await history(other.dj)).toEqual({ rows: [], by: replicaAnswers })
  const writing = database.withReplica(night.dj, (tx) => guestsIn(tx).removeExpired(1))
  await expect(writing).rejects.toMatchObject({ problem: 'read-only' })

  async function primaryTakesOver(): Promise<void> {
    const begun = performance.now()
    expect(await history(night.dj)).toEqual({ rows: ['Waterloo'], by: primaryAnswers })
    expect(performance.now() - begun).toBeLessThan(deadline)
  }
  const backOnReplica = () =>
    eventually(async () => expect((await history(night.dj)).by).toEqual(replicaAnswers))

  await backOnReplica()
  await replica.stop()
  await primaryTakesOver()
  await replica.start()
  await backOnReplica()
  // A link that died without a word.
  proxy.cut()
  await primaryTakesOver()
  proxy.heal()
  await backOnReplica()
  // A replica that stands still shows old rows.
  await ask(replica.url, 'select pg_wal_replay_pause()')
  const later = askFor(night, guest, 'Fernando')
  await database.withTenant(context, (tx) => requestsIn(tx).insert(later, 0))
  expect((await history(night.dj)).by).toEqual(replicaAnswers)
  await eventually(async () => {
    expect(await history(night.dj)).toEqual({ rows: ['Waterloo', 'Fernando'], by: primaryAnswers })
  })
}, 90_000)

test('an address that is not of a replica of this database is left alone', async () => {
  const { url } = await own.start()
  const warnings: unknown[] = []
  const log = { ...quiet, warn: (_message: string, facts?: object) => warnings.push(facts) }
  const database = await openDatabase({ url, replicaUrl: url, log })
  own.undo(() => database.close())
  await eventually(() => expect(warnings).toEqual([expect.objectContaining({ why: 'it is not a replica' })]))
  expect(await database.withReplica({ role: 'system' }, whoAnswers)).toEqual(primaryAnswers)
})

test('without a replica the primary answers, and lets nothing be changed', async () => {
  const { url } = await own.start()
  const database = await openDatabase({ url, log: quiet })
  own.undo(() => database.close())
  expect(await database.withReplica({ role: 'system' }, whoAnswers)).toEqual(primaryAnswers)
  const writing = database.withReplica({ role: 'system' }, (tx) =>
    tx.execute(sql`update users set username = 'x'`),
  )
  await expect(writing).rejects.toMatchObject({ problem: 'read-only' })
  const [identity] = await ask(url, `select ${identityText} as identity`)
  expect(identity?.identity).toMatch(/^\d+\/cueline$/)
})
