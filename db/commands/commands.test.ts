import { afterEach, expect, test } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { createEmptyDatabase, dropDatabase, quiet } from '../test-database.ts'
import { makeNight } from '../testing/night.ts'
import { checkCommand } from './check.ts'
import type { Command } from './command.ts'
import { kitCommand } from './kit.ts'
import { migrateCommand } from './migrate.ts'

let url: string
afterEach(() => dropDatabase(url))

async function run(command: Command, args: readonly string[] = [], answer = false) {
  const lines: string[] = []
  const code = await command({ url, args, print: (line) => lines.push(line), confirm: async () => answer })
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

test('push keeps away from accounts', async () => {
  url = await createEmptyDatabase()
  const database = await openDatabase({ url, log: quiet })
  await makeNight(database, 'mia')
  await database.close()
  expect(await run(kitCommand('push'))).toMatchObject({ code: 1 })
})
