import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { DatabaseProblem } from './database-problem.ts'
import { connect } from './link.ts'
import type { Change } from './listen.ts'
import { type Database, openDatabase } from './open-database.ts'
import { requestsIn } from './requests.ts'
import { createEmptyDatabase, createTestDatabase, dropDatabase, quiet } from './test-database.ts'
import { ask, makeNight } from './testing/night.ts'
import { proxyTo } from './testing/proxy.ts'
import { usersIn } from './users.ts'

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0).reverse()) await undo()
})

async function emptyDatabase(): Promise<string> {
  const url = await createEmptyDatabase()
  undoes.push(() => dropDatabase(url))
  return url
}

async function open(url: string, options: { deadline?: number; poolSize?: number } = {}): Promise<Database> {
  const database = await openDatabase({ url, log: quiet, ...options })
  undoes.push(() => database.close())
  return database
}

async function problemOf(work: Promise<unknown>): Promise<DatabaseProblem> {
  const error = await work.then(
    () => null,
    (caught) => caught,
  )
  expect(error).toBeInstanceOf(DatabaseProblem)
  return error as DatabaseProblem
}

function changed(url: string, change: (url: URL) => void): string {
  const copy = new URL(url)
  change(copy)
  return copy.href
}

const system = { role: 'system' } as const

describe('opening', () => {
  test('makes the schema from nothing, once, however many open at the same moment', async () => {
    const url = await emptyDatabase()
    const opened = await Promise.all([open(url), open(url), open(url)])
    for (const database of opened) {
      expect(await database.withTenant(system, (tx) => usersIn(tx).count())).toBe(0)
    }
    expect(await opened[0]?.health()).toMatchObject({ ok: true })
  })

  test.each([
    ['wrong-password', (url: URL) => (url.password = 'guess')],
    ['no-such-database', (url: URL) => (url.pathname = '/elsewhere')],
    ['unreachable', (url: URL) => (url.port = '1')],
    ['unreachable', (url: URL) => (url.hostname = 'no-such-host.invalid')],
  ])('says what is wrong with DATABASE_URL: %s', async (problem, change) => {
    const url = changed(await emptyDatabase(), change)
    const found = await problemOf(openDatabase({ url, log: quiet }))
    expect(found.problem).toBe(problem)
    expect(found.message).toContain('DATABASE_URL')
    expect(found.message).not.toContain(new URL(url).password)
  })

  test('a server without TLS, asked for it, is told apart from one that is away', async () => {
    const url = changed(await emptyDatabase(), (copy) => copy.searchParams.set('sslmode', 'require'))
    expect((await problemOf(openDatabase({ url, log: quiet }))).problem).toBe('tls-missing')
  })

  test('a read-only database is refused', async () => {
    const url = await emptyDatabase()
    const client = connect(url)
    await client.unsafe(
      `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`,
    )
    await client.end()
    expect((await problemOf(openDatabase({ url, log: quiet }))).problem).toBe('read-only')
  })

  test('a text that is no URL is refused', async () => {
    expect((await problemOf(openDatabase({ url: 'my database', log: quiet }))).problem).toBe('bad-url')
  })
})

