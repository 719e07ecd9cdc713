import { spawn } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { quiet } from '../test-database.ts'
import { ask, problemOf, testHome, until } from '../testing/home.ts'
import { accountToRunAs } from './account.ts'
import { findServer } from './postmaster-file.ts'
import { isRunning } from './processes.ts'
import { startEmbedded } from './start-embedded.ts'

const own = testHome()

describe('the first start', () => {
  test('makes a durable server that only this machine and who knows the password can use', async () => {
    const { url } = await own.start()
    const [settings] = await ask(
      url,
      `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
        current_setting('synchronous_commit') as commit, current_setting('data_checksums') as checksums,
        current_setting('listen_addresses') as addresses, current_setting('wal_segment_size') as segment,
        (select datlocprovider::text || datlocale from pg_database where datname = current_database()) as locale`,
    )
    expect(settings).toEqual({
      fsync: 'on',
      pages: 'on',
      commit: 'on',
      checksums: 'on',
      addresses: '127.0.0.1',
      segment: '1MB',
      locale: 'bC.UTF-8',
    })
    const password = join(own.home(), 'postgres', 'password')
    expect((await stat(password)).mode & 0o777).toBe(0o600)
    expect(Buffer.from(await readFile(password, 'utf8'), 'base64url')).toHaveLength(32)
    const stranger = new URL(url)
    stranger.password = 'guess'
    await expect(ask(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  test('that was cut off half-way is made whole by the next', async () => {
    await own.moveToFresh()
    await mkdir(join(own.home(), 'postgres', 'data.unfinished-1'), { recursive: true })
    await writeFile(join(own.home(), 'postgres', 'data.unfinished-1', 'PG_VERSION'), '18')
    expect(await ask((await own.start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(
      (await readdir(join(own.home(), 'postgres'))).filter((name) => name.includes('unfinished')),
    ).toEqual([])
  })

  test('works where the path has a space and an umlaut', async () => {
    await own.moveToFresh('Jörg’s gigs')
    expect(await ask((await own.start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('the next start', () => {
  test('finds what was stored, and stop leaves nothing running', async () => {
    const first = await own.start()
    await ask(first.url, 'create table kept as select 42 as answer')
    const running = await findServer(own.data())
    await first.stop()
    expect(await isRunning(running?.pid ?? 0)).toBe(false)
    const second = await own.start()
    expect(await ask(second.url, 'select * from kept')).toEqual([{ answer: 42 }])
  })

  test('a lost password file does not lock the DJ out', async () => {
    const first = await own.start()
    await ask(first.url, 'create table also_kept as select 42 as answer')
    await first.stop()
    await rm(join(own.home(), 'postgres', 'password'))
    const second = await own.start()
    expect(await ask(second.url, 'select * from also_kept')).toEqual([{ answer: 42 }])
  })

  test('whose id in postmaster.pid now belongs to another program leaves that program alone', async () => {
    await (await own.start()).stop()
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    own.undo(() => stranger.kill('SIGKILL'))
    const lines = [
      stranger.pid,
      own.data(),
      Math.floor(Date.now() / 1000),
      5432,
      '',
      '127.0.0.1',
      '',
      'ready   ',
      '',
    ]
    await writeFile(join(own.data(), 'postmaster.pid'), lines.join('\n'))
    expect(await ask((await own.start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await isRunning(stranger.pid ?? 0)).toBe(true)
  })

  test('of a data folder of another Postgres is refused in words and changes nothing', async () => {
    await (await own.start()).stop()
    await writeFile(join(own.data(), 'PG_VERSION'), '15\n')
    const problem = await problemOf(startEmbedded({ home: own.home(), log: quiet }))
    expect(problem.problem).toBe('wrong-version')
    expect(problem.message).toContain('Postgres 15')
    expect(await readFile(join(own.data(), 'PG_VERSION'), 'utf8')).toBe('15\n')
    await writeFile(join(own.data(), 'PG_VERSION'), '18\n')
  })

  test('of a damaged data folder says what the server said', async () => {
    await (await own.start()).stop()
    await rename(join(own.data(), 'global'), join(own.data(), 'global-away'))
    const problem = await problemOf(startEmbedded({ home: own.home(), log: quiet, patience: 500 }))
    expect(problem.problem).toBe('does-not-start')
    expect(problem.message).toContain(own.data())
    await rename(join(own.data(), 'global-away'), join(own.data(), 'global'))
  })
})

describe('a folder in the way', () => {
  test('that the server may not pass is named, with what to do', async () => {
    if ((await accountToRunAs()) === null) return
    await own.moveToFresh()
    await chmod(own.home(), 0o700)
    const inner = join(own.home(), 'inner')
    await mkdir(inner)
    const problem = await problemOf(startEmbedded({ home: inner, log: quiet }))
    expect(problem.problem).toBe('blocked-folder')
    expect(problem.message).toContain(`chmod o+x ${own.home()}`)
  })

  test('that is a file is named', async () => {
    await own.moveToFresh()
    await writeFile(join(own.home(), 'postgres'), '')
    const problem = await problemOf(startEmbedded({ home: own.home(), log: quiet }))
    expect(problem.problem).toBe('blocked-folder')
    expect(problem.message).toContain(join(own.home(), 'postgres'))
    await rm(join(own.home(), 'postgres'))
  })
})

test('a database that takes encrypted connections only says so', async () => {
  const { url } = await own.start()
  const rules = join(own.data(), 'pg_hba.conf')
  const before = await readFile(rules)
  own.undo(() => writeFile(rules, before))
  await writeFile(rules, 'hostssl all all 127.0.0.1/32 scram-sha-256\n')
  await ask(url, 'select pg_reload_conf()')
  await until(async () => (await ask(url, 'select 1').catch(() => null)) === null)
  expect((await problemOf(openDatabase({ url, log: quiet }))).problem).toBe('tls-required')
})
