import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Client, connect } from '../link.ts'
import { openDatabase } from '../open-database.ts'
import { quiet } from '../test-database.ts'
import { databases, type Opened } from '../testing/databases.ts'
import { moreUsers, oneUser, requestRows, variants } from '../testing/production.ts'
import { catalogueOf, rowsOf } from '../testing/whole-database.ts'
import { migrate } from './migrate.ts'
import { MigrationNeeded } from './migration-problem.ts'
import { readSchemaState } from './schema-state.ts'

const { open, production, again } = databases()

async function wholeOf(client: Client) {
  return JSON.stringify([await catalogueOf(client), await rowsOf(client)])
}

function run({ url, client }: Opened, exportBefore: (() => Promise<{ folder: string }>) | null = null) {
  return migrate({ url, client, exportBefore })
}

/** Ends the connection at the n-th statement of any kind that makes or drops something, and counts them. */
const killer = `
  create schema killing; create sequence killing.count; create sequence killing.at;
  create function killing.strike() returns event_trigger language plpgsql as $$
  begin
    if nextval('killing.count') = (select last_value from killing.at) then
      perform pg_terminate_backend(pg_backend_pid());
    end if;
  end $$;
  create event trigger strike on ddl_command_end execute function killing.strike()`

/** A client whose transaction is ended from outside before its n-th message. */
function mortal(client: Client, killing: Client, last: number): Client {
  let sent = 0
  const begin = (mode: string, work: (sql: Pick<Client, 'unsafe'>) => Promise<unknown>) =>
    client.begin(mode, async (transaction) => {
      const [row] = await transaction.unsafe<{ pid: number }[]>('select pg_backend_pid() as pid')
      const unsafe = (...args: Parameters<Client['unsafe']>) => {
        sent += 1
        if (sent !== last) return transaction.unsafe(...args)
        return killing
          .unsafe('select pg_terminate_backend($1, 5000)', [row?.pid ?? 0])
          .then(() => transaction.unsafe(...args))
      }
      return work({ unsafe: unsafe as Client['unsafe'] })
    })
  return { ...client, begin } as unknown as Client
}

/** One in so many kills is tried, from a start that changes with every run; all of them with CUELINE_KILLS=all. */
const stride = process.env.CUELINE_KILLS === 'all' ? 1 : 25

/** Kills migrations of one database at the n-th thing, for growing n, until one comes through; answers the last n. */
async function killInTurn(
  opened: Opened,
  attempt: (client: Client, kill: number) => Promise<unknown>,
): Promise<number> {
  const before = await wholeOf(opened.client)
  for (let kill = 1 + Math.floor(Math.random() * stride); ; kill += stride) {
    const dying = connect(opened.url)
    const end = await attempt(dying, kill).catch((error) => error)
    await dying.end({ timeout: 0 })
    if (!(end instanceof Error)) return kill
    expect(end, `killed at ${kill}`).toMatchObject({ problem: 'unreachable' })
    expect(await wholeOf(opened.client), `killed at ${kill}`).toBe(before)
  }
}

describe('a migration of a production database', () => {
  test('killed at anything that it makes leaves all as it was', { timeout: 600_000 }, async () => {
    const half = variants['half-migrated'] ?? ''
    const opened = await production(oneUser, moreUsers, requestRows, half, killer)
    const reached = await killInTurn(opened, async (client, kill) => {
      await opened.client.unsafe(`select setval('killing.count', 1, false), setval('killing.at', ${kill})`)
      return migrate({ url: opened.url, client, exportBefore: null })
    })
    expect(reached).toBeGreaterThan(100)
    expect(await readSchemaState(opened.client)).toEqual({ kind: 'current' })
  })

  test('killed before any message that it sends leaves all as it was', { timeout: 600_000 }, async () => {
    const opened = await production(oneUser, requestRows)
    const reached = await killInTurn(opened, (client, kill) =>
      migrate({ url: opened.url, client: mortal(client, opened.client, kill), exportBefore: null }),
    )
    expect(reached).toBeGreaterThan(50)
    expect(await readSchemaState(opened.client)).toEqual({ kind: 'current' })
  })

  test('whose connection is lost during the export ends, and changes nothing', async () => {
    const opened = await production(oneUser, requestRows)
    const other = again(opened)
    const before = await wholeOf(other)
    const dying = again(opened, 'dying')
    const work = migrate({
      url: opened.url,
      client: dying,
      async exportBefore() {
        await other.unsafe(
          `select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'dying'`,
        )
        return { folder: 'anywhere' }
      },
    })
    await expect(work).rejects.toMatchObject({ problem: 'unreachable' })
    expect(await wholeOf(other)).toBe(before)
  })
})

describe('the export', () => {
  test('is taken of exactly what is migrated, and nobody writes meanwhile', async () => {
    const opened = await production(oneUser, requestRows)
    const other = again(opened)
    await other.unsafe(`set lock_timeout = '100ms'`)
    const seen: unknown[] = []
    const { exportFolder } = await run(opened, async () => {
      seen.push(await rowsOf(other))
      await expect(other.unsafe(`update requests set status = 'played'`)).rejects.toMatchObject({
        code: '55P03',
      })
      return { folder: '/backups/today' }
    })
    expect(exportFolder).toBe('/backups/today')
    expect(seen).toHaveLength(1)
  })

  test('that fails ends the migration with everything as it was', async () => {
    const opened = await production(oneUser, requestRows)
    const before = await wholeOf(opened.client)
    await expect(run(opened, () => Promise.reject(new Error('the disk is full')))).rejects.toThrow(
      'the disk is full',
    )
    expect(await wholeOf(opened.client)).toBe(before)
  })

  test('is not taken of a database without rows', async () => {
    const { exportFolder } = await run(await open(), () => Promise.reject(new Error('nothing to export')))
    expect(exportFolder).toBeNull()
  })
})

