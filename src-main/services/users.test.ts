import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { auditIn } from '../../db/audit.ts'
import { ask } from '../../db/testing/home.ts'
import { eventually } from '../../tests/support/eventually.ts'
import { excuse } from '../compose.ts'
import { consoleHandlers } from '../console-handlers.ts'
import { consoleCommands } from '../contract/console-commands.ts'
import { createDispatch } from '../dispatch.ts'
import { codeOf, must, quiet, startConsole } from '../testing/a-console.ts'
import { noLan } from '../testing/no-lan.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

const password = 'correct horse'
let anna: Console
let jonas: Console
let ids: { anna: string; jonas: string }

/** Anna, a superadmin, and Jonas, each at a console of their own. */
beforeEach(async () => {
  anna = await startConsole({ computer: 'Booth laptop' })
  must(await anna.accounts.create({ username: 'anna', password }))
  jonas = await startConsole({ url: anna.url, hasher: anna.hasher, computer: 'Studio' })
  must(await jonas.accounts.signUp({ username: 'jonas', password, email: 'jonas@example.test' }))
  ids = { anna: me(anna).id, jonas: me(jonas).id }
})

afterEach(async () => {
  await jonas.close()
  await anna.close()
})

function me(console: Console) {
  const user = console.session.user()
  if (!user) throw new Error('nobody is signed in')
  return user
}

/** What the console of somebody asks, through the gate. */
function call(console: Console, name: string, input: unknown = {}) {
  return createDispatch(
    consoleCommands,
    consoleHandlers(console, noLan, { check() {} }),
    excuse,
    quiet,
  )(name, input)
}

function auditOf(userId: string) {
  return anna.database.withTenant({ role: 'system' }, (tx) => auditIn(tx).of(userId))
}

describe('the list', () => {
  test('shows every account with counts, where it is signed in, and nothing of its nights', async () => {
    must(await jonas.nights.create(ids.jonas, { title: 'Secret garden', catalogue: null }))
    const users = await anna.users.list()
    expect(users).toMatchObject([
      { username: 'anna', role: 'superadmin', events: 0, requests: 0, lastEventAt: null },
      { username: 'jonas', role: 'user', email: 'jonas@example.test', emailVerified: false, events: 1 },
    ])
    expect(users[1]?.session).toEqual({ name: 'Studio', since: expect.any(Number) })
    expect(users[1]?.lastEventAt).toBeGreaterThan(Date.now() - 60_000)
    expect(JSON.stringify(users)).not.toMatch(/Secret garden|activeSession|password/)
    const parsed = consoleCommands['users.list'].output.safeParse({ users })
    expect(parsed.error).toBeUndefined()
  })
})

describe('who is no superadmin', () => {
  test('may do nothing of all this, nor set up the mail', async () => {
    const id = ids.jonas
    const asked = {
      'users.list': {},
      'users.setRole': { id, role: 'user' },
      'users.setDisabled': { id, disabled: false },
      'users.endSession': { id: randomUUID() },
      'imported.assign': { eventId: randomUUID(), userId: id, since: null, until: null },
      'mail.get': {},
      'mail.remove': {},
    }
    for (const [name, input] of Object.entries(asked)) {
      expect(codeOf(await call(jonas, name, input)), name).toBe('not-superadmin')
      expect(['ok', 'not-found'], name).toContain(codeOf(await call(anna, name, input)))
    }
  })

  test('is refused also by an old copy of the role', async () => {
    const before = me(anna)
    must(await anna.users.setRole(before, ids.jonas, 'superadmin'))
    await eventually(() => expect(me(jonas).role).toBe('superadmin'))
    must(await jonas.users.setRole(me(jonas), ids.anna, 'user'))
    expect(codeOf(await anna.users.setRole(before, ids.jonas, 'user'))).toBe('not-superadmin')
  })
})

describe('a superadmin', () => {
  test('gives a role, which holds at the other console at once', async () => {
    expect(codeOf(await call(anna, 'users.setRole', { id: ids.jonas, role: 'superadmin' }))).toBe('ok')
    await eventually(async () => expect(codeOf(await call(jonas, 'users.list'))).toBe('ok'))
    expect(await auditOf(ids.jonas)).toMatchObject([
      {
        actor: ids.anna,
        action: 'role',
        subject: 'users',
        before: { role: 'user' },
        after: { role: 'superadmin' },
      },
    ])
  })

  test('closes an account and opens it again; nights stay, and each is written down', async () => {
    must(await jonas.nights.create(ids.jonas, { title: 'Garden party', catalogue: null }))
    must(await anna.users.setDisabled(me(anna), ids.jonas, true))
    await eventually(() => expect(jonas.session.user()).toBeNull())
    expect(jonas.live.night()?.event.config.title).toBe('Garden party')
    must(await anna.users.setDisabled(me(anna), ids.jonas, false))
    must(await anna.users.endSession(me(anna), ids.jonas))
    must(await jonas.signIn.signIn('jonas', password))
    must(await anna.users.endSession(me(anna), ids.jonas))
    expect((await auditOf(ids.jonas)).map(({ action }) => action)).toEqual([
      'end-session',
      'enable',
      'disable',
    ])
  })

  test('who is the last one can neither step down nor be closed, also by two at once', async () => {
    expect(codeOf(await anna.users.setRole(me(anna), ids.anna, 'user'))).toBe('last-superadmin')
    expect(codeOf(await anna.users.setDisabled(me(anna), ids.anna, true))).toBe('last-superadmin')
    must(await anna.users.setRole(me(anna), ids.jonas, 'superadmin'))
    await eventually(() => expect(me(jonas).role).toBe('superadmin'))
    for (let round = 0; round < 5; round++) {
      await Promise.all([
        anna.users.setRole(me(anna), ids.anna, 'user'),
        jonas.users.setDisabled(me(jonas), ids.jonas, true),
      ])
      const left = await ask(anna.url, `select from users where role = 'superadmin' and disabled_at is null`)
      expect(left).toHaveLength(1)
      await ask(anna.url, `update users set role = 'superadmin', disabled_at = null`)
      must(await anna.signIn.signIn('anna', password))
      must(await jonas.signIn.signIn('jonas', password))
    }
  })

  test('a closed or unclaimed superadmin does not count as another one', async () => {
    must(await anna.users.setRole(me(anna), ids.jonas, 'superadmin'))
    must(await anna.users.setDisabled(me(anna), ids.jonas, true))
    expect(codeOf(await anna.users.setRole(me(anna), ids.anna, 'admin'))).toBe('last-superadmin')
    await ask(anna.url, `update users set claimed = false, disabled_at = null where id = '${ids.jonas}'`)
    expect(codeOf(await anna.users.setRole(me(anna), ids.anna, 'admin'))).toBe('last-superadmin')
  })

  test('an account that is not there is told', async () => {
    expect(codeOf(await anna.users.endSession(me(anna), randomUUID()))).toBe('not-found')
  })
})

test('the first account of a database is its superadmin, also when two are made at once', async () => {
  await ask(anna.url, 'delete from users')
  const outcomes = await Promise.all([
    anna.accounts.create({ username: 'mia', password }),
    jonas.accounts.create({ username: 'lena', password }),
  ])
  expect(outcomes.map(codeOf).sort()).toEqual(['account-exists', 'ok'])
  expect(await ask(anna.url, 'select role from users')).toEqual([{ role: 'superadmin' }])
})
