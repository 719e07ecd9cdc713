import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DatabaseProblem } from '../database-problem.ts'
import { connect } from '../link.ts'
import { openDatabase } from '../open-database.ts'
import { requestsIn } from '../requests.ts'
import { quiet } from '../test-database.ts'
import { ask as askFor, makeNight } from '../test-night.ts'
import { accountToRunAs } from './account.ts'
import { findServer } from './postmaster-file.ts'
import { isRunning } from './processes.ts'
import { type EmbeddedServer, startEmbedded } from './start-embedded.ts'

let home: string
let data: string
let common: string
const undoes: (() => unknown)[] = []

// Making a database takes seconds on a busy machine: tests of what comes after share one.
beforeAll(async () => {
  common = await mkdtemp(join(tmpdir(), 'cueline-embedded-'))
})
beforeEach(() => {
  moveTo(common)
})
afterEach(async () => {
  for (const undo of undoes.splice(0).reverse()) await undo()
  // Whatever a test left running is found by its folder and stopped as the app does it.
  if ((await findServer(data)) !== null) await (await startEmbedded({ home, log: quiet })).stop()
  if (home !== common) await rm(home, { recursive: true, force: true })
})
afterAll(() => rm(common, { recursive: true, force: true }))

function moveTo(folder: string): void {
  home = folder
  data = join(home, 'postgres', 'data')
}

async function moveToFreshHome(): Promise<void> {
  moveTo(await mkdtemp(join(tmpdir(), 'cueline-embedded-')))
}

async function start(): Promise<EmbeddedServer> {
  const server = await startEmbedded({ home, log: quiet })
  undoes.push(() => server.stop())
  return server
}

async function ask(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = connect(url)
  try {
    return await client.unsafe(text)
  } finally {
    await client.end({ timeout: 1 })
  }
}

async function problemOf(work: Promise<unknown>): Promise<DatabaseProblem> {
  const error = await work.then(
    () => null,
    (caught) => caught,
  )
  expect(error).toBeInstanceOf(DatabaseProblem)
  return error as DatabaseProblem
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20)
}

/** An app that starts the server, says so, and stops it when its input ends: built as the real one is. */
let appFile: string
beforeAll(async () => {
  const folder = await mkdtemp(join(process.cwd(), 'node_modules', '.cueline-app-'))
  const source = join(folder, 'app.ts')
  const embedded = fileURLToPath(new URL('./start-embedded.ts', import.meta.url))
  await writeFile(
    source,
    `import { startEmbedded } from ${JSON.stringify(embedded)}
     const log = { info() {}, warn() {}, error() {} }
     const server = await startEmbedded({ home: process.argv[2], log })
     process.stdout.write(server.url + '\\n')
     process.stdin.resume().on('end', async () => { await server.stop(); process.exit() })`,
  )
  await build({
    logLevel: 'silent',
    configFile: false,
    build: {
      ssr: source,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'app.js' } },
    },
  })
  appFile = join(folder, 'app.js')
})
afterAll(() => rm(join(appFile, '..'), { recursive: true, force: true }))

async function startApp(): Promise<{ child: ChildProcess; url: string; closed: Promise<unknown> }> {
  const child = spawn(process.execPath, [appFile, home], { stdio: ['pipe', 'pipe', 'inherit'] })
  undoes.push(() => child.kill('SIGKILL'))
  const closed = new Promise((resolve) => child.on('close', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (bytes) => resolve(String(bytes).trim()))
    child.on('close', () => reject(new Error('the app ended')))
  })
  return { child, url, closed }
}

