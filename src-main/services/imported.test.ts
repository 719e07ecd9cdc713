import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditIn } from '../../db/audit.ts'
import { ask } from '../../db/testing/home.ts'
import { eventually } from '../../tests/support/eventually.ts'
import { importedTitle } from '../core/event.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

const password = 'correct horse'
let anna: Console
let jonas: Console
let serving: Console
let eventId: string
let toJonas: string

/** Anna's night with three imported requests of three days and one of a guest; a second process serves it, too. */
beforeEach(async () => {
  anna = await startConsole()
  const userId = await anna.openNight()
  eventId = anna.live.night()?.event.id ?? ''
  jonas = await startConsole({ url: anna.url, hasher: anna.hasher })
  must(await jonas.accounts.signUp({ username: 'jonas', password }))
  toJonas = jonas.session.user()?.id ?? ''
  for (const day of [1, 2, 3]) {
    await ask(
      anna.url,
      `insert into requests (user_id, event_id, requester_nickname, origin, status, created_at, track_data)
       values ('${userId}', '${eventId}', 'Guest ${day}', 'import', 'pending', '2025-10-0${day}T20:00:00Z',
         '{"provider": "spotify", "uri": "spotify:track:${day}", "title": "Song ${day}", "artists": ["ABBA"]}')`,
    )
  }
  const mia = await anna.join('Mia')
  must(await anna.requests.ask(mia, { id: randomUUID(), wish: { title: 'Halo', artist: '' } }, null))
  await anna.nights.reload()
  serving = await startConsole({ url: anna.url, hasher: anna.hasher })
  await serving.nights.resume(userId)
})

afterEach(async () => {
  await Promise.all([jonas.close(), serving.close()])
  await anna.close()
})

function actor() {
  const user = anna.session.user()
  if (!user) throw new Error('nobody is signed in')
  return user
}

function titlesOf(console: Console): string[] {
  return [...(console.live.night()?.requests.values() ?? [])].map(({ track }) => track.title).sort()
}

const all = { since: null, until: null }

test('imported requests go to the other DJ’s ended night, the rest stays; who has the night open sees it', async () => {
  expect(titlesOf(anna)).toEqual(['Halo', 'Song 1', 'Song 2', 'Song 3'])
  const before = anna.live.night()?.event
  const span = {
    eventId,
    since: Date.parse('2025-10-02T00:00:00Z'),
    until: Date.parse('2025-10-03T00:00:00Z'),
  }
  expect(must(await anna.imported.assign(actor(), span, toJonas))).toEqual({ moved: 1 })
  expect(titlesOf(anna)).toEqual(['Halo', 'Song 1', 'Song 3'])
  await eventually(() => expect(titlesOf(serving)).toEqual(['Halo', 'Song 1', 'Song 3']))
  expect(anna.live.night()?.event).toEqual(before)

  const [night, ...more] = await jonas.nights.list(toJonas)
  expect(more).toEqual([])
  expect(night).toMatchObject({
    status: 'offline',
    endedAt: expect.any(Number),
    config: { title: importedTitle },
  })
  // The next ones come into the same night.
  expect(must(await anna.imported.assign(actor(), { eventId, ...all }, toJonas))).toEqual({ moved: 2 })
  expect(await jonas.nights.list(toJonas)).toHaveLength(1)
  const rows = await ask(anna.url, `select event_id, status from requests where user_id = '${toJonas}'`)
  expect(rows).toEqual([1, 2, 3].map(() => ({ event_id: night?.id, status: 'pending' })))
  expect(titlesOf(anna)).toEqual(['Halo'])
})

test('it is written down where the other DJ can read it', async () => {
  must(await anna.imported.assign(actor(), { eventId, ...all }, toJonas))
  const entries = await jonas.database.withTenant({ role: 'dj', userId: toJonas }, (tx) =>
    auditIn(tx).of(toJonas),
  )
  expect(entries).toMatchObject([{ action: 'assign', actor: actor().id, after: { moved: 3 } }])
})

test('a request takes its votes along', async () => {
  const [song] = [...(anna.live.night()?.requests.values() ?? [])].filter(
    ({ track }) => track.title === 'Song 1',
  )
  must(await anna.requests.vote(await anna.join('Lena'), song?.id ?? ''))
  expect(must(await anna.imported.assign(actor(), { eventId, ...all }, toJonas))).toEqual({ moved: 3 })
  expect(await ask(anna.url, 'select user_id from request_votes')).toEqual([{ user_id: toJonas }])
})

test('nothing to give makes no night; a night of somebody else and an unknown DJ are refused', async () => {
  const nothing = { eventId, since: null, until: 1 }
  expect(must(await anna.imported.assign(actor(), nothing, toJonas))).toEqual({ moved: 0 })
  expect(await jonas.nights.list(toJonas)).toEqual([])
  expect(codeOf(await anna.imported.assign(actor(), { eventId, ...all }, randomUUID()))).toBe('not-found')
  expect(codeOf(await anna.imported.assign(actor(), { eventId, ...all }, actor().id))).toBe('bad-input')
  const theirs = must(await jonas.nights.create(toJonas, { title: 'Garden party', catalogue: null })).id
  expect(codeOf(await anna.imported.assign(actor(), { eventId: theirs, ...all }, toJonas))).toBe('not-found')
})

test('two who give at once fill one night', async () => {
  const spans = [
    { eventId, since: null, until: Date.parse('2025-10-02T00:00:00Z') },
    { eventId, since: Date.parse('2025-10-02T00:00:00Z'), until: null },
  ]
  const moved = await Promise.all(spans.map((span) => anna.imported.assign(actor(), span, toJonas)))
  expect(moved.map((outcome) => must(outcome).moved)).toEqual([1, 2])
  expect(await jonas.nights.list(toJonas)).toHaveLength(1)
})
