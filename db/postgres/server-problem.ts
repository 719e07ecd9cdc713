import { DatabaseProblem } from '../database-problem.ts'

/** What the server or initdb wrote before it gave up, as a problem with words. */
export function serverProblem(output: string, folder: string): DatabaseProblem {
  const last = output.trim().split('\n').slice(-6).join('\n')
  if (/No space left on device|disk full/i.test(output)) return diskFull(folder)
  if (/database files are incompatible|initialized by PostgreSQL version/i.test(output)) {
    return new DatabaseProblem(
      'wrong-version',
      `The database in ${folder} was made by another version of Postgres. Use the Cueline that made it; nothing was changed.`,
      last,
    )
  }
  if (/could not (bind|create any TCP)|Address already in use/i.test(output)) {
    return new DatabaseProblem('port', 'No free port on this machine for the database. Restart it.', last)
  }
  if (/Permission denied|Operation not permitted|EACCES/i.test(output)) return blocked(folder)
  return new DatabaseProblem(
    'does-not-start',
    `The database in ${folder} does not start. Try again; if it stays so, restart this computer. What it said is in the log files.`,
    last,
  )
}

export function diskFull(folder: string): DatabaseProblem {
  return new DatabaseProblem(
    'disk-full',
    `The disk with ${folder} is full. Free some space and start Cueline again; nothing stored is lost.`,
  )
}

export function blocked(folder: string, account?: string): DatabaseProblem {
  const who = account === undefined ? 'Cueline' : `the account that runs the database (${account})`
  const how = account === undefined ? 'Change its owner or permissions' : `Run "chmod o+x ${folder}"`
  return new DatabaseProblem(
    'blocked-folder',
    `The folder ${folder} is closed to ${who}. ${how}, or set CUELINE_HOME to another folder.`,
  )
}

/** Errors of the file system on the way, worded; others as they are. */
export function fileProblem(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const path = 'path' in error && typeof error.path === 'string' ? error.path : folder
  if (error.code === 'ENOSPC') return diskFull(folder)
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') return blocked(path)
  if (error.code === 'ENOTDIR' || error.code === 'EEXIST') {
    return new DatabaseProblem(
      'blocked-folder',
      `${path} is in the way: a folder is needed there. Move it.`,
      error,
    )
  }
  return error
}
