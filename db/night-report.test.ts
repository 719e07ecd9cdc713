import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestStatuses } from '../src-main/core/request.ts'
import { historyIn } from './history.ts'
import { nightReportIn } from './night-report.ts'
import { type PageMark, type RequestPage, requestPagesIn } from './request-pages.ts'
import type { Tx } from './tenant.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'
import { makeNight, type Night } from './testing/night.ts'

let made: TestDatabase
let night: Night

beforeAll(async () => {
  made = await createTestDatabase()
  night = await makeNight(made.database, 'mia')
})
afterAll(() => made.close())

const evening = Date.UTC(2025, 10, 22, 20)
const minute = 60_000

/** Minutes after the evening began, or never. */
const later = fc.option(fc.integer({ min: 0, max: 90 }), { nil: null })

const row = fc
  .record({
    title: fc.constantFrom('Halo', 'HALO', 'SOS', 'Waterloo'),
    artist: fc.constantFrom('ABBA', 'Abba', 'Beyoncé'),
    origin: fc.constantFrom('guest', 'guest', 'dj', 'import'),
    guest: fc.constantFrom('mia', 'jonas', 'ada'),
    status: fc.constantFrom(...requestStatuses),
    /** Microseconds: several in one millisecond. */
    asked: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 90 * 60_000_000 })),
    approved: later,
    rejected: later,
    started: later,
    played: later,
    withdrawn: fc.boolean(),
    voters: fc.uniqueArray(fc.constantFrom('mia', 'jonas', 'ada', 'max'), { maxLength: 3 }),
  })
  .map((made) => ({ ...made, id: randomUUID(), withdrawn: made.withdrawn && made.status === 'rejected' }))
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never

const instant = (minutes: number | null) =>
  minutes === null ? null : new Date(evening + minutes * minute).toISOString()

async function store(tx: Tx, rows: readonly Row[]): Promise<void> {
  const stored = rows.map(({ asked, ...one }) => ({
    ...one,
    guest: one.origin === 'guest' ? one.guest : null,
    track: { uri: one.id, title: one.title, artists: [one.artist] },
    asked,
    approved: instant(one.approved),
    rejected: instant(one.rejected),
    // One song plays at a time, which is not what this is about.
    started: one.status === 'played' ? instant(one.started) : null,
    played: one.status === 'played' ? instant(one.played) : null,
  }))
  await tx.execute(sql`delete from requests`)
  await tx.execute(sql`
    insert into requests (id, user_id, event_id, requester_nickname, origin, user_session_id, status, track_data,
      created_at, approved_at, rejected_at, started_at, played_at, withdrawn_at)
    select id, ${night.user.id}::uuid, ${night.event.id}::uuid, 'Ada', origin, guest, status, track,
      ${new Date(evening).toISOString()}::timestamptz + asked * interval '1 microsecond',
      approved, rejected, started, played, case when withdrawn then now() end
    from jsonb_to_recordset(${JSON.stringify(stored)}::jsonb) as given(id uuid, origin text, guest text, status text,
      track jsonb, asked bigint, approved timestamptz, rejected timestamptz, started timestamptz, played timestamptz,
      withdrawn boolean)`)
  await tx.execute(sql`
    insert into request_votes (request_id, guest_id, user_id, event_id)
    select id, voter, ${night.user.id}::uuid, ${night.event.id}::uuid
    from jsonb_to_recordset(${JSON.stringify(stored)}::jsonb) as given(id uuid, voters jsonb),
      jsonb_array_elements_text(voters) as voter`)
}

