import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { DatabaseProblem } from '../database-problem.ts'
import { type Client, connect } from '../link.ts'
import * as schema from '../schema.ts'
import { createEmptyDatabase, dropDatabase } from '../test-database.ts'
import { migrate as migrateWith } from './migrate.ts'
import { type Migration, migrations } from './migration-files.ts'
import { readSchemaState } from './schema-state.ts'

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0).reverse()) await undo()
})

async function migrate(url: string, client: Client, list = migrations): Promise<readonly string[]> {
  return (await migrateWith({ url, client, exportBefore: null, migrations: list })).ran
}

async function emptyDatabase(): Promise<{ url: string; client: Client }> {
  const url = await createEmptyDatabase()
  const client = connect(url)
  undoes.push(async () => {
    await client.end({ timeout: 1 })
    await dropDatabase(url)
  })
  return { url, client }
}

/** Everything that a migration can make, as text. */
async function contentsOf(client: Client): Promise<readonly unknown[]> {
  return client.unsafe(`
    select 'column' as kind, table_name || '.' || column_name || ' ' || data_type || is_nullable as name
      from information_schema.columns where table_schema = 'public'
    union all select 'constraint', conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select 'index', indexdef from pg_indexes where schemaname = 'public'
    union all select 'policy', tablename || ' ' || policyname from pg_policies
    union all select 'function', proname from pg_proc where pronamespace = 'public'::regnamespace
    union all select 'trigger', tgrelid::regclass || ' ' || tgname from pg_trigger where not tgisinternal
    order by 1, 2`)
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (caught) => caught,
  )
  expect(error).toBeInstanceOf(DatabaseProblem)
  return (error as DatabaseProblem).problem
}

const last = (count: number): readonly Migration[] => migrations.slice(0, count)
const newer = { name: '9999_future', sql: 'create table future (id int)', hash: 'future' }

