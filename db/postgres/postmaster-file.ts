import { readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { processOf, type RunningProcess } from './processes.ts'

/** What `postmaster.pid` in a data folder says. */
export type Postmaster = {
  readonly pid: number
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly port: number
  readonly status: 'ready' | 'starting' | 'stopping'
}

/** `null` when there is no such file or it is not whole yet. */
export async function readPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  const status = lines[7] ?? ''
  return {
    pid,
    startedAt: Number(lines[2]) * 1000,
    port: Number(lines[3]),
    status: status === 'ready' ? 'ready' : status === 'stopping' ? 'stopping' : 'starting',
  }
}

/**
 * The server of this data folder that runs, or `null`; a file that a dead server left, whose id may be another
 * program's by now, is removed. Never by name alone: the program, and its folder or start time, must fit.
 */
export async function findServer(dataFolder: string): Promise<(Postmaster & RunningProcess) | null> {
  const said = await readPostmaster(dataFolder)
  if (said === null) return null
  const running = await processOf(said.pid)
  if (running !== null && (await isServerOf(running, said, dataFolder))) return { ...running, ...said }
  await rm(join(dataFolder, 'postmaster.pid'), { force: true })
  return null
}

/** The clock may have been set since the start by a little; a stranger that started then is unlikely. */
const clockTolerance = 60_000

async function isServerOf(running: RunningProcess, said: Postmaster, dataFolder: string): Promise<boolean> {
  if (!/^postgres(\.exe)?$/.test(basename(running.executable.replaceAll('\\', '/')))) return false
  if (running.folder !== null) return isSameFolder(running.folder, dataFolder)
  return Math.abs(running.startedAt - said.startedAt) <= clockTolerance
}

async function isSameFolder(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map((path) => stat(path).catch(() => null)))
  return one != null && other != null && one.dev === other.dev && one.ino === other.ino
}
