import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type RunningProcess = {
  /** Path of the program; '' when this user may not see it: then it isn't ours. */
  readonly executable: string
  /** Working folder where the system tells it. */
  readonly folder: string | null
  /** Epoch milliseconds, to the second. */
  readonly startedAt: number
  /** Tells this process from a later one with the same id. */
  readonly stamp: string
}

/** What runs under this id; `null` when nothing does (a zombie counts as nothing). */
export async function processOf(pid: number): Promise<RunningProcess | null> {
  if (!isThere(pid)) return null
  try {
    if (process.platform === 'linux') return await onLinux(pid)
    return process.platform === 'win32' ? await onWindows(pid) : await onUnix(pid)
  } catch {
    return null
  }
}

/** Cheap enough to ask often; a zombie, which answers signals, is told apart where the system shows it. */
export async function isRunning(pid: number): Promise<boolean> {
  if (!isThere(pid)) return false
  if (process.platform !== 'linux') return true
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return text !== '' && !/\) [ZX] /.test(text)
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const ticksPerSecond = 100

async function onLinux(pid: number): Promise<RunningProcess | null> {
  const [text, system, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile('/proc/stat', 'utf8'),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
  ])
  // The name in parentheses may contain anything; what follows it are plain fields.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  const ticks = Number(fields[19])
  const bootedAt = Number(/^btime (\d+)$/m.exec(system)?.[1])
  const [executable, folder] = await Promise.all([
    readlink(`/proc/${pid}/exe`).catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => null),
  ])
  return {
    executable: executable.replace(/ \(deleted\)$/, ''),
    folder,
    startedAt: (bootedAt + Math.floor(ticks / ticksPerSecond)) * 1000,
    stamp: `${boot.trim()} ${ticks}`,
  }
}

async function onUnix(pid: number): Promise<RunningProcess | null> {
  const { stdout } = await run('ps', ['-o', 'stat=,lstart=,comm=', '-p', String(pid)], {
    env: { ...process.env, LC_ALL: 'C' },
  })
  const found = /^(\S+)\s+(\w+ +\w+ +\d+ [\d:]+ \d+)\s+(.+)$/.exec(stdout.trim())
  if (!found?.[2] || !found[3] || found[1]?.startsWith('Z')) return null
  return { executable: found[3], folder: null, startedAt: Date.parse(found[2]), stamp: found[2] }
}

async function onWindows(pid: number): Promise<RunningProcess | null> {
  const script = `$p = Get-Process -Id ${pid}; $p.StartTime.ToUniversalTime().ToString('o'); $p.Path`
  const { stdout } = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script])
  const [started = '', executable = ''] = stdout.split(/\r?\n/)
  if (started === '') return null
  return { executable, folder: null, startedAt: Date.parse(started), stamp: started }
}
