import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, connect } from '../link.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'
import { compareShapes } from './compare-shapes.ts'
import { expectedShape } from './expected-shape.ts'
import { readShape } from './read-shape.ts'

let made: TestDatabase
let client: Client

beforeAll(async () => {
  made = await createTestDatabase()
  client = connect(made.url)
})
afterAll(async () => {
  await client.end()
  await made.close()
})

const file = new URL('expected-shape.json', import.meta.url)
const renew = 'to renew it: CUELINE_SHAPE=keep npx vitest run db/shape'

test(`the description is what the migrations make (${renew})`, async () => {
  const shape = await readShape(client)
  if (process.env.CUELINE_SHAPE === 'keep') await writeFile(file, `${JSON.stringify(shape, null, 2)}\n`)
  else expect(shape).toEqual(expectedShape)
})

/** What is said after a change by hand, which is then taken back. */
async function said(change: string): Promise<readonly string[]> {
  await client.unsafe(`begin; ${change}`)
  const differences = compareShapes(await readShape(client), expectedShape)
  await client.unsafe('rollback')
  return differences.map(({ words, wrong }) => `${wrong ? '!' : ''}${words}`)
}

test('nothing is said of a database that is as it should be', async () => {
  expect(await said('')).toEqual([])
})

test.each([
  [
    'drop index requests_one_open_per_track',
    '!table requests: the index requests_one_open_per_track is missing',
  ],
  ['alter table users alter role drop not null', '!column users.role allows NULL, should not'],
  ['alter table requests alter note set not null', '!column requests.note refuses NULL, should allow it'],
  [
    'alter table requests alter version type bigint',
    '!column requests.version is of the type bigint, should be integer',
  ],
  [
    `alter table events alter status set default 'live'`,
    `!column events.status has the default “'live'::text”, should have the default “'offline'::text”`,
  ],
  ['alter table events drop device_id', '!the column events.device_id is missing'],
  ['create table playlists (user_id uuid)', 'additional table playlists (kept)'],
  ['alter table events add mood text', 'additional column events.mood (kept)'],
  [
    'alter table events add mood text not null',
    '!the additional column events.mood wants a value: nothing can be stored',
  ],
  ['create index mine on events (device_id)', 'table events: additional index mine (kept)'],
  [
    'alter table events drop constraint events_status_known',
    '!table events: the constraint events_status_known is missing',
  ],
  [
    'alter table requests disable row level security',
    '!table requests: row-level security is off: tenants could see each other',
  ],
  [
    'alter table requests no force row level security',
    '!table requests: row-level security does not bind the owner of the table, should',
  ],
  ['drop policy events_dj on events', '!table events: the policy events_dj is missing'],
  [
    'create policy open on events using (true)',
    '!table events: the additional policy open may show tenants to each other',
  ],
  [
    'grant delete on users to cueline_app',
    '!table users: the role cueline_app may DELETE, INSERT, SELECT, UPDATE, should be able to INSERT, SELECT, UPDATE',
  ],
  [
    'create table plays (user_id uuid); grant select on plays to cueline_app',
    '!the additional table plays is open to cueline_app (SELECT) without row-level security: tenants could see each other',
  ],
  ['drop trigger announce_update on users', '!table users: the trigger announce_update is missing'],
  ['drop table listeners', '!the table listeners is missing'],
  [
    `create or replace function app_role() returns text language sql stable return 'dj'`,
    '!the function app_role() does something else than it should',
  ],
])('after %s', async (change, words) => {
  expect(await said(change)).toEqual([words])
})
