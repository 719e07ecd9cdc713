import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Guest } from '../src-main/core/guest.ts'
import { queueOf } from '../src-main/core/queue.ts'
import { eventually } from '../tests/support/eventually.ts'
import type { NewRequest } from './insert-request.ts'
import { connect } from './link.ts'
import { openDatabase } from './open-database.ts'
import { requestsIn } from './requests.ts'
import type { Submitted } from './submit-requests.ts'
import { createTestDatabase, quiet, type TestDatabase } from './test-database.ts'
import { ask, makeNight, type Night } from './testing/night.ts'

let made: TestDatabase
beforeAll(async () => {
  made = await createTestDatabase()
})
afterAll(() => made.close())

async function openNight(guests: number): Promise<{ night: Night; guests: readonly Guest[] }> {
  const night = await makeNight(made.database, `dj-${randomUUID()}`)
  const joined = Array.from({ length: guests }, (_, number) => night.join(`Guest ${number}`))
  return { night, guests: (await Promise.all(joined)).map(({ guest }) => guest) }
}

function doorOf({ user, event }: Night) {
  return { userId: user.id, eventId: event.id }
}

function submit(night: Night, asked: readonly NewRequest[], limit = 0, playedSince: number | null = null) {
  return made.database.submitRequests(doorOf(night), asked, { limit, playedSince })
}

function allOf(night: Night) {
  return made.database.withTenant(night.dj, (tx) => requestsIn(tx).allOf(night.event.id))
}

function kindOf(outcome: Submitted): string {
  if (typeof outcome === 'string') return outcome
  if ('conflict' in outcome) return `already asked ${outcome.conflict.id}`
  return outcome.created ? 'stored' : 'known'
}

type Held = { readonly id: string; readonly guest: string; readonly song: string; status: string }

/** What a batch must do, one after the other in plain code. */
function model(held: Held[], asked: readonly Held[], limit: number): string[] {
  const isOpen = (song: string) => held.find((row) => row.song === song && row.status === 'pending')
  const count = (guest: string) =>
    held.filter((row) => row.guest === guest && row.status !== 'rejected').length
  const over = new Set(asked.filter(({ guest }) => limit > 0 && count(guest) >= limit))
  const stored = new Set<Held>()
  for (const one of asked) {
    if (over.has(one) || isOpen(one.song) || held.some(({ id }) => id === one.id)) continue
    held.push(one)
    stored.add(one)
  }
  return asked.map((one) => {
    if (stored.has(one)) return 'stored'
    if (held.some(({ id }) => id === one.id)) return 'known'
    const open = isOpen(one.song)
    return open ? `already asked ${open.id}` : 'limit-reached'
  })
}

describe('a batch', () => {
  test('does what its requests would do one after the other, whatever was there before', async () => {
    const taps = fc.uniqueArray(fc.record({ guest: fc.nat(3), song: fc.nat(4), again: fc.boolean() }), {
      selector: ({ guest }) => guest,
      minLength: 1,
      maxLength: 4,
    })
    const step = fc.record({ taps, decided: fc.option(fc.constantFrom('rejected', 'played')) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), fc.nat(3), async (steps, limit) => {
        const { night, guests } = await openNight(4)
        const held: Held[] = []
        const lastOf = new Map<string, Held>()
        for (const { taps, decided } of steps) {
          const asked = taps.map(({ guest, song, again }) => {
            const mine = lastOf.get(String(guest))
            return again && mine
              ? mine
              : { id: randomUUID(), guest: String(guest), song: `Song ${song}`, status: 'pending' }
          })
          for (const one of asked) lastOf.set(one.guest, one)
          const rows = asked.map(({ id, guest, song }) =>
            ask(night, guests[Number(guest)] as Guest, song, id),
          )
          const outcomes = await submit(night, rows, limit)
          expect(outcomes.map(kindOf)).toEqual(model(held, asked, limit))
          const open = held.find(({ status }) => status === 'pending')
          if (!open || decided === null) continue
          open.status = decided
          await made.database.withTenant(night.dj, (tx) =>
            requestsIn(tx).change(open.id, null, { status: decided }),
          )
        }
        const stored = (await allOf(night)).map(({ id, status }) => `${id} ${status}`)
        expect(stored.sort()).toEqual(held.map(({ id, status }) => `${id} ${status}`).sort())
      }),
      { numRuns: 15 },
    )
  }, 120_000)

  test('answers what is stored, in the order of asking', async () => {
    const { night, guests } = await openNight(5)
    const asked = guests.map((guest, number) => ask(night, guest, `Song ${9 - number}`))
    const outcomes = await submit(night, asked, 10)
    const rows = outcomes.map((outcome) =>
      typeof outcome !== 'string' && 'row' in outcome ? outcome.row : null,
    )
    expect(await allOf(night)).toEqual(rows)
  })

  test('two at once, of two servers: a song is open once and the limit holds', async () => {
    const { night, guests } = await openNight(6)
    for (let round = 0; round < 5; round++) {
      const batch = (turn: 1 | -1) =>
        guests.map((guest, number) => ask(night, guest, `Song ${round} ${(number * turn + 6) % 6}`))
      const both = await Promise.all([submit(night, batch(1), 3), submit(night, batch(-1), 3)])
      expect(both.flat().filter((outcome) => kindOf(outcome) === 'id-taken')).toEqual([])
    }
    const rows = await allOf(night)
    expect(new Set(rows.map(({ trackUri }) => trackUri)).size).toBe(rows.length)
    for (const { id } of guests) expect(rows.filter(({ guestId }) => guestId === id)).toHaveLength(3)
  })

  test('what is approved by itself queues up in the order of asking, also at two servers at once', async () => {
    const { night, guests } = await openNight(6)
    const batch = (name: string) =>
      guests.map((guest, number) => ({
        ...ask(night, guest, `${name} ${number}`),
        status: 'approved' as const,
        approvedAt: 1,
      }))
    await Promise.all([submit(night, batch('Song')), submit(night, batch('Tune'))])
    const queue = queueOf(await allOf(night))
    expect(new Set(queue.map(({ queuePosition }) => queuePosition)).size).toBe(12)
    for (const name of ['Song', 'Tune']) {
      const titles = queue.map(({ track }) => track.title).filter((title) => title.startsWith(name))
      expect(titles).toEqual([0, 1, 2, 3, 4, 5].map((number) => `${name} ${number}`))
    }
  })

  test('with a row that Postgres can not take stores nothing', async () => {
    const { night, guests } = await openNight(3)
    const asked = guests.map((guest, number) => ask(night, guest, `Song ${number}`))
    const poisoned = asked.map((one, number) => (number === 1 ? { ...one, id: 'no uuid' } : one))
    await expect(submit(night, poisoned)).rejects.toThrow()
    expect(await allOf(night)).toEqual([])
  })
})

