import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from './test-database.ts'
import { usersIn } from './users.ts'

let test1: TestDatabase
beforeAll(async () => {
  test1 = await createTestDatabase()
})
afterAll(() => test1.close())

describe('a fresh database', () => {
  test('counts no users, then one', async () => {
    const { database } = test1
    expect(await database.withTenant({ role: 'system' }, (tx) => usersIn(tx).count())).toBe(0)
  })
})
