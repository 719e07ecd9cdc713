import { spawn } from 'node:child_process'
import { chown, open, readFile, rename, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Folders } from './folders.ts'
import { findServer, readPostmaster } from './postmaster-file.ts'
import { runAs, runProgram } from './run-program.ts'
import { serverProblem } from './server-problem.ts'

const pollMilliseconds = 15
/** Replaying the log after a crash may take this long; a start that has failed is noticed at once. */
const startMilliseconds = 120_000
const logBytes = 4 * 1024 * 1024

/** What the server runs with. Durability is never traded: these three are what "received" rests on. */
export function serverSettings(port: number): Readonly<Record<string, string>> {
  return {
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    listen_addresses: '127.0.0.1',
    port: String(port),
    // A socket file would need a folder that both accounts can use, and its path may be too long.
    ...(process.platform !== 'win32' && { unix_socket_directories: '' }),
    password_encryption: 'scram-sha-256',
    max_connections: '60',
    shared_buffers: '32MB',
    max_wal_size: '256MB',
    min_wal_size: '32MB',
    // Three processes less than with the default, at the load of one night no slower.
    io_method: 'sync',
    autovacuum_max_workers: '1',
    // A night fills its tables within minutes; the planner should know soon.
    autovacuum_naptime: '10s',
    max_logical_replication_workers: '0',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    logging_collector: 'off',
    log_destination: 'stderr',
  }
}

type Setup = { readonly folders: Folders; readonly binaries: Binaries; readonly account: Account | null }

/** Starts the server and resolves when it takes connections; calls `onWait` once its process runs. Throws `DatabaseProblem`. */
export async function startServer(
  { folders, binaries, account }: Setup,
  port: number,
  onWait?: () => void,
): Promise<void> {
  const settings = Object.entries(serverSettings(port)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  await rotateLog(folders.log)
  const log = await open(folders.log, 'a', 0o600)
  const begun = (await log.stat()).size
  if (account) await chown(folders.log, account.uid, account.gid)
  try {
    if (process.platform === 'win32') return await startByPgCtl(folders, binaries, settings)
    // A session of its own: Ctrl-C in the terminal is for the app, which then stops the server in order.
    const child = spawn(binaries.postgres, ['-D', folders.data, ...settings], {
      ...runAs(account),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    onWait?.()
    const ended = new Promise<string>((resolve) => {
      child.on('error', (error) => resolve(error.message))
      child.on('exit', () =>
        readFile(folders.log).then(
          (bytes) => resolve(bytes.subarray(begun).toString()),
          (error) => resolve(String(error)),
        ),
      )
    })
    child.unref()
    const output = await Promise.race([ended, waitUntilReady(folders.data, child.pid ?? 0)])
    if (output !== null) throw serverProblem(output, folders.data)
  } finally {
    await log.close()
  }
}

/** Resolves to `null` when ready. */
async function waitUntilReady(dataFolder: string, pid: number): Promise<string | null> {
  const until = Date.now() + startMilliseconds
  while (Date.now() < until) {
    const postmaster = await readPostmaster(dataFolder)
    if (postmaster?.pid === pid && postmaster.status === 'ready') return null
    await pause(pollMilliseconds)
  }
  return 'It was not ready after two minutes.'
}

/** On Windows only pg_ctl can give up an administrator's rights, which Postgres refuses to run with. */
async function startByPgCtl(
  folders: Folders,
  binaries: Binaries,
  settings: readonly string[],
): Promise<void> {
  const args = ['start', '-w', '-D', folders.data, '-l', folders.log, '-o', settings.join(' ')]
  const { code, output } = await runProgram(binaries.pgCtl, args, null)
  if (code !== 0) throw serverProblem(`${output}\n${await readFile(folders.log, 'utf8')}`, folders.data)
}

/** Stops it in order: everything committed is on disk, no recovery at the next start. True when it is down. */
export async function stopServer({ folders, binaries, account }: Setup): Promise<boolean> {
  for (const mode of ['fast', 'immediate']) {
    const args = ['stop', '-D', folders.data, '-m', mode, '-w', '-t', '30']
    await runProgram(binaries.pgCtl, args, account)
    if ((await findServer(folders.data)) === null) return true
  }
  return false
}

/** A port that is free on 127.0.0.1 at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

async function rotateLog(path: string): Promise<void> {
  const { size } = await stat(path).catch(() => ({ size: 0 }))
  if (size > logBytes) await rename(path, `${path}.old`)
}
