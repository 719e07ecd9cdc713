import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databaseProblem } from '../../db/database-problem.ts'
import type { Inserted, NewRequest } from '../../db/insert-request.ts'
import type { Rules } from '../../db/submit-requests.ts'
import { trackUri } from '../core/track.ts'
import { createLive } from '../live.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'
import { aNight, aRequest, aTrack, eventId, userId } from '../testing/builders.ts'
import { createSubmissions, type Submission } from './submissions.ts'

function aSubmission(id: string, change: Partial<Submission> = {}): Submission {
  return {
    id,
    userId,
    eventId,
    track: aTrack(id),
    guestId: `guest of ${id}`,
    nickname: 'Mia',
    note: null,
    ipHash: null,
    origin: 'guest',
    status: 'pending',
    approvedAt: null,
    ...change,
  }
}

function stored(request: NewRequest): Inserted {
  const { ipHash: _ipHash, origin: _origin, ...row } = request
  return { row: aRequest({ ...row, trackUri: trackUri(row.track) }), created: true }
}

/** A database that stores when it is told to. */
function heldDatabase() {
  const batches: {
    readonly ids: readonly string[]
    readonly limit: number
    readonly commit: () => void
    readonly fail: (error: Error) => void
  }[] = []
  return {
    batches,
    ids: () => batches.map(({ ids }) => ids.join(' ')),
    withTenant: async () => {
      throw databaseProblem('unreachable', 'there')
    },
    submitRequests: (_: unknown, asked: readonly NewRequest[], { limit }: Rules) =>
      new Promise<readonly Inserted[]>((resolve, fail) => {
        const ids = asked.map(({ id }) => id)
        batches.push({ ids, limit, commit: () => resolve(asked.map(stored)), fail })
      }),
  }
}

function start() {
  const live = createLive()
  live.load(aNight(), [], [])
  const database = heldDatabase()
  const submissions = createSubmissions({ database, live })
  const outcomes = new Map<string, string>()
  const submit = (id: string, change: Partial<Submission> = {}, limit = 0) =>
    submissions.submit(aSubmission(id, change), { limit, playedSince: null }).then(
      () => outcomes.set(id, live.night()?.requests.has(id) ? 'stored' : 'not in the live state'),
      (error: Error) => outcomes.set(id, error.message),
    )
  return { live, database, submit, outcomes }
}

