import { relative } from 'node:path'
import { DatabaseProblem } from '../db/database-problem.ts'
import { outFolder } from './places.ts'

const unforeseen =
  'Something unforeseen stood in the way. Try again; if it stays so, restart this computer. What happened is in the log files.'

const byCode: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space, then try again; nothing stored is lost.',
  EMFILE: 'Too many files are open on this computer. Close other programs, then try again.',
  ENFILE: 'Too many files are open on this computer. Close other programs, then try again.',
}

/** What stood in the way of the start, or of `usual`'s doing, and what to do: never how a program puts it. */
export function wordsForProblem(error: unknown, usual: string = unforeseen): string {
  if (!(error instanceof Error)) return usual
  if (error instanceof DatabaseProblem) return error.message === error.problem ? usual : error.message
  const code = 'code' in error ? String(error.code) : ''
  const path = 'path' in error && typeof error.path === 'string' ? error.path : null
  if (/MODULE_NOT_FOUND$|^ERR_DLOPEN_FAILED$/.test(code)) return missingPart(error.message, null)
  if (code === 'ENOENT') return missing(error.message, path) ?? usual
  if (path !== null && ['EACCES', 'EPERM', 'EROFS'].includes(code))
    return `${path} is closed to Cueline. Change its owner or permissions, then try again.`
  return byCode[code] ?? usual
}

function missing(message: string, path: string | null): string | null {
  const part = path === null ? '..' : relative(outFolder, path)
  if (message.includes('app.asar') || !part.startsWith('..')) return missingPart(message, part)
  return path && `${path} is not there. If it lies on another disk, plug that in, then try again.`
}

function missingPart(message: string, part: string | null): string {
  return message.includes('app.asar')
    ? 'A part of Cueline is missing on this computer. Install Cueline again; your nights and settings stay.'
    : `A part of Cueline is not built${part === null ? '' : ` (${part})`}. Close it and run “npm start”, which builds what is missing.`
}
