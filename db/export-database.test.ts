import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGunzip } from 'node:zlib'
import { from as copyFrom } from 'pg-copy-streams'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '../tests/support/eventually.ts'
import { type Manifest, manifestShape } from './export/manifest.ts'
import { exportDatabase, exportFolder } from './export-database.ts'
import { connect } from './link.ts'
import { withPgLink } from './pg-link.ts'
import { createEmptyDatabase, dropDatabase } from './test-database.ts'
import { ask, problemOf } from './testing/home.ts'
import { proxyTo } from './testing/proxy.ts'

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0).reverse()) await undo()
})

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cueline-export-'))
  undoes.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function database(sql = ''): Promise<string> {
  const url = await createEmptyDatabase()
  undoes.push(() => dropDatabase(url))
  await ask(url, sql)
  return url
}

/** What a copy must not change: signs that CSV, JSON and terminals stumble over. */
const tables = `
  create table "Odd ""Näme""/../x" (id serial primary key, "a ""b""" text, n numeric, f float8, at timestamptz,
    data jsonb, raw bytea, twice int generated always as (2 * 21) stored, list text[]);
  create table empty (id int);
  create table nothing ();
  create table big (id int primary key, text text);`
const rows = `
  insert into "Odd ""Näme""/../x" ("a ""b""", n, f, at, data, raw, list) values
    (null, 1.10, 0.1, '2025-10-15 23:30:00.123456+02', '{"title": "Ünïcödé 🎧 \\"x\\"\\n"}', '\\x00ff', '{a,null,"b,c"}'),
    ('', 'NaN', '-Infinity', 'infinity', 'null', '', '{}'),
    (E'two\\nlines, "quoted"\\r\\n\\\\. \\t \\x01', null, null, null, null, null, null),
    (E'\\\\.', 0, 1e300, '0044-03-15 BC', '[]', null, null), ('זה מימין 👩‍👩‍👧', 1e-20, 0, now(), '1', null, null);
  insert into big select number, repeat(md5(number::text), 3000) from generate_series(1, 60) as number;`

async function contents(url: string): Promise<unknown> {
  return ask(
    url,
    `select (select json_agg(o::text order by id) from "Odd ""Näme""/../x" o)::text as odd,
      (select md5(string_agg(big::text, '' order by id)) from big) as big, (select count(*) from empty) as empty`,
  )
}

async function restore(folder: string, manifest: Manifest, url: string): Promise<void> {
  await withPgLink(url, { silence: 20_000 }, async (link) => {
    for (const { name, file, columns } of manifest.tables) {
      const list = columns.map((column) => `"${column.name.replaceAll('"', '""')}"`).join(', ')
      const into = `public."${name.replaceAll('"', '""')}"${list && ` (${list})`}`
      const copy = link.query(copyFrom(`copy ${into} from stdin with (format csv, header match)`))
      await pipeline(createReadStream(join(folder, file)), createGunzip(), copy)
    }
  })
}

async function readManifest(folder: string): Promise<Manifest> {
  return manifestShape.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
}

test('comes back row for row from what was exported', async () => {
  const url = await database(tables + rows)
  const folder = exportFolder(await scratch(), new Date('2026-05-01T20:15:00.9Z'), 'before-migration')
  const seen: number[] = []
  const exported = await exportDatabase({ url, folder, onProgress: ({ done }) => seen.push(done) })
  expect(folder).toMatch(/backups.2026-05-01T20-15-00Z-before-migration$/)
  expect(exported.tables.map(({ name, rows }) => [name, rows])).toEqual([
    ['Odd "Näme"/../x', 5],
    ['big', 60],
    ['empty', 0],
    ['nothing', 0],
  ])
  expect(seen.at(-1)).toBe(4)
  const text = await readFile(join(folder, 'manifest.json'), 'utf8')
  expect(text).not.toContain(new URL(url).password)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  for (const file of await readdir(folder)) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600)

  const other = await database(tables)
  await restore(folder, await readManifest(folder), other)
  expect(await contents(other)).toEqual(await contents(url))
})

