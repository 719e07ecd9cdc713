import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { openDatabase } from './open-database.ts'
import { createTestDatabase, quiet } from './test-database.ts'
import { ask, problemOf } from './testing/home.ts'

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0).reverse()) await undo()
})

async function login(attributes: string) {
  const { url, close } = await createTestDatabase()
  undoes.push(close)
  const name = `role_${randomUUID().replaceAll('-', '')}`
  await ask(
    url,
    `create role ${name} login password 'x' ${attributes}; grant select on all tables in schema public to ${name}`,
  )
  undoes.push(() => ask(url, `drop owned by ${name}; drop role ${name}`))
  return { owner: url, name, url: Object.assign(new URL(url), { username: name, password: 'x' }).href }
}

async function workingRole(url: string): Promise<unknown> {
  const database = await openDatabase({ url, log: quiet })
  undoes.push(() => database.close())
  return database.withTenant({ role: 'system' }, async (tx) => {
    const [row] = await tx.execute(sql`select current_user as role`)
    return row?.role
  })
}

test("the owner's address works as the role that policies bind", async () => {
  const { owner } = await login('')
  expect(await workingRole(owner)).toBe('cueline_app')
})

test('a user that goes past row-level security and can take on no other role does not serve', async () => {
  const { url, name } = await login('bypassrls')
  const problem = await problemOf(openDatabase({ url, log: quiet }))
  expect(problem.problem).toBe('bypasses-tenants')
  expect(problem.message).toContain(name)
  expect(problem.message).toContain('db:users -- --create-login')
})

test('a user that goes past it but may become cueline_app works as that', async () => {
  const { owner, url, name } = await login('bypassrls')
  await ask(owner, `grant cueline_app to ${name}`)
  expect(await workingRole(url)).toBe('cueline_app')
})

test('a user that policies bind works as itself', async () => {
  const { url, name } = await login('')
  expect(await workingRole(url)).toBe(name)
})
