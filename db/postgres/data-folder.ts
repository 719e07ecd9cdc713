import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseProblem } from '../database-problem.ts'
import { type Account, blockingFolder } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Folders } from './folders.ts'
import { runProgram } from './run-program.ts'
import { blocked, serverProblem } from './server-problem.ts'

export const ownerName = 'cueline'
export const databaseName = 'cueline'

/** Makes the data folder when there is none, all or nothing, and answers the owner's password. */
export async function prepareDataFolder(
  folders: Folders,
  binaries: Binaries,
  account: Account | null,
): Promise<string> {
  await makeReachable(folders, account)
  const version = await readFile(join(folders.data, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version !== null) {
    refuseForeign(version.trim(), folders, binaries)
    await removeUnfinished(folders)
    return (await readPassword(folders)) ?? resetPassword(folders, binaries, account)
  }
  if (await stat(folders.data).catch(() => null)) {
    throw new DatabaseProblem(
      'does-not-start',
      `The folder ${folders.data} is there but holds no database. Move it away (a backup may be in it) and start Cueline again.`,
    )
  }
  const password = await writePassword(folders)
  await initialise(folders, binaries, account)
  return password
}

/** The server's account must be able to walk to its folder; our own folders are opened, others are named. */
async function makeReachable(folders: Folders, account: Account | null): Promise<void> {
  await mkdir(folders.root, { recursive: true })
  if (account === null) return
  await chmod(folders.home, 0o711)
  await chmod(folders.root, 0o711)
  const closed = await blockingFolder(folders.root, account)
  if (closed !== null) throw blocked(closed, account.name)
}

function refuseForeign(version: string, folders: Folders, binaries: Binaries): void {
  if (version === binaries.majorVersion) return
  throw new DatabaseProblem(
    'wrong-version',
    `The database in ${folders.data} is of Postgres ${version}, this Cueline brings ${binaries.majorVersion}. Use the Cueline that made it; nothing was changed.`,
  )
}

const unfinishedName = 'data.unfinished-'

/** What is still written to can't be removed now and is the next start's to remove. */
async function removeUnfinished(folders: Folders): Promise<void> {
  const names = (await readdir(folders.root)).filter((name) => name.startsWith(unfinishedName))
  const removals = names.map((name) => rm(join(folders.root, name), { recursive: true, force: true }))
  await Promise.allSettled(removals)
}

/** Where initdb works becomes `data` by one rename when it is whole. */
async function initialise(folders: Folders, binaries: Binaries, account: Account | null): Promise<void> {
  await removeUnfinished(folders)
  // A name of its own: the initdb of an app that was killed may still be writing into an earlier one.
  const unfinished = join(folders.root, `${unfinishedName}${randomBytes(4).toString('hex')}`)
  await mkdir(unfinished, { mode: 0o700 })
  // Only the account itself may read the password, for as long as initdb runs.
  const passwordFile = join(folders.root, 'password.initdb')
  await writeFile(passwordFile, (await readPassword(folders)) ?? '', { mode: 0o600 })
  if (account) {
    await chown(unfinished, account.uid, account.gid)
    await chown(passwordFile, account.uid, account.gid)
  }
  try {
    const made = await runProgram(binaries.initdb, initdbFlags(unfinished, passwordFile), account)
    if (made.code !== 0) throw serverProblem(made.output, folders.data)
    await single(`CREATE DATABASE ${databaseName}`, unfinished, binaries, account)
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rename(unfinished, folders.data)
}

export function initdbFlags(dataFolder: string, passwordFile: string): readonly string[] {
  return [
    `--pgdata=${dataFolder}`,
    `--username=${ownerName}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--wal-segsize=1',
    '--no-instructions',
  ]
}

async function readPassword(folders: Folders): Promise<string | null> {
  const text = await readFile(folders.password, 'utf8').catch(() => null)
  return text === null || text.trim() === '' ? null : text.trim()
}

async function writePassword(folders: Folders): Promise<string> {
  const password = randomBytes(32).toString('base64url')
  const fresh = `${folders.password}.new`
  await writeFile(fresh, password, { mode: 0o600 })
  await rename(fresh, folders.password)
  return password
}

/** The file was lost: the server is asked to take a new password while it is down. */
async function resetPassword(folders: Folders, binaries: Binaries, account: Account | null): Promise<string> {
  const password = await writePassword(folders)
  try {
    await single(`ALTER ROLE ${ownerName} PASSWORD '${password}'`, folders.data, binaries, account)
  } catch (error) {
    await rm(folders.password, { force: true })
    throw error
  }
  return password
}

/** One statement without a server, before anybody can connect. */
async function single(
  statement: string,
  dataFolder: string,
  binaries: Binaries,
  account: Account | null,
): Promise<void> {
  const args = ['--single', '-j', '-D', dataFolder, 'postgres']
  const { code, output } = await runProgram(binaries.postgres, args, account, `${statement};\n\n`)
  if (code !== 0 || /ERROR:|FATAL:/.test(output)) throw serverProblem(output, dataFolder)
}
