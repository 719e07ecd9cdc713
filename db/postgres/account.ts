import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { promisify } from 'node:util'
import { DatabaseProblem } from '../database-problem.ts'

const run = promisify(execFile)

/** The operating system's user that the server runs as. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

const ownName = 'cueline-postgres'

/** `null` = as ourselves. Postgres refuses to run as root: then an account of its own, made when missing. */
export async function accountToRunAs(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  const known = await look(ownName)
  if (known) return known
  await make()
  const account = (await look(ownName)) ?? (await look('postgres'))
  if (account) return account
  throw new DatabaseProblem(
    'no-account',
    `Cueline runs as root, which Postgres refuses, and the account ${ownName} could not be made. Run "useradd --system ${ownName}", or start Cueline as an ordinary user.`,
  )
}

async function look(name: string): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return null
  }
}

async function make(): Promise<void> {
  const home = ['--home-dir', '/nonexistent', '--no-create-home', '--shell', '/bin/false']
  try {
    await run('useradd', ['--system', '--user-group', ...home, ownName])
  } catch {
    // Busybox has another tool; when another process made it meanwhile both fail and `look` finds it.
    await run('adduser', ['-S', '-D', '-H', ownName]).catch(() => {})
  }
}

/** The first folder on the way to `path` that `account` may not pass through; `null` when the way is free. */
export async function blockingFolder(path: string, account: Account): Promise<string | null> {
  const way: string[] = []
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    way.unshift(folder)
    if (folder === dirname(folder)) break
  }
  for (const folder of way) {
    const { mode, uid, gid } = await stat(folder)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return folder
  }
  return null
}
