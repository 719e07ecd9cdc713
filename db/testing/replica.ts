import { execFile, spawn } from 'node:child_process'
import { appendFile, chmod, chown, mkdir, open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { connect } from '../link.ts'
import { withPgLink } from '../pg-link.ts'
import { accountToRunAs } from '../postgres/account.ts'
import { prepareBinaries } from '../postgres/binaries.ts'
import { foldersOf } from '../postgres/folders.ts'
import { readPostmaster } from '../postgres/postmaster-file.ts'
import { runAs, runProgram } from '../postgres/run-program.ts'
import { freePort, serverSettings } from '../postgres/server.ts'
import { until } from './home.ts'

const run = promisify(execFile)

export type Replica = {
  readonly url: string
  stop(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

/** A second Postgres that streams from the embedded one of `home`, made of a base backup of it. */
export async function startReplica(home: string, primaryUrl: string): Promise<Replica> {
  const account = await accountToRunAs()
  const binaries = await prepareBinaries(home, account)
  const outer = join(foldersOf(home).root, 'replica')
  const [backup, data] = [join(outer, 'backup'), join(outer, 'data')]
  const give = async (path: string) => account && chown(path, account.uid, account.gid)
  for (const folder of [outer, backup, data]) await mkdir(folder, { mode: 0o700 }).then(() => give(folder))
  // The server itself writes it: over the link it would come as a stream of archives within each other.
  await withPgLink(primaryUrl, { silence: 30_000, replication: true }, (link) =>
    link.query(`BASE_BACKUP (WAL true, CHECKPOINT 'fast', TARGET 'server', TARGET_DETAIL '${backup}')`),
  )
  await run('tar', ['-xf', join(backup, 'base.tar'), '-C', data])
  await writeFile(join(data, 'standby.signal'), '')
  const { hostname, port: primaryPort, username, password } = new URL(primaryUrl)
  const way = `host=${hostname} port=${primaryPort} user=${username} password=${password}`
  await appendFile(join(data, 'postgresql.auto.conf'), `\nprimary_conninfo = '${way}'\n`)
  if (account) await run('chown', ['-R', `${account.uid}:${account.gid}`, data])
  await chmod(data, 0o700)

  const port = await freePort()
  const copy = new URL(primaryUrl)
  copy.port = String(port)

  async function start(): Promise<void> {
    const settings = Object.entries(serverSettings(port)).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ])
    const log = await open(join(outer, 'log'), 'a', 0o600)
    const stdio: ['ignore', number, number] = ['ignore', log.fd, log.fd]
    const child = spawn(binaries.postgres, ['-D', data, ...settings], { ...runAs(account), stdio })
    await log.close()
    await until(async () => {
      if (child.exitCode !== null) throw new Error('the replica did not start')
      return (await readPostmaster(data))?.pid === child.pid && (await answers(copy.href))
    })
  }

  async function stop(): Promise<void> {
    await runProgram(binaries.pgCtl, ['stop', '-D', data, '-m', 'immediate', '-w'], account)
  }

  await start()
  return {
    url: copy.href,
    start,
    stop,
    async remove() {
      await stop()
      await rm(outer, { recursive: true, force: true })
    },
  }
}

async function answers(url: string): Promise<boolean> {
  const client = connect(url)
  try {
    await client.unsafe('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end({ timeout: 0 })
  }
}
