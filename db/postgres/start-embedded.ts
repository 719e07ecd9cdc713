import { setTimeout as pause } from 'node:timers/promises'
import { DatabaseProblem } from '../database-problem.ts'
import { connect, withDeadline } from '../link.ts'
import type { Logger } from '../logger.ts'
import { accountToRunAs } from './account.ts'
import { prepareBinaries } from './binaries.ts'
import { databaseName, ownerName, prepareDataFolder } from './data-folder.ts'
import { foldersOf } from './folders.ts'
import { findServer, readPostmaster } from './postmaster-file.ts'
import { isRunning } from './processes.ts'
import { freePort, startServer, stopServer } from './server.ts'
import { fileProblem } from './server-problem.ts'
import { createUsersRegistry } from './users-registry.ts'

export type EmbeddedServer = {
  /** Of the owner; `openDatabase` migrates with it and then works as a lesser role. */
  readonly url: string
  /** Leaves the server; the last process of its home to leave stops it. */
  stop(): Promise<void>
}

export type StartEmbeddedOptions = {
  /** `CUELINE_HOME`. */
  readonly home: string
  readonly log: Logger
  /** Process that counts as the user, itself unless told: the server lives at least as long. */
  readonly user?: number
  /** Calls when a process of its own does the work and this one only waits. */
  readonly onWait?: () => void
  /** For how many milliseconds a start that failed is tried again; ten seconds unless told. */
  readonly patience?: number
}

/** Children of a killed server take a moment to go, and refuse the next one until then. */
const usualPatience = 10_000
const watchMilliseconds = 250
const answerMilliseconds = 3_000

/**
 * The Postgres of this home: joins the one that runs, adopts one that a killed app left behind, or starts it.
 * While in use it is started again when it dies. Throws `DatabaseProblem`, worded for a person.
 */
export async function startEmbedded(options: StartEmbeddedOptions): Promise<EmbeddedServer> {
  const { home, log, patience = usualPatience } = options
  const folders = foldersOf(home)
  const registry = createUsersRegistry(folders, options.user ?? process.pid)
  try {
    const account = await accountToRunAs()
    const binaries = await prepareBinaries(home, account)
    const setup = { folders, binaries, account }
    let left = false

    const urlAt = (port: number, password: string) =>
      `postgresql://${ownerName}:${password}@127.0.0.1:${port}/${databaseName}`

    /** Whatever runs there is left running when it is of use; resolves to the port. */
    async function ensureRunning(password: string, wantedPort: number | null): Promise<number> {
      const until = Date.now() + patience
      for (;;) {
        const found = await findServer(folders.data)
        if (found?.status === 'ready' && (await answers(urlAt(found.port, password)))) {
          const isOurs = found.executable === binaries.postgres || (await registry.others()).length > 0
          if (isOurs) return found.port
          log.info('the database server of another version is stopped', { program: found.executable })
        }
        // Going down or coming up by another hand: given time. Hanging: stopped.
        const isMoving = found !== null && found.status !== 'ready' && Date.now() < until - patience / 2
        if (found !== null && !isMoving) await stopServer(setup)
        if (found === null) {
          const port = wantedPort ?? (await freePort())
          const problem = await startServer(setup, port, options.onWait).then(
            () => null,
            (error) => error as Error,
          )
          if (problem === null) return port
          const mayPass = problem instanceof DatabaseProblem && !lasting.has(problem.problem)
          if (!mayPass || Date.now() > until) throw problem
          log.warn('the database server did not start; trying again', { problem: problem.message })
        }
        await pause(100)
      }
    }

    const { port, password } = await registry.exclusively(async () => {
      const password = await prepareDataFolder(folders, binaries, account)
      const port = await ensureRunning(password, null)
      await registry.enter()
      return { port, password }
    })

    let mending: Promise<unknown> = Promise.resolve()
    const watcher = setInterval(() => {
      mending = mending.then(mend, mend)
    }, watchMilliseconds)
    watcher.unref()

    /** The server was killed under us: the same port again, since connections know it by that. */
    async function mend(): Promise<void> {
      if (left) return
      const said = await readPostmaster(folders.data)
      if (said !== null && (await isRunning(said.pid))) return
      await registry
        .exclusively(async () => {
          if (left || (await findServer(folders.data)) !== null) return
          log.warn('the database server is gone; starting it again')
          await ensureRunning(password, port)
        })
        .catch((error) =>
          log.error('the database server could not be started again', { error: String(error) }),
        )
    }

    return {
      url: urlAt(port, password),
      async stop() {
        if (left) return
        left = true
        clearInterval(watcher)
        await mending
        await registry.exclusively(async () => {
          await registry.leave()
          if ((await registry.others()).length > 0) return
          if ((await findServer(folders.data)) === null) return
          if (!(await stopServer(setup))) log.error('the database server did not stop')
        })
      },
    }
  } catch (error) {
    throw fileProblem(error, home)
  }
}

/** Trying again changes nothing about these. */
const lasting: ReadonlySet<string> = new Set(['wrong-version', 'blocked-folder', 'disk-full'])

async function answers(url: string): Promise<boolean> {
  const client = connect(url)
  try {
    await withDeadline(client.unsafe('select 1'), answerMilliseconds, () => new Error('no answer'))
    return true
  } catch {
    return false
  } finally {
    void client.end({ timeout: 0 })
  }
}
