import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, connect } from './link.ts'
import type { Logger } from './logger.ts'
import { migrate } from './migration/migrate.ts'
import { migrations } from './migration/migration-files.ts'
import { type Database, openDatabase } from './open-database.ts'
import { accountToRunAs } from './postgres/account.ts'
import { prepareBinaries } from './postgres/binaries.ts'
import { foldersOf } from './postgres/folders.ts'
import { startEmbedded } from './postgres/start-embedded.ts'

export const quiet: Logger = { info() {}, warn() {}, error() {} }

/** In a worker of vitest its parent: one server for the whole run. */
const runner = process.send ? process.ppid : process.pid

let server: Promise<string> | undefined

/** The owner's URL of the server that this test run shares, started at the first call; nobody stops it: it goes with the run. */
export function testServerUrl(): Promise<string> {
  server ??= start()
  return server
}

async function start(): Promise<string> {
  const home = await chooseHome(`cueline-test-${runner}`)
  await mkdir(home, { recursive: true })
  const { url } = await startEmbedded({ home, log: quiet, user: runner })
  await watchRunner(home)
  return url
}

const memory = '/dev/shm'
const roomInMemory = 1024 ** 3

/**
 * In memory where a machine has a gigabyte of it to spare, else on the disk: a disk takes five times as long to make
 * and drop the hundreds of databases of a run. The server's settings are the same on both.
 */
async function chooseHome(name: string): Promise<string> {
  const [inMemory, onDisk] = [join(memory, name), join(tmpdir(), name)]
  // Another worker of this run chose it.
  if (await stat(inMemory).catch(() => null)) return inMemory
  const { folder } = await prepareBinaries(onDisk, await accountToRunAs())
  // Programs had to be copied, and may not be run from everywhere.
  if (folder.startsWith(onDisk)) return onDisk
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize >= roomInMemory ? inMemory : onDisk
}

/** A process of its own that outlives a killed vitest: it then stops the server and removes its folder. */
async function watchRunner(home: string): Promise<void> {
  const account = await accountToRunAs()
  const { pgCtl } = await prepareBinaries(home, account)
  const { data, root } = foldersOf(home)
  const script = `
    const { spawnSync } = require('node:child_process')
    const { rmSync, writeFileSync } = require('node:fs')
    const [runner, pgCtl, data, home, claim, account] = process.argv.slice(1)
    try { writeFileSync(claim, '', { flag: 'wx' }) } catch { process.exit() }
    const timer = setInterval(() => {
      try { process.kill(Number(runner), 0) } catch {
        clearInterval(timer)
        const { uid, gid } = JSON.parse(account) ?? {}
        spawnSync(pgCtl, ['stop', '-D', data, '-m', 'immediate', '-w'], { uid, gid, cwd: '/' })
        rmSync(home, { recursive: true, force: true })
      }
    }, 300)`
  const args = [String(runner), pgCtl, data, home, join(root, 'watched'), JSON.stringify(account)]
  spawn(process.execPath, ['-e', script, ...args], { detached: true, stdio: 'ignore' }).unref()
}

/** Milliseconds; long, since a slow machine is no failure. */
export const patience = 20_000

/** Connections of one program: several of two test files at once must fit into the 60 that the server lets in. */
export const fewConnections = 5

export type TestDatabase = {
  /** The URL to give to the program, of the database's owner. */
  readonly url: string
  readonly database: Database
  close(): Promise<void>
}

const template = `template_${migrations.at(-1)?.hash.slice(0, 16)}`

/** A database of its own with the newest schema and nothing in it, in some 50 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const url = await createFrom(await preparedTemplate())
  const database = await openDatabase({ url, log: quiet, deadline: patience, poolSize: fewConnections })
  return {
    url,
    database,
    async close() {
      await database.close()
      await dropDatabase(url)
    },
  }
}

/** The URL of a database without any table. */
export async function createEmptyDatabase(): Promise<string> {
  return createFrom('template1')
}

let lastDrop: Promise<unknown> = Promise.resolve()

/** Lets a database go: it is gone soon, and the next one waits for it. The server may take a while over clients that have just left. */
export async function dropDatabase(url: string): Promise<void> {
  const before = lastDrop
  const name = new URL(url).pathname.slice(1)
  lastDrop = dropper().then((sql) => sql.unsafe(`drop database if exists ${name} with (force)`))
  // Whoever waits for it hears of a failure; until then it is not unhandled.
  lastDrop.catch(() => {})
  await before
}

async function createFrom(source: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const sql = await maker()
  await sql.unsafe(`create database ${name} template ${source}`)
  return urlOf(await testServerUrl(), name)
}

let prepared: Promise<string> | undefined

function preparedTemplate(): Promise<string> {
  prepared ??= maker().then(async (sql) => {
    // All workers of the run come here; the first one makes it. A session's lock, since databases can't be
    // created in a transaction.
    await sql.unsafe('select pg_advisory_lock(4748)')
    try {
      return await makeTemplate(sql)
    } finally {
      await sql.unsafe('select pg_advisory_unlock(4748)')
    }
  })
  return prepared
}

async function makeTemplate(sql: Client): Promise<string> {
  const [known] = await sql.unsafe('select from pg_database where datname = $1', [template])
  if (known) return template
  await sql.unsafe('drop database if exists unfinished with (force)')
  await sql.unsafe('create database unfinished')
  const url = urlOf(await testServerUrl(), 'unfinished')
  const client = connect(url)
  await migrate({ url, client, exportBefore: null })
  await client.end()
  await sql.unsafe(`alter database unfinished rename to ${template}`)
  return template
}

/** Opening a connection takes as long as making a database: these two are for all files of this process. */
const maker = toServer()
const dropper = toServer()

function toServer(): () => Promise<Client> {
  let client: Client | undefined
  return async () => {
    const url = urlOf(await testServerUrl(), 'postgres')
    client ??= connect(url)
    return client
  }
}

function urlOf(base: string, name: string): string {
  const url = new URL(base)
  url.pathname = `/${name}`
  return url.href
}
