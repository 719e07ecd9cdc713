import { afterEach, expect, test } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { createEmptyDatabase, dropDatabase, quiet } from '../test-database.ts'
import { makeNight } from '../testing/night.ts'
import { oneUser, productionTables, requestRows } from '../testing/production.ts'
import { checkCommand } from './check.ts'
import type { Command } from './command.ts'
import { kitCommand } from './kit.ts'
import { migrateCommand, withClient } from './migrate.ts'

let url: string
afterEach(() => dropDatabase(url))

async function run(command: Command, args: readonly string[] = [], answer = false) {
  const lines: string[] = []
  const code = await command({
    url,
    args,
    exportBefore: async () => ({ folder: 'the folder of the copy' }),
    print: (line) => lines.push(line),
    confirm: async () => answer,
  })
  return { code, text: lines.join('\n') }
}

test('migrate reports, asks, and does what was answered', async () => {
  url = await createEmptyDatabase()
  expect(await run(checkCommand)).toMatchObject({ code: 1 })
  const dry = await run(migrateCommand, ['--dry-run'], true)
  expect(dry.code).toBe(0)
  expect(dry.text).toContain('0000_production_schema')
  expect(await run(migrateCommand)).toMatchObject({ code: 1 })
  expect((await run(checkCommand)).text).toContain('empty')
  expect(await run(migrateCommand, ['--yse'])).toMatchObject({ code: 2 })
  expect(await run(migrateCommand, [], true)).toMatchObject({ code: 0 })
  expect(await run(checkCommand)).toMatchObject({ code: 0 })
  expect(await run(migrateCommand, ['--yes'])).toMatchObject({ code: 0 })
})

test('migrate tells about a production database, does nothing unasked, and says what it did', async () => {
  url = await createEmptyDatabase()
  await withClient(url, (client) => client.unsafe(productionTables + oneUser + requestRows))
  await withClient(url, (client) => client.unsafe(`update events set status = 'odd' where pin = '4827'`))
  const dry = await run(migrateCommand, ['--dry-run'])
  expect(dry.code).toBe(0)
  const report = [
    'tables of the earlier app',
    'requests: 6',
    '6 requests of no known night: each goes to the newest event of mia',
    '1 event with an unknown status; "offline" from now on: Spring.',
    'Run 0001_add_columns',
    'nothing was changed',
  ]
  for (const words of report) expect(dry.text).toContain(words)
  expect(await run(migrateCommand)).toMatchObject({ code: 1 })
  expect((await run(migrateCommand, ['--dry-run'])).text).toBe(dry.text)
  const done = await run(migrateCommand, ['--yes'])
  expect(done).toMatchObject({ code: 0 })
  expect(done.text).toContain('Done: ')
  expect(done.text).toContain('the folder of the copy')
})

test('migrate refuses another database in words', async () => {
  url = await createEmptyDatabase()
  await withClient(url, (client) => client.unsafe('create table users (id int)'))
  const refused = await run(migrateCommand, ['--yes'])
  expect(refused.code).toBe(1)
  expect(refused.text).toContain('there is no table requests')
})

test('migrate says what is wrong with the address or the server', async () => {
  url = await createEmptyDatabase()
  const address = url
  url = Object.assign(new URL(address), { password: 'guess' }).href
  await expect(run(migrateCommand)).rejects.toMatchObject({ problem: 'wrong-password' })
  url = address
  await withClient(url, (client) =>
    client.unsafe(`alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`),
  )
  const readOnly = await run(migrateCommand, ['--yes'])
  expect(readOnly.code).toBe(1)
  expect(readOnly.text).toContain('is read-only')
})

test('push keeps away from accounts', async () => {
  url = await createEmptyDatabase()
  const database = await openDatabase({ url, log: quiet })
  await makeNight(database, 'mia')
  await database.close()
  expect(await run(kitCommand('push'))).toMatchObject({ code: 1 })
})