describe('the first start', () => {
  test('makes a durable server that only this machine and who knows the password can use', async () => {
    const { url } = await start()
    const [settings] = await ask(
      url,
      `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
        current_setting('synchronous_commit') as commit, current_setting('data_checksums') as checksums,
        current_setting('listen_addresses') as addresses, current_setting('wal_segment_size') as segment,
        (select datlocprovider::text || datlocale from pg_database where datname = current_database()) as locale`,
    )
    expect(settings).toEqual({
      fsync: 'on',
      pages: 'on',
      commit: 'on',
      checksums: 'on',
      addresses: '127.0.0.1',
      segment: '1MB',
      locale: 'bC.UTF-8',
    })
    const password = join(home, 'postgres', 'password')
    expect((await stat(password)).mode & 0o777).toBe(0o600)
    expect(Buffer.from(await readFile(password, 'utf8'), 'base64url')).toHaveLength(32)
    const stranger = new URL(url)
    stranger.password = 'guess'
    await expect(ask(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  test('that was cut off half-way is made whole by the next', async () => {
    await moveToFreshHome()
    await mkdir(join(home, 'postgres', 'data.unfinished-1'), { recursive: true })
    await writeFile(join(home, 'postgres', 'data.unfinished-1', 'PG_VERSION'), '18')
    expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect((await readdir(join(home, 'postgres'))).filter((name) => name.includes('unfinished'))).toEqual([])
  })

  test('works where the path has a space and an umlaut', async () => {
    const outer = await mkdtemp(join(tmpdir(), 'cueline-embedded-'))
    await chmod(outer, 0o711)
    moveTo(join(outer, 'Jörg’s gigs'))
    await mkdir(home)
    undoes.push(() => moveTo(outer))
    expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('the next start', () => {
  test('finds what was stored, and stop leaves nothing running', async () => {
    const first = await start()
    await ask(first.url, 'create table kept as select 42 as answer')
    const running = await findServer(data)
    await first.stop()
    expect(await isRunning(running?.pid ?? 0)).toBe(false)
    const second = await start()
    expect(await ask(second.url, 'select * from kept')).toEqual([{ answer: 42 }])
  })

  test('a lost password file does not lock the DJ out', async () => {
    const first = await start()
    await ask(first.url, 'create table also_kept as select 42 as answer')
    await first.stop()
    await rm(join(home, 'postgres', 'password'))
    const second = await start()
    expect(await ask(second.url, 'select * from also_kept')).toEqual([{ answer: 42 }])
  })

  test('whose id in postmaster.pid now belongs to another program leaves that program alone', async () => {
    await (await start()).stop()
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    undoes.push(() => stranger.kill('SIGKILL'))
    const lines = [
      stranger.pid,
      data,
      Math.floor(Date.now() / 1000),
      5432,
      '',
      '127.0.0.1',
      '',
      'ready   ',
      '',
    ]
    await writeFile(join(data, 'postmaster.pid'), lines.join('\n'))
    expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await isRunning(stranger.pid ?? 0)).toBe(true)
  })

  test('of a data folder of another Postgres is refused in words and changes nothing', async () => {
    await (await start()).stop()
    await writeFile(join(data, 'PG_VERSION'), '15\n')
    const problem = await problemOf(startEmbedded({ home, log: quiet }))
    expect(problem.problem).toBe('wrong-version')
    expect(problem.message).toContain('Postgres 15')
    expect(await readFile(join(data, 'PG_VERSION'), 'utf8')).toBe('15\n')
    await writeFile(join(data, 'PG_VERSION'), '18\n')
  })

  test('of a damaged data folder says what the server said', async () => {
    await (await start()).stop()
    await rename(join(data, 'global'), join(data, 'global-away'))
    const problem = await problemOf(startEmbedded({ home, log: quiet }))
    expect(problem.problem).toBe('does-not-start')
    expect(problem.message).toContain(data)
    await rename(join(data, 'global-away'), join(data, 'global'))
  }, 60_000)
})

describe('several processes of one home', () => {
  test('join one server, and the last one to leave stops it', async () => {
    const [one, other] = await Promise.all([startApp(), startApp()])
    const mine = await start()
    expect(new Set([one.url, other.url, mine.url]).size).toBe(1)
    const running = await findServer(data)
    one.child.stdin?.end()
    await one.closed
    await mine.stop()
    expect(await ask(other.url, 'select 1 as one')).toEqual([{ one: 1 }])
    other.child.stdin?.end()
    await other.closed
    expect(await isRunning(running?.pid ?? 0)).toBe(false)
  })

  test('an app that was killed does not count as a user', async () => {
    const killed = await startApp()
    const running = await findServer(data)
    killed.child.kill('SIGKILL')
    await killed.closed
    expect(await ask(killed.url, 'select 1 as one')).toEqual([{ one: 1 }])
    const next = await start()
    expect((await findServer(data))?.pid).toBe(running?.pid)
    expect(next.url).toBe(killed.url)
    await next.stop()
    expect(await isRunning(running?.pid ?? 0)).toBe(false)
  })

  test('the app can be killed at any moment, again and again', async () => {
    await moveToFreshHome()
    const killedAfter = [0, 40, 90, 150, 260, 420, 700, 1000]
    for (const milliseconds of killedAfter) {
      const child = spawn(process.execPath, [appFile, home], { stdio: ['pipe', 'ignore', 'inherit'] })
      const closed = new Promise((resolve) => child.on('close', resolve))
      await pause(milliseconds)
      child.kill('SIGKILL')
      await closed
    }
    expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
  }, 60_000)
})

describe('a server that is killed', () => {
  test('while in use is back on the same port, and the pool of the app goes on', async () => {
    const { url } = await start()
    const database = await openDatabase({ url, log: quiet })
    undoes.push(() => database.close())
    const killed = (await findServer(data))?.pid ?? 0
    process.kill(killed, 'SIGKILL')
    await until(async () => (await database.health()).ok && (await findServer(data))?.pid !== killed)
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('under load loses no request that was acknowledged and doubles none', async () => {
    const { url } = await start()
    const database = await openDatabase({ url, log: quiet })
    undoes.push(() => database.close())
    const night = await makeNight(database, `dj-${randomUUID()}`)
    const { guest, context } = await night.join('Ada')
    const acknowledged: string[] = []
    let failures = 0
    const phones = Array.from({ length: 12 }, async (_, phone) => {
      for (let song = 0; song < 60; song++) {
        const request = askFor(night, guest, `Song ${phone} ${song}`)
        // As a phone does: the outcome of a failed write is unknown, so the same id is sent again.
        for (let tries = 0; tries < 200; tries++) {
          const stored = await database
            .withTenant(context, (tx) => requestsIn(tx).insert(request, 0))
            .catch((error) => {
              expect(error).toBeInstanceOf(DatabaseProblem)
              failures += 1
              return null
            })
          if (stored !== null) {
            acknowledged.push(request.id)
            break
          }
          await pause(50)
        }
      }
    })
    const killings = (async () => {
      for (let round = 0; round < 3; round++) {
        await until(async () => acknowledged.length > 100 * (round + 1))
        process.kill((await findServer(data))?.pid ?? 0, 'SIGKILL')
      }
    })()
    await Promise.all([...phones, killings])
    const rows = await database.withTenant(night.dj, (tx) => requestsIn(tx).allOf(night.event.id))
    expect(failures).toBeGreaterThan(0)
    expect(rows.map((row) => row.id).sort()).toEqual(acknowledged.sort())
    expect(rows).toHaveLength(720)
  }, 60_000)

  test('right before the app leaves is started again by the next, again and again', async () => {
    for (let round = 0; round < 3; round++) {
      const server = await startEmbedded({ home, log: quiet })
      const { pid } = (await findServer(data)) ?? {}
      process.kill(pid ?? 0, 'SIGKILL')
      await server.stop()
    }
    expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
  }, 60_000)
})

describe('a folder in the way', () => {
  test('that the server may not pass is named, with what to do', async () => {
    if ((await accountToRunAs()) === null) return
    await moveToFreshHome()
    await chmod(home, 0o700)
    const inner = join(home, 'inner')
    await mkdir(inner)
    const problem = await problemOf(startEmbedded({ home: inner, log: quiet }))
    expect(problem.problem).toBe('blocked-folder')
    expect(problem.message).toContain(`chmod o+x ${home}`)
  })

  test('that is a file is named', async () => {
    await moveToFreshHome()
    await writeFile(join(home, 'postgres'), '')
    const problem = await problemOf(startEmbedded({ home, log: quiet }))
    expect(problem.problem).toBe('blocked-folder')
    expect(problem.message).toContain(join(home, 'postgres'))
    await rm(join(home, 'postgres'))
  })
})

test('a database that takes encrypted connections only says so', async () => {
  const { url } = await start()
  const rules = join(data, 'pg_hba.conf')
  const before = await readFile(rules)
  undoes.push(() => writeFile(rules, before))
  await writeFile(rules, 'hostssl all all 127.0.0.1/32 scram-sha-256\n')
  await ask(url, 'select pg_reload_conf()')
  await until(async () => (await ask(url, 'select 1').catch(() => null)) === null)
  expect((await problemOf(openDatabase({ url, log: quiet }))).problem).toBe('tls-required')
})