test('shows one moment of all tables, also while a migration holds the writers out', async () => {
  const url = await database(tables + rows)
  const folder = join(await scratch(), 'copy')
  const migrating = connect(url)
  undoes.push(() => migrating.end())
  await migrating.unsafe('begin; lock table big, empty in exclusive mode; insert into empty values (1)')
  const { tables: exported } = await exportDatabase({ url, folder })
  expect(exported.find(({ name }) => name === 'empty')?.rows).toBe(0)
})

test('refuses a copy without the rows that a policy hides', async () => {
  const url = await database(`${tables} alter table big enable row level security;
    alter table big force row level security; do $$ begin create role bound_owner login password 'x';
    exception when duplicate_object then null; end $$; grant select on all tables in schema public to bound_owner;
    grant select on all sequences in schema public to bound_owner`)
  undoes.push(() => ask(url, 'drop owned by bound_owner; drop role bound_owner'))
  const asBound = Object.assign(new URL(url), { username: 'bound_owner', password: 'x' }).href
  const parent = await scratch()
  const problem = await problemOf(exportDatabase({ url: asBound, folder: join(parent, 'copy') }))
  expect(problem.message).toMatch(/table big from the user bound_owner/)
  expect(await readdir(parent)).toEqual([])
})

test('a connection that is killed leaves nothing that looks whole', async () => {
  const url = await database(tables + rows)
  const parent = await scratch()
  // The last table is held, so that the export waits there with the others copied.
  const holder = connect(url)
  undoes.push(() => holder.end())
  await holder.unsafe('begin; lock table nothing in access exclusive mode')
  const work = problemOf(exportDatabase({ url, folder: join(parent, 'copy') }))
  const kill = `select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'cueline copy' and datname = current_database() and wait_event_type = 'Lock'`
  await eventually(async () => expect(await ask(url, kill)).toHaveLength(1))
  expect((await work).problem).toBe('unreachable')
  expect(await readdir(parent)).toEqual([])
})

test('a link that goes dead, or a person who stops it, ends it', async () => {
  const url = await database(`${tables} ${rows} insert into big
    select number, repeat(md5(number::text), 3000) from generate_series(100, 400) as number`)
  const proxy = await proxyTo(url)
  undoes.push(proxy.close)
  const parent = await scratch()
  const folder = join(parent, 'copy')
  const dead = exportDatabase({ url: proxy.url, folder, silence: 300, onProgress: proxy.cut })
  expect((await problemOf(dead)).problem).toBe('unreachable')
  const stop = new AbortController()
  const stopped = exportDatabase({ url, folder, signal: stop.signal, onProgress: () => stop.abort() })
  await expect(stopped).rejects.toThrow('aborted')
  await eventually(async () => expect(await readdir(parent)).toEqual([]))
})

test('says what is wrong with the folder', async () => {
  const url = await database(tables)
  const parent = await scratch()
  await writeFile(join(parent, 'file'), '')
  const inTheWay = await problemOf(exportDatabase({ url, folder: join(parent, 'file', 'copy') }))
  expect(inTheWay.message).toMatch(/file.* is in the way/)
  await mkdir(join(parent, 'copy'))
  const there = await problemOf(exportDatabase({ url, folder: join(parent, 'copy') }))
  expect(there.message).toContain('is there already')
})

const asRoot = process.getuid?.() === 0 && process.platform === 'linux'

test.runIf(asRoot)('says that the disk is full, and leaves nothing on it', async ({ skip }) => {
  const url = await database(`${tables} insert into big select number, string_agg(md5(random()::text), '')
    from generate_series(1, 40) as number, generate_series(1, 500) group by number`)
  const small = await scratch()
  const run = promisify(execFile)
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'none', small]).catch(() => null)
  if (mounted === null) skip()
  undoes.push(() => run('umount', [small]))
  const problem = await problemOf(exportDatabase({ url, folder: join(small, 'copy') }))
  expect(problem.problem).toBe('disk-full')
  expect(problem.message).toContain(small)
  expect(await readdir(small)).toEqual([])
})