describe('migrations', () => {
  test('end at the same schema in one go or release by release', async () => {
    const [whole, steps] = [await emptyDatabase(), await emptyDatabase()]
    expect(await migrate(whole.url, whole.client)).toHaveLength(migrations.length)
    for (let count = 1; count <= migrations.length; count++) {
      expect(await migrate(steps.url, steps.client, last(count))).toEqual([migrations[count - 1]?.name])
    }
    expect(await contentsOf(steps.client)).toEqual(await contentsOf(whole.client))
    expect(await migrate(whole.url, whole.client)).toEqual([])
  })

  test('that fail anywhere leave the database as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: migrations.length - 1 }),
        fc.integer({ min: 0, max: migrations.length - 1 }),
        async (from, failing) => {
          const { url, client } = await emptyDatabase()
          const start = Math.min(from, failing)
          if (start > 0) await migrate(url, client, last(start))
          const before = await contentsOf(client)
          const broken = migrations.map((migration, index) =>
            index === failing ? { ...migration, sql: `${migration.sql}; select 1 / 0` } : migration,
          )
          await expect(migrate(url, client, broken)).rejects.toMatchObject({ code: '22012' })
          expect(await contentsOf(client)).toEqual(before)
          await migrate(url, client)
          expect(await readSchemaState(client)).toEqual({ kind: 'current' })
        },
      ),
      { numRuns: 6 },
    )
  })

  test('whose process dies half-way leave the database as it was', async () => {
    const { url, client } = await emptyDatabase()
    const killer = connect(url)
    undoes.push(() => killer.end())
    const name = 'dying migration'
    const dying = connect(url, { name })
    const slow = migrations.map((migration, index) =>
      index === 3 ? { ...migration, sql: `${migration.sql}; select pg_sleep(60)` } : migration,
    )
    const died = problemOf(migrate(url, dying, slow))
    for (;;) {
      const killed = await killer.unsafe(
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity
         where application_name = $1 and wait_event = 'PgSleep'`,
        [name],
      )
      if (killed.length > 0) break
    }
    expect(await died).toBe('unreachable')
    await dying.end({ timeout: 0 })
    expect(await contentsOf(client)).toEqual([])
  })

  test('of a newer Cueline are refused and left alone', async () => {
    const { url, client } = await emptyDatabase()
    await migrate(url, client, [...migrations, newer])
    const before = await contentsOf(client)
    expect(await readSchemaState(client)).toEqual({ kind: 'newer' })
    expect(await problemOf(migrate(url, client))).toBe('newer-schema')
    expect(await contentsOf(client)).toEqual(before)
  })

  test('are not skipped because the journal of the earlier app is later', async () => {
    const { url, client } = await emptyDatabase()
    await client.unsafe(migrations[0]?.sql ?? '')
    await client.unsafe(`insert into drizzle (hash, created_at) values ('theirs', 9999999999999)`)
    expect((await readSchemaState(client)).kind).toBe('production')
    expect(await migrate(url, client)).toEqual(migrations.slice(1).map(({ name }) => name))
    expect(await readSchemaState(client)).toEqual({ kind: 'current' })
    const journal = await client.unsafe<{ hash: string }[]>('select hash from drizzle order by id')
    expect(journal.map(({ hash }) => hash)).toEqual(['theirs', ...migrations.map(({ hash }) => hash)])
  })

  test('keep rows that the production schema allows, once each is tied to a night', async () => {
    const { url, client } = await emptyDatabase()
    await migrate(url, client, last(1))
    await client.unsafe(`
      insert into users (id, username, email, password) values
        ('00000000-0000-4000-8000-000000000001', 'mia', 'mia@example.test', 'hash');
      insert into admins (id, user_id) values
        ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001');
      insert into events (id, user_id, pin, active_admin_id) values ('00000000-0000-4000-8000-000000000003',
        '00000000-0000-4000-8000-000000000001', '4827', '00000000-0000-4000-8000-000000000002');
      insert into requests (track_uri, track_name, artist_name, album_name, requester_nickname)
        select 'spotify:track:4uLU6hMCjMI75M1A2tKUQC', 'Dancing Queen', 'ABBA', 'Arrival', 'Ada'
        from generate_series(1, 2)`)
    await migrate(url, client, last(2))
    await client.unsafe(`update requests set event_id = events.id, user_id = events.user_id from events`)
    await migrate(url, client)
    expect(
      await client.unsafe(
        `select track_uri, track_data->>'provider' as provider, track_data->>'id' as id, origin, status from requests`,
      ),
    ).toEqual(
      Array(2).fill({
        track_uri: 'spotify:track:4uLU6hMCjMI75M1A2tKUQC',
        provider: 'spotify',
        id: '4uLU6hMCjMI75M1A2tKUQC',
        origin: 'import',
        status: 'pending',
      }),
    )
    expect(await client.unsafe('select role from users')).toEqual([{ role: 'admin' }])
    expect(await client.unsafe('select active_admin_id = user_id as same from events')).toEqual([
      { same: true },
    ])
  })
})

test('schema.ts says what the migrations make', async () => {
  const { url, client } = await emptyDatabase()
  await migrate(url, client)
  const rows = await client.unsafe<{ table: string; column: string; type: string; filled: boolean }[]>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type, a.attnotnull as filled
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`)
  const indexes = await client.unsafe<{ name: string }[]>(
    `select indexname as name from pg_indexes where schemaname = 'public'`,
  )
  const tables = (Object.values(schema) as PgTable[]).map((table) => getTableConfig(table))
  const declared = tables.flatMap(({ name, columns }) =>
    columns.map((column) => ({
      table: name,
      column: column.name,
      type: column.getSQLType().replace('serial', 'integer'),
      filled: column.notNull,
    })),
  )
  const sorted = <T>(list: readonly T[]) => list.map((item) => JSON.stringify(item)).sort()
  expect(sorted(declared)).toEqual(sorted(rows.map((row) => ({ ...row }))))
  const declaredIndexes = tables.flatMap((table) => [
    ...table.indexes.map((index) => index.config.name),
    ...table.uniqueConstraints.map((constraint) => constraint.getName()),
    ...table.columns.filter((column) => column.isUnique).map((column) => column.uniqueName),
    `${table.name}_pkey`,
  ])
  expect(sorted(declaredIndexes)).toEqual(sorted(indexes.map((index) => index.name)))
})