describe('the door', () => {
  test('takes no guest of another night, no row of another event, and nothing in the name of the DJ', async () => {
    const [mine, other] = [await openNight(1), await openNight(1)]
    const [stranger] = other.guests
    const [guest] = mine.guests
    if (!stranger || !guest) throw new Error('nobody joined')
    await expect(submit(mine.night, [ask(mine.night, stranger, 'SOS')])).rejects.toThrow()
    await expect(submit(mine.night, [ask(other.night, stranger, 'SOS')])).rejects.toThrow()
    const asDj = { ...ask(mine.night, guest, 'SOS'), origin: 'dj' as const }
    await expect(submit(mine.night, [asDj])).rejects.toThrow()
    // The door of an event that is not that DJ's.
    const mixed = { userId: mine.night.user.id, eventId: other.night.event.id }
    const claimed = { ...ask(other.night, stranger, 'SOS'), userId: mine.night.user.id }
    await expect(
      made.database.submitRequests(mixed, [claimed], { limit: 0, playedSince: null }),
    ).rejects.toThrow()
    expect([await allOf(mine.night), await allOf(other.night)]).toEqual([[], []])
  })

  test('sees one night and changes nothing in it', async () => {
    const [mine, other] = [await openNight(1), await openNight(1)]
    for (const { night, guests } of [mine, other]) {
      await submit(night, [ask(night, guests[0] as Guest, 'Waterloo')])
    }
    const door = { role: 'door', ...doorOf(mine.night) } as const
    await made.database.withTenant(door, async (tx) => {
      expect(await requestsIn(tx).allOf(mine.night.event.id)).toHaveLength(1)
      expect(await requestsIn(tx).allOf(other.night.event.id)).toEqual([])
      const [row] = await requestsIn(tx).allOf(mine.night.event.id)
      expect(await requestsIn(tx).change(row?.id ?? '', null, { status: 'approved' })).toBe('stale')
      expect(await requestsIn(tx).withdraw(row?.id ?? '', row?.guestId ?? '', 1)).toBeNull()
    })
  })
})

test('no table is read whole for a batch, however long the history', async () => {
  const { night, guests } = await openNight(4)
  const owner = connect(made.url)
  await owner.unsafe(`insert into requests (user_id, event_id, requester_nickname, user_session_id, track_data, status)
    select '${night.user.id}', '${night.event.id}', 'Max', '${guests[0]?.id}', jsonb_build_object('uri', number), 'rejected'
    from generate_series(1, 5000) as number; analyze`)
  const readsOf = async () => {
    const [row] = await owner.unsafe<{ whole: number; indexed: number }[]>(
      `select sum(seq_tup_read)::int as whole, sum(idx_scan)::int as indexed from pg_stat_user_tables
       where relname in ('requests', 'session_store')`,
    )
    return row ?? { whole: 0, indexed: 0 }
  }
  // A connection tells its numbers at the latest when it ends.
  const measured = await openDatabase({ url: made.url, log: quiet })
  const before = await readsOf()
  const asked = guests.map((guest, number) => ask(night, guest, `New ${number}`))
  await measured.submitRequests(doorOf(night), asked, { limit: 10, playedSince: 1 })
  await measured.close()
  await eventually(async () => expect((await readsOf()).indexed).toBeGreaterThan(before.indexed))
  expect((await readsOf()).whole).toBe(before.whole)
  await owner.end()
})
