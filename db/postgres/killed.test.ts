import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPhones } from '../../tests/support/stubborn-phones.ts'
import { DatabaseProblem } from '../database-problem.ts'
import { openDatabase } from '../open-database.ts'
import { requestsIn } from '../requests.ts'
import { quiet } from '../test-database.ts'
import { ask, testHome, until } from '../testing/home.ts'
import { ask as askFor, makeNight } from '../testing/night.ts'
import { findServer } from './postmaster-file.ts'
import { isRunning } from './processes.ts'
import { startEmbedded } from './start-embedded.ts'

const own = testHome()

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
  const child = spawn(process.execPath, [appFile, own.home()], { stdio: ['pipe', 'pipe', 'inherit'] })
  own.undo(() => child.kill('SIGKILL'))
  const closed = new Promise((resolve) => child.on('close', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (bytes) => resolve(String(bytes).trim()))
    child.on('close', () => reject(new Error('the app ended')))
  })
  return { child, url, closed }
}

describe('several processes of one home', () => {
  test('join one server, and the last one to leave stops it', async () => {
    const [one, other] = await Promise.all([startApp(), startApp()])
    const mine = await own.start()
    expect(new Set([one.url, other.url, mine.url]).size).toBe(1)
    const running = await findServer(own.data())
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
    const running = await findServer(own.data())
    killed.child.kill('SIGKILL')
    await killed.closed
    expect(await ask(killed.url, 'select 1 as one')).toEqual([{ one: 1 }])
    const next = await own.start()
    expect((await findServer(own.data()))?.pid).toBe(running?.pid)
    expect(next.url).toBe(killed.url)
    await next.stop()
    expect(await isRunning(running?.pid ?? 0)).toBe(false)
  })

  test('the app can be killed at any moment, again and again', async () => {
    await own.moveToFresh()
    const killedAfter = [0, 40, 90, 150, 260, 420, 700, 1000]
    for (const milliseconds of killedAfter) {
      const child = spawn(process.execPath, [appFile, own.home()], { stdio: ['pipe', 'ignore', 'inherit'] })
      const closed = new Promise((resolve) => child.on('close', resolve))
      await pause(milliseconds)
      child.kill('SIGKILL')
      await closed
    }
    expect(await ask((await own.start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
  }, 60_000)
})

describe('a server that is killed', () => {
  test('while in use is back on the same port, and the pool of the app goes on', async () => {
    const { url } = await own.start()
    const database = await openDatabase({ url, log: quiet })
    own.undo(() => database.close())
    const killed = (await findServer(own.data()))?.pid ?? 0
    process.kill(killed, 'SIGKILL')
    await until(async () => (await database.health()).ok && (await findServer(own.data()))?.pid !== killed)
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('under load loses no request that was acknowledged and doubles none', async () => {
    const { url } = await own.start()
    const database = await openDatabase({ url, log: quiet })
    own.undo(() => database.close())
    const night = await makeNight(database, `dj-${randomUUID()}`)
    const { guest, context } = await night.join('Ada')
    const phones = startPhones({
      phones: 12,
      goOn: (song) => song < 60,
      async send({ id, phone, song }) {
        const request = askFor(night, guest, `Song ${phone} ${song}`, id)
        await database
          .withTenant(context, (tx) => requestsIn(tx).insert(request, 0))
          .catch((error) => {
            expect(error).toBeInstanceOf(DatabaseProblem)
            throw error
          })
        return true
      },
    })
    const killings = (async () => {
      for (let round = 0; round < 3; round++) {
        await until(async () => phones.acknowledged.length > 100 * (round + 1))
        process.kill((await findServer(own.data()))?.pid ?? 0, 'SIGKILL')
      }
    })()
    await Promise.all([phones.done, killings])
    const rows = await database.withTenant(night.dj, (tx) => requestsIn(tx).allOf(night.event.id))
    expect(phones.failures()).toBeGreaterThan(0)
    expect(rows.map((row) => row.id).sort()).toEqual([...phones.acknowledged].sort())
    expect(rows).toHaveLength(720)
  }, 60_000)

  test('in the middle of a batch stores all of it or nothing, and loses no batch that was acknowledged', async () => {
    const { url } = await own.start()
    const database = await openDatabase({ url, log: quiet })
    own.undo(() => database.close())
    const night = await makeNight(database, `dj-${randomUUID()}`)
    const { guest } = await night.join('Ada')
    const door = { userId: night.user.id, eventId: night.event.id }
    const storedOf = async (ids: readonly string[]) => {
      const rows = await database.withTenant(night.dj, (tx) => requestsIn(tx).byIds(ids)).catch(() => null)
      return rows?.length ?? null
    }
    const acknowledged: string[] = []
    let failures = 0
    // Milliseconds into it: before, during or after its commit.
    for (const [number, killedAfter] of [null, 0, 1, 0, 3].entries()) {
      const batch = Array.from({ length: 50 }, (_, song) => askFor(night, guest, `Song ${number} ${song}`))
      const ids = batch.map(({ id }) => id)
      const { pid } = (await findServer(own.data())) ?? {}
      // A server whose first process is gone still ends what it is at.
      const backends = await ask(url, 'select pid from pg_stat_activity where pid <> pg_backend_pid()')
      const storing = database.submitRequests(door, batch, { limit: 0, playedSince: null })
      if (killedAfter !== null) {
        await pause(killedAfter)
        for (const one of [pid ?? 0, ...backends.map((backend) => Number(backend.pid))])
          process.kill(one, 'SIGKILL')
      }
      const answered = await storing.then(
        () => true,
        (error) => {
          expect(error).toBeInstanceOf(DatabaseProblem)
          failures += 1
          return false
        },
      )
      await until(async () => (await findServer(own.data()))?.pid !== pid || killedAfter === null)
      await until(async () => (await storedOf(ids)) !== null)
      expect(answered ? [50] : [0, 50]).toContain(await storedOf(ids))
      // As phones do: what was not answered is sent again.
      const again = await database.submitRequests(door, batch, { limit: 0, playedSince: null })
      expect(again.filter((outcome) => typeof outcome === 'object' && 'row' in outcome)).toHaveLength(50)
      acknowledged.push(...ids)
    }
    expect(failures).toBeGreaterThan(0)
    const rows = await database.withTenant(night.dj, (tx) => requestsIn(tx).allOf(night.event.id))
    expect(rows.map((row) => row.id).sort()).toEqual(acknowledged.sort())
  }, 120_000)

  test('right before the app leaves is started again by the next, again and again', async () => {
    for (let round = 0; round < 3; round++) {
      const server = await startEmbedded({ home: own.home(), log: quiet })
      const { pid } = (await findServer(own.data())) ?? {}
      process.kill(pid ?? 0, 'SIGKILL')
      await server.stop()
    }
    expect(await ask((await own.start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
  }, 60_000)
})