/** Lets what waits for a commit run. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('while a batch is on its way', () => {
  test('nobody waits when nothing is; what arrives then goes together, answered after its own commit', async () => {
    const { database, submit, outcomes } = start()
    for (const id of ['a', 'b', 'c']) void submit(id)
    expect(database.ids()).toEqual(['a'])
    database.batches[0]?.commit()
    await settled()
    expect([...outcomes]).toEqual([['a', 'stored']])
    expect(database.ids()).toEqual(['a', 'b c'])
    database.batches[1]?.commit()
    await settled()
    expect([...outcomes.values()]).toEqual(['stored', 'stored', 'stored'])
    void submit('d')
    expect(database.ids()).toEqual(['a', 'b c', 'd'])
  })

  test('a guest with a limit goes once a batch, an id too, in the order of asking', async () => {
    const { database, submit } = start()
    void submit('first')
    for (const id of ['a', 'b', 'c']) void submit(id, { guestId: id === 'b' ? 'ida' : 'mia' }, 3)
    void submit('a', {}, 3)
    for (let at = 0; at < 4; at++) {
      database.batches[at]?.commit()
      await settled()
    }
    expect(database.ids()).toEqual(['first', 'a b', 'c a'])
    expect(database.batches.map(({ limit }) => limit)).toEqual([0, 3, 3])
  })

  test('events do not wait for each other', () => {
    const { database, submit } = start()
    void submit('a')
    void submit('b', { eventId: randomUUID() })
    expect(database.ids()).toEqual(['a', 'b'])
  })
})

describe('a batch that fails', () => {
  test('over one row is stored one by one: the others lose nothing', async () => {
    const { database, submit, outcomes } = start()
    for (const id of ['first', 'a', 'poison', 'b']) void submit(id)
    database.batches[0]?.commit()
    await settled()
    database.batches[1]?.fail(new Error('bad row'))
    for (let at = 2; at < 5; at++) {
      await settled()
      const batch = database.batches[at]
      if (batch?.ids[0] === 'poison') batch.fail(new Error('bad row'))
      else batch?.commit()
    }
    await settled()
    expect(database.ids().slice(2)).toEqual(['a', 'poison', 'b'])
    expect(Object.fromEntries(outcomes)).toEqual({
      first: 'stored',
      a: 'stored',
      poison: 'bad row',
      b: 'stored',
    })
  })

  test('because the database is away fails for all who wait, at once; the next one is tried', async () => {
    const { database, submit, outcomes } = start()
    for (const id of ['a', 'b', 'c']) void submit(id)
    database.batches[0]?.fail(databaseProblem('unreachable', 'there'))
    await settled()
    expect([...outcomes.values()]).toEqual(Array(3).fill(expect.stringContaining('does not answer')))
    void submit('d')
    expect(database.ids()).toEqual(['a', 'd'])
  })
})

describe('phones at once, over a real database', () => {
  let console_: Awaited<ReturnType<typeof startConsole>>
  beforeAll(async () => {
    console_ = await startConsole()
    await console_.openNight()
  })
  afterAll(() => console_.close())
  beforeEach(async () => {
    const userId = console_.session.user()?.id ?? ''
    const catalogue = console_.live.night()?.event.config.catalogue ?? null
    must(await console_.nights.create(userId, { title: 'Summer party', catalogue }))
    must(await console_.nights.change(null, { status: 'live' }))
  })

  const wish = (title: string) => ({ id: randomUUID(), wish: { title, artist: 'Everyone' } })

  async function storedIds(): Promise<readonly string[]> {
    await console_.nights.reload()
    return [...(console_.live.night()?.requests.keys() ?? [])].sort()
  }

  test('fifty that ask for one song make one request, and all others are pointed to it', async () => {
    const guests = await Promise.all(Array.from({ length: 50 }, (_, at) => console_.join(`Guest ${at}`)))
    const outcomes = await Promise.all(
      guests.map((guest) => console_.requests.ask(guest, wish('Waterloo'), null)),
    )
    const [won] = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.request.id] : []))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    for (const outcome of outcomes) {
      if (!outcome.ok)
        expect(outcome.error).toEqual({ code: 'already-asked', alternative: { requestId: won } })
    }
    expect(await storedIds()).toEqual([won])
  })

  test('twenty of one guest can not pass a limit of three', async () => {
    must(await console_.nights.change(null, { config: { maxRequestsPerGuest: 3 } }))
    const mia = await console_.join('Mia')
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, at) => console_.requests.ask(mia, wish(`Song ${at}`), null)),
    )
    const codes = outcomes.map(codeOf)
    expect(codes.filter((code) => code === 'ok')).toHaveLength(3)
    expect(codes.filter((code) => code === 'limit-reached')).toHaveLength(17)
    expect(await storedIds()).toHaveLength(3)
  })

  test('one tap that is sent five times at once is one request with one answer', async () => {
    const mia = await console_.join('Mia')
    const tap = wish('Waterloo')
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => console_.requests.ask(mia, tap, null)))
    const values = outcomes.map(must)
    expect(values.filter(({ created }) => created)).toHaveLength(1)
    for (const { request } of values) expect(request).toEqual(values[0]?.request)
    expect(await storedIds()).toEqual([tap.id])
  })

  test('a request that the database refuses costs the others nothing', async () => {
    const guests = await Promise.all(['Mia', 'Jonas', 'Ida'].map(console_.join))
    const ghost = { ...guests[0], id: 'never joined' } as (typeof guests)[number]
    const asked = [...guests, ghost].map((guest, at) =>
      console_.requests.ask(guest, wish(`Song ${at}`), null),
    )
    const outcomes = await Promise.allSettled(asked)
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected'])
    expect(await storedIds()).toHaveLength(3)
  })
})
