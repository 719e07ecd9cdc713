import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { destination, multistream, pino, stdTimeFunctions } from 'pino'
import type { Log } from '../services/ports.ts'
import { redact, redactText } from './redact.ts'

/** Bytes from which on a new file is begun, and how many older ones are kept. */
export const logLimits = { bytes: 5 * 1024 * 1024, kept: 3 } as const

export type LogOptions = {
  readonly home: string
  /** The file below `<home>/logs`, without ending; each program that may run at the same time has its own. */
  readonly name?: string
  /** Write to stderr as well. */
  readonly stderr?: boolean
}

/** Lines of JSON in `<home>/logs/<name>.log`, without secrets. Where no file can be written, stderr has to do. */
export function createLog({ home, name = 'cueline', stderr = false }: LogOptions): Log {
  const file = openFile(join(home, 'logs'), name)
  const streams = file ? [file] : []
  // At once, so that the last words before a crash are there.
  if (stderr || !file) streams.push(destination({ dest: 2, sync: true }))
  const logger = pino(
    { base: { pid: process.pid }, timestamp: stdTimeFunctions.isoTime },
    multistream(streams.map((stream) => ({ stream, level: 'info' }))),
  )
  if (!file) logger.warn({ folder: join(home, 'logs') }, 'No log file can be written')

  function write(level: 'info' | 'warn' | 'error', message: string, facts?: object): void {
    logger[level](facts ? redact({ facts }) : {}, redactText(message))
  }

  return {
    info: (message, facts) => write('info', message, facts),
    warn: (message, facts) => write('warn', message, facts),
    error: (message, facts) => write('error', message, facts),
  }
}

function openFile(folder: string, name: string): ReturnType<typeof destination> | null {
  const path = join(folder, `${name}.log`)
  try {
    mkdirSync(folder, { recursive: true })
    rotate(path)
    const file = destination({ dest: path, sync: true })
    // A full disk must not end the night: the lines are lost, the rest goes on.
    file.on('error', () => {})
    return file
  } catch {
    return null
  }
}

/** `cueline.log` becomes `cueline.1.log`, that one `cueline.2.log`, and the oldest goes. */
function rotate(path: string): void {
  if (!existsSync(path) || statSync(path).size <= logLimits.bytes) return
  for (let number = logLimits.kept - 1; number >= 0; number--) {
    const from = numbered(path, number)
    if (existsSync(from)) renameSync(from, numbered(path, number + 1))
  }
}

function numbered(path: string, number: number): string {
  return number === 0 ? path : path.replace(/\.log$/, `.${number}.log`)
}
