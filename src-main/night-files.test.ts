import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DatabaseProblem } from '../db/database-problem.ts'
import { excuse } from './compose.ts'
import { eventReport } from './contract/night-report.ts'
import type { NightTable } from './core/night-csv.ts'
import { createNightFiles } from './night-files.ts'
import { codeOf, must, quiet, startConsole } from './testing/a-console.ts'

let console_: Awaited<ReturnType<typeof startConsole>>
let files: ReturnType<typeof createNightFiles>
let userId: string
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cueline-files-'))
  console_ = await startConsole()
  userId = await console_.openNight('80s/90s: Mia & "Jonas"')
  files = createNightFiles({ services: () => console_, excuse, log: quiet })
})
afterEach(async () => {
  await console_.close()
  await rm(folder, { recursive: true, force: true })
})

const eventId = () => console_.live.night()?.event.id ?? ''

async function saved(table: NightTable): Promise<readonly Record<string, string>[]> {
  const file = must(await files.table(eventId(), table))
  const path = join(folder, file.name)
  must(await file.save(path))
  const bytes = await readFile(path)
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  return parse(bytes, { columns: true, bom: true, record_delimiter: '\r\n' })
}

test('an evening is saved as it went: who asked, what it became, and the plays in their order', async () => {
  const mia = await console_.join('=Mia')
  const jonas = await console_.join('Jonas')
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()]
  for (const [id, title] of [
    [first, 'Halo'],
    [second, '@Fernando'],
    [third, 'SOS'],
  ] as const)
    must(await console_.requests.ask(mia, { id, wish: { title, artist: 'ABBA' } }, null))
  must(await console_.requests.vote(jonas, first))
  must(await console_.requests.approve({ id: first, version: 0 }))
  must(await console_.requests.playNext({ id: second, version: 0 }))
  must(await console_.requests.decline({ id: third, version: 0 }, 'No "time", sorry'))
  for (let songs = 0; songs < 3; songs += 1) must(await console_.playback.next())

  const requests = await saved('requests')
  expect(
    requests.map((row) => [row.Title, row['Asked by'], row['Also asked'], row.Became, row.Reason]),
  ).toEqual([
    ['Halo', "'=Mia", '1', 'played', ''],
    ["'@Fernando", "'=Mia", '0', 'played', ''],
    ['SOS', "'=Mia", '0', 'declined', 'No "time", sorry'],
  ])
  const plays = await saved('plays')
  expect(plays.map((row) => [row.Number, row.Title])).toEqual([
    ['1', "'@Fernando"],
    ['2', 'Halo'],
  ])
  for (const row of plays) expect(row['Began at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)

  // The report is of the same evening, as the contract says.
  const report = eventReport.parse(must(await files.report(eventId())))
  expect(report).toMatchObject({
    fileName: '80s 90s Mia & Jonas',
    requests: 3,
    counts: { pending: 0, approved: 0, rejected: 1, played: 2 },
    votes: 1,
    guests: { joined: 2, asking: 2 },
    waits: { decided: 3 },
    topSongs: [{ title: 'Halo', times: 2 }, { times: 1 }, { times: 1 }],
    topArtists: [{ artist: 'ABBA', times: 4 }],
  })
  expect(report.played.map(({ title }) => title)).toEqual(['@Fernando', 'Halo'])
  expect(report.busy.bars.at(-1)?.requests).toBeGreaterThan(0)
})

test('a night of more than one page is saved whole, in the order in which it was asked', async () => {
  await console_.database.withTenant({ role: 'dj', userId }, (tx) =>
    tx.execute(sql`
      insert into requests (user_id, event_id, requester_nickname, origin, track_data, created_at)
      select ${userId}::uuid, ${eventId()}::uuid, 'Ada', 'import',
        jsonb_build_object('uri', 'song ' || number, 'title', 'Song ' || number),
        now() + number * interval '1 microsecond' from generate_series(1, 1200) as number`),
  )
  const rows = await saved('requests')
  expect(rows.map(({ Title }) => Title)).toEqual(Array.from({ length: 1200 }, (_, at) => `Song ${at + 1}`))
  expect(await saved('plays')).toEqual([])
})

test('names that were forgotten stay so on paper and in tables', async () => {
  const mia = await console_.join('Mia')
  must(await console_.requests.ask(mia, { id: randomUUID(), wish: { title: 'Halo', artist: '' } }, null))
  await console_.database.withTenant({ role: 'dj', userId }, (tx) =>
    tx.execute(sql`
      with forgotten as (update events set guests_forgotten_at = now() returning 1)
      update requests set requester_nickname = 'A guest'`),
  )
  expect((await saved('requests')).map((row) => row['Asked by'])).toEqual(['A guest'])
  expect(must(await files.report(eventId())).guests).toEqual({ joined: null, asking: 1 })
})

test('nobody gets a night of somebody else, and nothing without signing in', async () => {
  const mine = eventId()
  await console_.become('tom')
  expect(codeOf(await files.table(mine, 'requests'))).toBe('not-found')
  expect(codeOf(await files.report(mine))).toBe('not-found')
  await console_.sessions.leave()
  expect(codeOf(await files.table(mine, 'plays'))).toBe('signed-out')
  expect(codeOf(await createNightFiles({ services: () => null, excuse, log: quiet }).report(mine))).toBe(
    'database-away',
  )
})

test('a folder that is gone and a database that goes away halfway are two things, and are told apart', async () => {
  const file = must(await files.table(eventId(), 'requests'))
  expect(codeOf(await file.save(join(folder, 'gone', file.name)))).toBe('file-failed')
  const away: typeof console_.nightReport = {
    ...console_.nightReport,
    csv: async (...asked) => {
      const read = must(await console_.nightReport.csv(...asked))
      return { ok: true, value: { ...read, lines: halfway(read.lines) } }
    },
  }
  const failing = createNightFiles({
    services: () => ({ ...console_, nightReport: away }),
    excuse,
    log: quiet,
  })
  expect(codeOf(await must(await failing.table(eventId(), 'requests')).save(join(folder, 'a.csv')))).toBe(
    'database-away',
  )
})

async function* halfway(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield line
  throw new DatabaseProblem('unreachable', 'The database went away')
}
