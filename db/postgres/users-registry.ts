import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DatabaseProblem } from '../database-problem.ts'
import { processOf } from './processes.ts'

const lockMilliseconds = 60_000
const retryMilliseconds = 25
const emptyLockMilliseconds = 5_000

/** Which processes use the server of a home: the last one to leave stops it. */
export function createUsersRegistry(folders: { readonly users: string; readonly lock: string }, pid: number) {
  const own = join(folders.users, String(pid))

  return {
    async enter(): Promise<void> {
      await mkdir(folders.users, { recursive: true })
      await writeFile(own, await stampOf(pid))
    },

    async leave(): Promise<void> {
      await rm(own, { force: true })
    },

    /** Other processes that live; files of dead ones are removed. */
    async others(): Promise<readonly number[]> {
      const names = await readdir(folders.users).catch(() => [])
      const living: number[] = []
      for (const name of names) {
        const path = join(folders.users, name)
        if (path === own) continue
        if (await lives(Number(name), await readFile(path, 'utf8').catch(() => ''))) living.push(Number(name))
        else await rm(path, { force: true })
      }
      return living
    },

    /** Runs `work` while no other process starts or stops the server. */
    async exclusively<T>(work: () => Promise<T>): Promise<T> {
      await takeLock(folders.lock, pid)
      try {
        return await work()
      } finally {
        await rm(folders.lock, { force: true })
      }
    },
  }
}

async function stampOf(pid: number): Promise<string> {
  return (await processOf(pid))?.stamp ?? ''
}

async function lives(pid: number, stamp: string): Promise<boolean> {
  return Number.isInteger(pid) && stamp !== '' && (await stampOf(pid)) === stamp
}

/** A file that only one can create. One left by a process that was killed is moved away and checked again. */
async function takeLock(path: string, pid: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const content = `${process.pid}\n${await stampOf(process.pid)}`
  const until = Date.now() + lockMilliseconds
  for (;;) {
    try {
      await writeFile(path, content, { flag: 'wx' })
      return
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const held = await readFile(path, 'utf8').catch(() => null)
    if (held !== null && (await isStale(path, held))) await breakLock(path, held, pid)
    else await pause(retryMilliseconds)
    if (Date.now() > until) {
      throw new DatabaseProblem(
        'does-not-start',
        'Another Cueline has been starting or stopping the database for a minute. Close it and try again.',
      )
    }
  }
}

/** A file that is empty is being written at this moment, unless its writer was killed right then. */
async function isStale(path: string, content: string): Promise<boolean> {
  if (content === '') {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
    return Date.now() - mtimeMs > emptyLockMilliseconds
  }
  const [pid = '', stamp = ''] = content.split('\n')
  return !(await lives(Number(pid), stamp))
}

async function breakLock(path: string, seen: string, pid: number): Promise<void> {
  const aside = `${path}.${pid}.${Date.now()}`
  try {
    await rename(path, aside)
  } catch {
    return
  }
  // Somebody may have broken it first and taken it: then it is given back.
  if ((await readFile(aside, 'utf8')) !== seen) await rename(aside, path)
  else await rm(aside, { force: true })
}