test('three migrators at once make one migration and one export', async () => {
  const opened = await production(oneUser, moreUsers, requestRows)
  let exports = 0
  const exportBefore = async () => {
    exports += 1
    return { folder: 'f' }
  }
  const clients = [again(opened), again(opened), again(opened)]
  const done = await Promise.all(clients.map((client) => migrate({ url: opened.url, client, exportBefore })))
  expect(done.map(({ ran }) => ran.length > 0).sort()).toEqual([false, false, true])
  expect(exports).toBe(1)
})

test('another program that is in the middle of something is named, and nothing changes', async () => {
  const opened = await production(oneUser, requestRows)
  const other = again(opened)
  await other.unsafe(`begin; update requests set status = 'played'`)
  await expect(migrate({ ...opened, exportBefore: null, patience: 200 })).rejects.toMatchObject({
    problem: 'busy',
    message: expect.stringContaining('Another program is still using'),
  })
  await other.unsafe('rollback')
})

test('an owner whom policies bind migrates as well', async () => {
  const opened = await production(oneUser, requestRows, `update users set username = 'MIA', role = 'chief'`)
  const role = `owner_${new URL(opened.url).pathname.slice(1)}`
  await opened.client.unsafe(`create role ${role} login createrole password 'p';
    grant create, usage on schema public to ${role}; grant connect on database ${new URL(opened.url).pathname.slice(1)} to ${role} with grant option`)
  for (const table of ['users', 'admins', 'events', 'requests', 'spotify_auth', 'session_store', 'drizzle']) {
    await opened.client.unsafe(`alter table ${table} owner to ${role}`)
  }
  const url = Object.assign(new URL(opened.url), { username: role, password: 'p' }).href
  const client = connect(url)
  try {
    await opened.client.unsafe(`grant cueline_app to ${role} with admin option`).catch(() => {})
    await migrate({ url, client, exportBefore: null })
    const audit = await opened.client.unsafe(`select before from audit where subject = 'users' order by id`)
    expect(audit).toEqual([{ before: { username: 'MIA' } }, { before: { role: 'chief' } }])
  } finally {
    await client.end()
    await opened.client.unsafe(`drop owned by ${role} cascade; drop role ${role}`)
  }
})

test('a console that is told to ask leaves data alone and carries the report', async () => {
  const opened = await production(oneUser, requestRows)
  const before = await wholeOf(opened.client)
  const asking = openDatabase({ url: opened.url, log: quiet, migration: 'ask' })
  const problem = await asking.then(
    () => null,
    (error) => error,
  )
  expect(problem).toBeInstanceOf(MigrationNeeded)
  expect(problem).toMatchObject({ problem: 'older-schema' })
  expect(problem.report.tables).toContainEqual({ name: 'requests', rows: 6 })
  expect(await wholeOf(opened.client)).toBe(before)
  const steps: string[] = []
  const running = { migration: 'run', onStep: (words: string) => steps.push(words) } as const
  await (await openDatabase({ url: opened.url, log: quiet, ...running })).close()
  expect(steps).toContain('Repairing rows')
  await (await openDatabase({ url: opened.url, log: quiet, migration: 'ask' })).close()
  const { url } = await open()
  await (await openDatabase({ url, log: quiet, migration: 'ask' })).close()
})

test('whatever was in the production database, its requests keep their titles and states', {
  timeout: 120_000,
}, async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => value.replaceAll('\0', ''))
  const request = fc.record({
    title: text,
    status: fc.constantFrom('pending', 'approved', 'rejected', 'played', 'other', ''),
    day: fc.option(fc.integer({ min: 0, max: 2000 })),
    nickname: text,
  })
  const user = fc.record({
    name: fc.string({ maxLength: 6 }).map((n) => n.replaceAll('\0', '')),
    nights: fc.array(
      fc.string({ maxLength: 4 }).map((n) => n.replaceAll('\0', '')),
      { maxLength: 3 },
    ),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(user, { maxLength: 3 }),
      fc.array(request, { maxLength: 20 }),
      async (users, requests) => {
        const opened = await production(
          'alter table events drop constraint events_pin_key; alter table users drop constraint users_username_key',
        )
        const { client } = opened
        const known = JSON.stringify(
          users.map((each, number) => ({ ...each, email: `${number}@example.test` })),
        )
        await client.unsafe(
          `with given as (select * from jsonb_to_recordset($1::text::jsonb) as u (name text, email text, nights jsonb)),
           made as (insert into users (username, email, password) select name, email, 'h' from given returning id, email)
         insert into events (user_id, pin) select made.id, night from made join given using (email),
           jsonb_array_elements_text(given.nights) night`,
          [known],
        )
        await client.unsafe(
          `insert into requests (track_uri, track_name, artist_name, album_name, requester_nickname, status, created_at)
         select 'u', title, 'a', 'b', nickname, status, date '2020-01-01' + day
         from jsonb_to_recordset($1::text::jsonb) as r (title text, status text, nickname text, day int)`,
          [JSON.stringify(requests)],
        )
        const states =
          await client.unsafe(`select title, status, count(*)::int from (select track_name as title,
        case when status in ('pending', 'approved', 'played') then status else 'rejected' end as status from requests) r
        group by 1, 2 order by 1, 2`)
        await run(opened)
        expect(
          await client.unsafe(
            `select track_data->>'title' as title, status, count(*)::int from requests group by 1, 2 order by 1, 2`,
          ),
        ).toEqual(states)
      },
    ),
    { numRuns: 8 },
  )
})
