import { afterEach, expect, test } from 'vitest'
import { migrations } from '../migration/migration-files.ts'
import { createEmptyDatabase, createTestDatabase, dropDatabase } from '../test-database.ts'
import { ask } from '../testing/home.ts'
import { makeNight } from '../testing/night.ts'
import { checkCommand } from './check.ts'

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0).reverse()) await undo()
})

async function check(url: string) {
  const lines: string[] = []
  const code = await checkCommand({
    url,
    args: [],
    exportBefore: async () => ({ folder: '' }),
    print: (line) => lines.push(line),
    confirm: async () => false,
  })
  return { code, text: lines.join('\n') }
}

async function made() {
  const { url, database, close } = await createTestDatabase()
  undoes.push(close)
  return { url, database }
}

test('a database that is as it should be: what is in it, and as whom the app works', async () => {
  const { url, database } = await made()
  await makeNight(database, 'mia')
  await makeNight(database, 'jonas')
  await ask(url, 'create table playlists (id int)')
  const { code, text } = await check(url)
  expect(text).toMatch(/^ {2}users\s+2$/m)
  expect(text).toMatch(/^ {2}requests\s+0$/m)
  expect(text).toMatch(/goes past row-level security. The app takes on the role cueline_app/)
  expect(text).toContain('additional table playlists (kept)')
  expect(text).not.toContain(new URL(url).password)
  expect(code).toBe(0)
})

test('what somebody changed by hand is told in words', async () => {
  const { url } = await made()
  await ask(
    url,
    'drop index requests_one_open_per_track; alter table requests disable row level security; alter table users alter role drop not null',
  )
  const { code, text } = await check(url)
  expect(code).toBe(1)
  expect(text).toContain('table requests: the index requests_one_open_per_track is missing')
  expect(text).toContain('table requests: row-level security is off')
  expect(text).toContain('column users.role allows NULL, should not')
  expect(text).toContain('changed this by hand')
})

test('an empty, an older and a production database: what it is and what to run', async () => {
  const url = await createEmptyDatabase()
  undoes.push(() => dropDatabase(url))
  const empty = await check(url)
  expect(empty).toMatchObject({ code: 1 })
  expect(empty.text).toContain('empty')
  expect(empty.text).toContain('npm run db:migrate')
  const [baseline, second] = migrations
  await ask(url, baseline?.sql ?? '')
  const production = await check(url)
  expect(production).toMatchObject({ code: 1 })
  expect(production.text).toContain('the column requests.track_data is missing')
  expect(production.text).toContain('npm run db:migrate')
  await ask(
    url,
    `${second?.sql}; insert into drizzle (hash) values ('${baseline?.hash}'), ('${second?.hash}')`,
  )
  const older = await check(url)
  expect(older).toMatchObject({ code: 1 })
  expect(older.text).toContain('older')
  expect(older.text).toContain('the table request_votes is missing')
})

test('a user that may not see the rows gets no wrong number', async () => {
  const { url, database } = await made()
  await makeNight(database, 'mia')
  await ask(url, `create role half_seeing login password 'x'; grant cueline_app to half_seeing`)
  undoes.push(() => ask(url, 'drop role half_seeing'))
  const { text } = await check(Object.assign(new URL(url), { username: 'half_seeing', password: 'x' }).href)
  expect(text).toMatch(/^ {2}users\s+not for this user to see$/m)
  expect(text).toMatch(/User: half_seeing, bound by row-level security/)
})
