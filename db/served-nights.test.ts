import { afterEach, expect, test } from 'vitest'
import { eventually } from '../tests/support/eventually.ts'
import { type Database, openDatabase } from './open-database.ts'
import { isServedElsewhere } from './served-nights.ts'
import { createTestDatabase, quiet, type TestDatabase } from './test-database.ts'
import { makeNight, type Night } from './testing/night.ts'

let made: TestDatabase
afterEach(() => made.close())

function look(database: Database, night: Night): Promise<boolean> {
  return database.withTenant(night.dj, (tx) => isServedElsewhere(tx, night.event.id))
}

test('who serves a night is known to others for as long as it does', async () => {
  made = await createTestDatabase()
  const [console_, server] = [made.database, await openDatabase({ url: made.url, log: quiet })]
  const [night, other] = [await makeNight(console_, 'mia'), await makeNight(console_, 'jonas')]
  await Promise.all([console_, server].map((database) => database.listen(() => {})))
  await console_.serve(night.event.id)
  expect(await look(console_, night)).toBe(false)
  await server.serve(night.event.id)
  expect(await look(console_, night)).toBe(true)
  expect(await look(console_, other)).toBe(false)
  await server.serve(other.event.id)
  expect(await look(console_, night)).toBe(false)
  expect(await look(console_, other)).toBe(true)
  await server.close()
  await eventually(async () => expect(await look(console_, other)).toBe(false))
})
