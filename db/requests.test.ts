import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Guest } from '../src-main/core/guest.ts'
import { isPlaying, type Request } from '../src-main/core/request.ts'
import type { Inserted } from './insert-request.ts'
import { requestsIn } from './requests.ts'
import type { TenantContext } from './tenant.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'
import { ask, makeNight, type Night } from './testing/night.ts'

let made: TestDatabase
let night: Night
let mia: { guest: Guest; context: TenantContext }
let jonas: { guest: Guest; context: TenantContext }

beforeAll(async () => {
  made = await createTestDatabase()
})
afterAll(() => made.close())
beforeEach(async () => {
  night = await makeNight(made.database, `dj-${randomUUID()}`)
  mia = await night.join('Mia')
  jonas = await night.join('Jonas')
})

function insert(who: typeof mia, title: string, options: { limit?: number; id?: string } = {}) {
  return made.database.withTenant(who.context, (tx) =>
    requestsIn(tx).insert(ask(night, who.guest, title, options.id), options.limit ?? 0),
  )
}

async function stored(who: typeof mia, title: string): Promise<Request> {
  const outcome = await insert(who, title)
  if (typeof outcome === 'string' || 'conflict' in outcome) throw new Error('not stored')
  return outcome.row
}

function asDj<T>(work: (requests: ReturnType<typeof requestsIn>) => Promise<T>): Promise<T> {
  return made.database.withTenant(night.dj, (tx) => work(requestsIn(tx)))
}

function kindOf(outcome: Inserted): string {
  if (typeof outcome === 'string') return outcome
  return 'conflict' in outcome ? 'conflict' : outcome.created ? 'created' : 'known'
}

describe('a guest asks', () => {
  test('what is answered is what is stored', async () => {
    const row = await stored(mia, 'Dancing Queen')
    expect(row.status).toBe('pending')
    expect(row.track.bpm).toBe(100.5)
    expect(await asDj((requests) => requests.byId(row.id))).toEqual(row)
    expect(await asDj((requests) => requests.allOf(night.event.id))).toEqual([row])
  })

  test('characters that Postgres can not store are left out, all others kept', async () => {
    const id = randomUUID()
    const odd = {
      ...ask(night, mia.guest, 'Odd', id),
      note: 'for \ud83c you\0 😀 \\u0000',
      nickname: 'M\0ia',
    }
    await made.database.withTenant(mia.context, (tx) => requestsIn(tx).insert(odd, 0))
    expect(await asDj((requests) => requests.byId(id))).toMatchObject({
      note: 'for \ufffd you 😀 \\u0000',
      nickname: 'Mia',
    })
  })

  test('the same id twice, even at once, is one request', async () => {
    const id = randomUUID()
    const outcomes = await Promise.all([1, 2, 3].map(() => insert(mia, 'Waterloo', { id })))
    expect(outcomes.map(kindOf).sort()).toEqual(['created', 'known', 'known'])
    expect(await asDj((requests) => requests.allOf(night.event.id))).toHaveLength(1)
  })

  test('two phones at once: one song is open once, and the other phone is pointed to it', async () => {
    for (let round = 0; round < 10; round++) {
      const outcomes = await Promise.all([insert(mia, `Song ${round}`), insert(jonas, `Song ${round}`)])
      expect(outcomes.map(kindOf).sort()).toEqual(['conflict', 'created'])
      const [won] = outcomes.flatMap((outcome) =>
        typeof outcome !== 'string' && 'row' in outcome ? [outcome.row.id] : [],
      )
      const [shown] = outcomes.flatMap((outcome) =>
        typeof outcome !== 'string' && 'conflict' in outcome ? [outcome.conflict.id] : [],
      )
      expect(shown).toBe(won)
    }
  })

  test('the limit holds for two phones of one guest at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, number) => insert(mia, `Hit ${number}`, { limit: 3 })),
    )
    expect(outcomes.filter((outcome) => kindOf(outcome) === 'created')).toHaveLength(3)
    expect(outcomes.filter((outcome) => outcome === 'limit-reached')).toHaveLength(9)
    expect(kindOf(await insert(jonas, 'Another', { limit: 3 }))).toBe('created')
  })

  test('a declined request gives its place within the limit back', async () => {
    const row = await stored(mia, 'Fernando')
    expect(await insert(mia, 'Chiquitita', { limit: 1 })).toBe('limit-reached')
    await asDj((requests) => requests.change(row.id, 0, { status: 'rejected', rejectedAt: Date.now() }))
    expect(kindOf(await insert(mia, 'Chiquitita', { limit: 1 }))).toBe('created')
  })

  test('the same id over the limit still answers the stored request', async () => {
    const id = randomUUID()
    await insert(mia, 'Fernando', { limit: 1, id })
    expect(kindOf(await insert(mia, 'Fernando', { limit: 1, id }))).toBe('known')
  })

  test('a song that was played can be asked for again', async () => {
    const row = await stored(mia, 'Mamma Mia')
    await asDj((requests) => requests.change(row.id, null, { status: 'played', playedAt: Date.now() }))
    expect(kindOf(await insert(jonas, 'Mamma Mia'))).toBe('created')
  })

  test('an id of another night is taken', async () => {
    const row = await stored(mia, 'Mamma Mia')
    const other = await makeNight(made.database, `dj-${randomUUID()}`)
    const guest = await other.join('Ada')
    const outcome = await made.database.withTenant(guest.context, (tx) =>
      requestsIn(tx).insert(ask(other, guest.guest, 'SOS', row.id), 5),
    )
    expect(outcome).toBe('id-taken')
  })

  test('own pending requests can be taken back, decided ones and those of others not', async () => {
    const row = await stored(mia, 'SOS')
    const takeBack = (who: typeof mia) =>
      made.database.withTenant(who.context, (tx) => requestsIn(tx).withdraw(row.id, mia.guest.id, 1))
    expect(await takeBack(jonas)).toBeNull()
    expect(await asDj((requests) => requests.withdraw(row.id, jonas.guest.id, 1))).toBeNull()
    expect(await takeBack(mia)).toBe('withdrawn')
    const decided = await stored(mia, 'SOS')
    await asDj((requests) => requests.change(decided.id, 0, { status: 'approved', queuePosition: 1 }))
    expect(await asDj((requests) => requests.withdraw(decided.id, mia.guest.id, 1))).toBeNull()
  })
})