describe('a transaction', () => {
  test('that fails leaves nothing, and its connection is good for the next', async () => {
    const { database, close } = await createTestDatabase()
    undoes.push(close)
    const work = database.withTenant(system, async (tx) => {
      await usersIn(tx).create({ username: 'mia', email: 'm@x', passwordHash: 'h', role: 'user' })
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await database.withTenant(system, (tx) => usersIn(tx).count())).toBe(0)
  })

  test('in which a failed query was swallowed does not pretend to have committed', async () => {
    const { database, close } = await createTestDatabase()
    undoes.push(close)
    const work = database.withTenant(system, async (tx) => {
      await tx.execute(sql`select 1 / 0`).catch(() => {})
    })
    await expect(work).rejects.toThrow('a query failed')
  })

  test('is over when it is over', async () => {
    const { database, close } = await createTestDatabase()
    undoes.push(close)
    const late = await database.withTenant(system, async (tx) => () => usersIn(tx).count())
    await expect(late()).rejects.toMatchObject({
      cause: { message: expect.stringContaining('after the end') },
    })
  })

  test('does not live on over a connection that was lost', async () => {
    const { url, database, close } = await createTestDatabase()
    undoes.push(close)
    const killer = connect(url)
    undoes.push(() => killer.end())
    const work = database.withTenant(system, async (tx) => {
      const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await killer.unsafe('select pg_terminate_backend($1, 5000)', [row?.pid ?? 0])
      await usersIn(tx).create({ username: 'mia', email: 'm@x', passwordHash: 'h', role: 'user' })
    })
    expect((await problemOf(work)).problem).toBe('unreachable')
    expect(await database.withTenant(system, (tx) => usersIn(tx).count())).toBe(0)
  })
})

describe('a dead link', () => {
  test('is an error within the deadline, and healed it works again', async () => {
    const { url, close } = await createTestDatabase()
    undoes.push(close)
    const proxy = await proxyTo(url)
    undoes.push(proxy.close)
    const database = await open(proxy.url, { deadline: 400, poolSize: 3 })
    const count = () => database.withTenant(system, (tx) => usersIn(tx).count())
    await Promise.all([count(), count(), count()])
    proxy.cut()
    const problems = await Promise.all([1, 2, 3, 4, 5].map(() => problemOf(count())))
    expect(new Set(problems.map(({ problem }) => problem))).toEqual(new Set(['unreachable', 'busy']))
    expect(await database.health()).toMatchObject({ ok: false })
    proxy.heal()
    expect(await count()).toBe(0)
  })
})

describe('changes of other processes', () => {
  async function twoConsoles() {
    const { url, database, close } = await createTestDatabase()
    undoes.push(close)
    return { url, one: database, other: await open(url) }
  }

  function collect() {
    const changes: Change[] = []
    let wanted: ((change: Change) => boolean) | undefined
    let resolve: (change: Change) => void = () => {}
    return {
      changes,
      listener(change: Change) {
        changes.push(change)
        if (wanted?.(change)) resolve(change)
      },
      async until(test: (change: Change) => boolean): Promise<Change> {
        const known = changes.find(test)
        if (known) return known
        wanted = test
        return new Promise((done) => {
          resolve = done
        })
      },
    }
  }

  test('are heard by the others and not by the writer', async () => {
    const { one, other } = await twoConsoles()
    const [here, there] = [collect(), collect()]
    await one.listen(here.listener)
    await other.listen(there.listener)
    const night = await makeNight(one, 'mia')
    const { guest, context } = await night.join('Ada')
    const request = ask(night, guest, 'Waterloo')
    await one.withTenant(context, (tx) => requestsIn(tx).insert(request, 5))
    const heard = await there.until((change) => change.kind === 'rows' && change.table === 'requests')
    expect(heard).toEqual({ kind: 'rows', table: 'requests', eventId: night.event.id, ids: [request.id] })
    const tables = there.changes.map((change) => change.kind === 'rows' && change.table)
    expect(tables).toEqual(['events', 'guests', 'requests'])
    expect(here.changes).toEqual([])
  })

  test('of many rows come in pieces that fit, or as "read all"', async () => {
    const { one, other } = await twoConsoles()
    const there = collect()
    await other.listen(there.listener)
    const night = await makeNight(one, 'mia')
    const fill = (count: number, name: string) =>
      one.withTenant(night.dj, (tx) =>
        tx.execute(sql`insert into requests (user_id, event_id, requester_nickname, origin, track_data)
          select ${night.user.id}::uuid, ${night.event.id}::uuid, 'Ada', 'dj',
            jsonb_build_object('uri', ${name}::text || number) from generate_series(1, ${count}::int) as number`),
      )
    await fill(1000, 'few ')
    await fill(2000, 'many ')
    await there.until((change) => change.kind === 'rows' && change.ids === null)
    const named = there.changes.flatMap((change) =>
      change.kind === 'rows' && change.table === 'requests' ? (change.ids ?? []) : [],
    )
    expect(new Set(named).size).toBe(1000)
  })

  test('after a lost connection the listener is told that it may have missed some', async () => {
    const { url, one, other } = await twoConsoles()
    const there = collect()
    await other.listen(there.listener)
    const killer = connect(url)
    undoes.push(() => killer.end())
    await killer.unsafe('select pg_terminate_backend(backend, 5000) from listeners')
    await there.until((change) => change.kind === 'reconnected')
    const night = await makeNight(one, 'mia')
    await there.until((change) => change.kind === 'rows' && change.eventId === night.event.id)
  })
})
