import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import type { Change } from '../listen.ts'
import { openDatabase } from '../open-database.ts'
import { requestsIn } from '../requests.ts'
import { createEmptyDatabase, createTestDatabase, dropDatabase, quiet } from '../test-database.ts'
import { ask, problemOf } from '../testing/home.ts'
import { ask as askFor, makeNight } from '../testing/night.ts'
import { usersIn } from '../users.ts'
import { usersCommand } from './users.ts'

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0).reverse()) await undo()
})

async function run(url: string, ...args: string[]) {
  const lines: string[] = []
  const code = await usersCommand({
    url,
    args,
    exportBefore: async () => ({ folder: '' }),
    print: (line) => lines.push(line),
    confirm: async () => false,
  })
  return { code, lines, text: lines.join('\n') }
}

async function made() {
  const { url, database, close } = await createTestDatabase()
  undoes.push(close)
  return { url, database }
}

test('accounts are listed with what an owner wants to know, and no secret', async () => {
  const empty = await createEmptyDatabase()
  undoes.push(() => dropDatabase(empty))
  await expect(run(empty)).rejects.toThrow('db:migrate')

  const { url, database } = await made()
  expect((await run(url)).text).toContain('No accounts yet')
  const night = await makeNight(database, 'mia')
  await makeNight(database, 'maximiliana')
  const { guest, context } = await night.join('Ada')
  await database.withTenant(context, (tx) => requestsIn(tx).insert(askFor(night, guest, 'Waterloo'), 0))
  await database.withTenant({ role: 'system' }, (tx) =>
    usersIn(tx).setActiveSession(night.user.id, { sid: 'secret session', computer: 'booth' }),
  )
  await ask(
    url,
    `update users set active_session_name = 'booth-laptop' where username = 'mia';
      update users set disabled_at = '2026-05-01', email_verified = true where username = 'maximiliana'`,
  )
  const { code, lines, text } = await run(url)
  expect(code).toBe(0)
  expect(lines).toHaveLength(3)
  expect(lines[1]).toMatch(
    /^mia {10}user {2}mia@example\.test \(not verified\) +yes +booth-laptop, \d{4}-\d\d-\d\d \d\d:\d\d UTC +1 +1 +\d{4}-/,
  )
  expect(lines[2]).toMatch(/maximiliana@example\.test \(verified\) +no, since 2026-05-01 +– +1 +0 /)
  expect(text).not.toMatch(/hash|secret/)
})

test('a login made for consoles is all that a console needs, and no more', async () => {
  const { url } = await made()
  const name = `console_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const { code, text } = await run(url, '--create-login', name)
  expect(code).toBe(0)
  undoes.push(() => ask(url, `drop role ${name}`))
  const own = /^DATABASE_URL=(\S+)$/m.exec(text)?.[1] ?? ''
  expect(new URL(own).username).toBe(name)

  const one = await openDatabase({ url: own, log: quiet })
  const other = await openDatabase({ url: own, log: quiet })
  undoes.push(
    () => other.close(),
    () => one.close(),
  )
  const heard: Change[] = []
  await other.listen((change) => heard.push(change))
  const night = await makeNight(one, 'mia')
  const { guest, context } = await night.join('Ada')
  const asked = await one.withTenant(context, (tx) =>
    requestsIn(tx).insert(askFor(night, guest, 'Waterloo'), 5),
  )
  expect(asked).toMatchObject({ created: true })
  await one.withTenant({ role: 'system' }, (tx) =>
    usersIn(tx).setActiveSession(night.user.id, { sid: 'session', computer: 'booth' }),
  )
  await eventually(() => {
    const tables = heard.map((change) => change.kind === 'rows' && change.table)
    expect(tables).toEqual(expect.arrayContaining(['events', 'guests', 'requests', 'users']))
  })
  // Not the tables, not other tenants' rows.
  expect(await ask(own, 'select * from requests')).toEqual([])
  await expect(ask(own, 'drop table requests')).rejects.toThrow('must be owner')

  expect(await run(url, '--create-login', name)).toMatchObject({ code: 1 })
  expect((await problemOf(openOlder(own, url))).problem).toBe('not-allowed')
})

/** As after an update of Cueline: the schema is behind, and only the owner may change that. */
async function openOlder(own: string, owner: string): Promise<void> {
  await ask(owner, 'delete from drizzle where id = (select max(id) from drizzle)')
  await openDatabase({ url: own, log: quiet })
}

test('no login is made of what is no plain name', async () => {
  const { url } = await made()
  for (const name of ['Mia', 'a b', 'x;drop', '1st', 'pg_boss', 'cueline_app', '"x"', 'ä', 'x'.repeat(64)]) {
    expect(await run(url, '--create-login', name)).toMatchObject({ code: 2 })
  }
  expect(await run(url, '--create-login')).toMatchObject({ code: 2 })
  expect(await run(url, '--crate-login', 'mia')).toMatchObject({ code: 2 })
})