describe('+1', () => {
  test('counts each guest once, in order, and only while the song is open', async () => {
    const row = await stored(mia, 'Waterloo')
    const vote = () =>
      made.database.withTenant(jonas.context, (tx) => requestsIn(tx).addVote(row, jonas.guest.id))
    expect((await vote())?.voters).toEqual([jonas.guest.id])
    expect((await vote())?.voters).toEqual([jonas.guest.id])
    const [all] = await asDj((requests) => requests.allOf(night.event.id))
    expect(all?.voters).toEqual([jonas.guest.id])
    await asDj((requests) => requests.change(row.id, null, { status: 'rejected' }))
    expect(await vote()).toBeNull()
  })

  test('nobody votes in the name of another guest', async () => {
    const row = await stored(mia, 'Waterloo')
    await expect(
      made.database.withTenant(jonas.context, (tx) => requestsIn(tx).addVote(row, mia.guest.id)),
    ).rejects.toThrow()
  })
})

describe('the DJ decides', () => {
  test('on what was seen: an older version is stale, a missing one missing', async () => {
    const row = await stored(mia, 'Waterloo')
    const change = (version: number | null, id = row.id) =>
      asDj((requests) => requests.change(id, version, { status: 'approved', queuePosition: 5 }))
    expect(await change(0)).toMatchObject({ version: 1, status: 'approved', queuePosition: 5 })
    expect(await change(0)).toBe('stale')
    expect(await change(null)).toMatchObject({ version: 2 })
    expect(await change(0, randomUUID())).toBe('missing')
  })

  test('two consoles at once: one wins', async () => {
    const row = await stored(mia, 'Waterloo')
    const outcomes = await Promise.all([
      asDj((requests) => requests.change(row.id, 0, { status: 'approved' })),
      asDj((requests) => requests.change(row.id, 0, { status: 'rejected' })),
    ])
    expect(outcomes.filter((outcome) => outcome === 'stale')).toHaveLength(1)
  })

  test('a declined song that was asked for again meanwhile is not opened a second time', async () => {
    const first = await stored(mia, 'Waterloo')
    await asDj((requests) => requests.change(first.id, 0, { status: 'rejected' }))
    const second = await stored(jonas, 'Waterloo')
    const outcome = await asDj((requests) => requests.change(first.id, 1, { status: 'approved' }))
    expect(outcome).toMatchObject({ conflict: { id: second.id } })
    expect(await asDj((requests) => requests.byId(first.id))).toMatchObject({ status: 'rejected' })
  })

  test('the queue is renumbered at once', async () => {
    const rows = [await stored(mia, 'One'), await stored(mia, 'Two'), await stored(mia, 'Three')]
    for (const row of rows) await asDj((requests) => requests.change(row.id, null, { status: 'approved' }))
    const places = rows.map((row, index) => ({ id: row.id, position: 300 - index * 100.5 }))
    const changed = await asDj((requests) => requests.setPositions(night.event.id, places))
    expect(changed.map((row) => row.queuePosition)).toEqual([300, 199.5, 99])
    expect(changed.every((row) => row.version === 2)).toBe(true)
  })

  test('what starts ends what was seen to play; of two starts at the same moment one is stale', async () => {
    const rows = [await stored(mia, 'One'), await stored(mia, 'Two'), await stored(mia, 'Three')]
    const [one, two, three] = rows.map((row) => row.id)
    const start = (id = '', version = 1, playing: string | null = null) =>
      asDj((requests) => requests.startPlaying(night.event.id, { id, version, playing }, 1_000_001))
    for (const row of rows) {
      await asDj((requests) => requests.change(row.id, 0, { status: 'approved', queuePosition: 1 }))
    }
    await start(one)
    expect(await start(one, 2, one)).toBe('stale')
    expect(await start(two, 1, null)).toBe('stale')
    expect(await start(two, 0, one)).toBe('stale')
    expect(await start(two, 1, one)).toMatchObject([
      { id: one, status: 'played', playedAt: 1_000_001, queuePosition: null },
      { id: two, status: 'approved', startedAt: 1_000_001 },
    ])
    const both = await Promise.all([start(three, 1, two), start(three, 1, two)])
    expect(both.filter((outcome) => outcome === 'stale')).toHaveLength(1)
    const playing = (await asDj((requests) => requests.approvedOf(night.event.id))).filter(isPlaying)
    expect(playing.map((row) => row.id)).toEqual([three])
  })

  test('songs that go to the end of the queue in the same moment share no place', async () => {
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, number) =>
        made.database.withTenant(mia.context, (tx) =>
          requestsIn(tx).insert({ ...ask(night, mia.guest, `Hit ${number}`), status: 'approved' }, 0),
        ),
      ),
    )
    expect(asked.map(kindOf)).toEqual(asked.map(() => 'created'))
    const queue = await asDj((requests) => requests.approvedOf(night.event.id))
    expect(new Set(queue.map((row) => row.queuePosition)).size).toBe(12)
    const answered = asked.flatMap((outcome) =>
      typeof outcome !== 'string' && 'row' in outcome ? [outcome.row.queuePosition] : [],
    )
    expect(new Set(answered)).toEqual(new Set(queue.map((row) => row.queuePosition)))
  })

  test('a +1 for a song that is taken back at the same moment is no error', async () => {
    for (let round = 0; round < 10; round++) {
      const row = await stored(mia, `Song ${round}`)
      const [vote, takenBack] = await Promise.all([
        made.database.withTenant(jonas.context, (tx) => requestsIn(tx).addVote(row, jonas.guest.id)),
        asDj((requests) => requests.withdraw(row.id, mia.guest.id, 1)),
      ])
      expect([null, row.id]).toContain(vote?.id ?? null)
      // It is gone, or it is the voter's, who was told so.
      const now = await asDj((requests) => requests.byId(row.id))
      expect(now).toEqual(takenBack === 'withdrawn' ? null : takenBack)
      if (vote === null) expect(now).toBeNull()
      else expect(now?.guestId).toBe(jonas.guest.id)
    }
  })
})