/** The same numbers, counted one request after the other. */
function counted(rows: readonly Row[]) {
  const seen = rows.filter(({ withdrawn }) => !withdrawn)
  const asked = seen.filter(({ origin }) => origin !== 'dj')
  const waits = seen
    .filter(({ origin }) => origin === 'guest')
    .flatMap(({ asked, approved, rejected }) => {
      const decided = Math.min(approved ?? Number.POSITIVE_INFINITY, rejected ?? Number.POSITIVE_INFINITY)
      const micros = decided * 60_000_000 - asked
      return Number.isFinite(micros) && micros > 0 ? [Math.round(micros / 1000)] : []
    })
    .sort((a, b) => a - b)
  const upTo = (share: number) => waits[Math.ceil(share * waits.length) - 1] ?? null
  const askers = new Set([
    ...rows.filter(({ origin }) => origin === 'guest').map(({ guest }) => guest),
    ...rows.flatMap(({ voters }) => voters),
  ])
  return {
    takenBack: rows.length - seen.length,
    own: seen.length - asked.length,
    votes: seen.flatMap(({ voters }) => voters).length,
    guests: { joined: askers.size, asking: askers.size },
    waits: { decided: waits.length, median: upTo(0.5), most: upTo(0.9) },
    quarters: sums(
      asked,
      ({ asked }) => evening + Math.floor(asked / 900_000_000) * 900_000,
      () => 1,
    ),
    songs: sums(
      asked,
      ({ title, artist }) => `${title} — ${artist}`,
      ({ voters }) => 1 + voters.length,
    ),
  }
}

/** In the order of the keys. */
function sums<Key>(rows: readonly Row[], keyOf: (one: Row) => Key, count: (one: Row) => number) {
  const found = new Map<Key, number>()
  for (const one of rows) found.set(keyOf(one), (found.get(keyOf(one)) ?? 0) + count(one))
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

async function everyPage(read: (after: PageMark | null) => Promise<RequestPage>): Promise<readonly string[]> {
  const ids: string[] = []
  let after: PageMark | null = null
  do {
    const { rows, next }: RequestPage = await read(after)
    ids.push(...rows.map(({ id }) => id))
    after = next
  } while (after !== null)
  return ids
}

test('what the database reckons is what one counts by hand, whatever happened in the night', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 25 }), async (rows) => {
      const report = await made.database.withTenant(night.dj, async (tx) => {
        await store(tx, rows)
        return nightReportIn(tx).of(night.event.id)
      })
      const { quarters, songs, ...rest } = report
      expect({
        ...rest,
        quarters: quarters.map(({ at, requests }) => [at, requests]),
        songs: songs
          .map(({ title, artist, times }) => [`${title} — ${artist}`, times] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      }).toEqual(counted(rows))
    }),
    { numRuns: 60 },
  )
})

test('pages show every row once and in order, also those of one millisecond', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 25 }), fc.integer({ min: 1, max: 7 }), async (rows, size) => {
      await made.database.withTenant(night.dj, async (tx) => {
        await store(tx, rows)
        const pages = requestPagesIn(tx)
        const seen = rows.filter(({ withdrawn }) => !withdrawn)
        const byTime = (a: Row, b: Row) => a.asked - b.asked || (a.id < b.id ? -1 : 1)
        expect(await everyPage((after) => pages.requests(night.event.id, after, size))).toEqual(
          [...seen].sort(byTime).map(({ id }) => id),
        )
        const began = ({ started, played }: Row) => started ?? played ?? 1e9
        const plays = seen.filter(({ status }) => status === 'played')
        const inOrder = plays.sort((a, b) => began(a) - began(b) || byTime(a, b)).map(({ id }) => id)
        expect(await everyPage((after) => pages.plays(night.event.id, after, size))).toEqual(inOrder)
        // The list on the screen is the list in the file.
        expect((await historyIn(tx).of(night.event.id)).played.map(({ id }) => id)).toEqual(inOrder)
      })
    }),
    { numRuns: 40 },
  )
})

test('a guest who joined and asked for nothing is a guest; of strange track data nothing fails', async () => {
  const { guest } = await night.join('Quiet')
  const report = await made.database.withTenant(night.dj, async (tx) => {
    await tx.execute(sql`delete from requests`)
    await tx.execute(sql`
      insert into requests (user_id, event_id, requester_nickname, origin, track_data)
      select ${night.user.id}::uuid, ${night.event.id}::uuid, '', 'import', data from (values
        ('{"uri": "a", "title": 7, "artists": "ABBA"}'::jsonb), ('{"uri": "b"}'), ('{"uri": "c", "artists": [1]}')) as odd (data)`)
    return nightReportIn(tx).of(night.event.id)
  })
  expect(guest.nickname).toBe('Quiet')
  expect(report.guests).toEqual({ joined: 1, asking: 0 })
  expect(report.songs.map(({ title, artist }) => title + artist)).toEqual(['', '', ''])
})
