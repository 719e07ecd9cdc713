import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventsIn } from './events.ts'
import { guestsIn } from './guests.ts'
import { historyIn } from './history.ts'
import { connect } from './link.ts'
import { requestsIn } from './requests.ts'
import type { TenantContext, Tx } from './tenant.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'
import { ask, makeNight, type Night } from './testing/night.ts'

let made: TestDatabase
let night: Night
let context: TenantContext
let guestId: string
let requestId: string

beforeAll(async () => {
  made = await createTestDatabase()
  night = await makeNight(made.database, 'mia')
  const joined = await night.join('Ada')
  context = joined.context
  guestId = joined.guest.id
  // As the owner and in bulk: a hundred nights of a thousand songs.
  const owner = connect(made.url)
  await owner.unsafe(`
    insert into events (user_id, pin, ended_at) select '${night.user.id}', '1234', now() from generate_series(1, 100);
    insert into requests (user_id, event_id, requester_nickname, user_session_id, track_data, status)
      select user_id, id, 'Max', 'guest ' || number, jsonb_build_object('uri', id || ' ' || number), 'played'
      from events, generate_series(1, 1000) as number;
    insert into session_store (sid, sess, expire) select 'guest ' || number,
      jsonb_build_object('user_id', '${night.user.id}', 'event_id', '${night.event.id}'), now()
      from generate_series(1, 1000) as number;
    analyze`)
  await owner.end()
  const request = ask(night, joined.guest, 'Waterloo')
  requestId = request.id
  await made.database.withTenant(context, (tx) => requestsIn(tx).insert(request, 10))
}, 120_000)
afterAll(() => made.close())

/** The plans of all that a query sends. */
async function plansOf(as: TenantContext, work: (tx: Tx) => Promise<unknown>): Promise<string> {
  const plans: string[] = []
  await made.database.withTenant(
    as,
    async (tx) => {
      const explain = (query: SQL) => tx.execute<{ 'QUERY PLAN': string }>(sql`explain ${query}`)
      const session = Reflect.get(tx, 'session') as { prepareQuery: (...args: unknown[]) => unknown }
      const prepare = session.prepareQuery.bind(session)
      const texts: { sql: string; params: unknown[] }[] = []
      session.prepareQuery = (query, ...rest) => {
        texts.push(query as { sql: string; params: unknown[] })
        return prepare(query, ...rest)
      }
      await work(tx)
      session.prepareQuery = prepare
      for (const { sql: text, params } of texts) {
        if (!/^\s*(select|with|update|insert|delete)/i.test(text)) continue
        const parts = text.split(/\$(\d+)/)
        const query = sql.join(
          parts.map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${params[Number(part) - 1]}`)),
        )
        const rows = await explain(query)
        plans.push(...rows.map((row) => row['QUERY PLAN']))
      }
    },
    { deadline: 30_000 },
  )
  return plans.join('\n')
}

const hot: Readonly<Record<string, readonly [() => TenantContext, (tx: Tx) => Promise<unknown>]>> = {
  'a guest asks': [
    () => context,
    (tx) => requestsIn(tx).insert(ask(night, { ...joinedGuest(), id: guestId }, 'Fernando'), 10),
  ],
  'a guest votes': [
    () => context,
    (tx) =>
      requestsIn(tx).addVote({ id: requestId, userId: night.user.id, eventId: night.event.id }, guestId),
  ],
  'a guest is known again': [() => context, (tx) => guestsIn(tx).byId(guestId)],
  'the night is read': [() => night.dj, (tx) => requestsIn(tx).allOf(night.event.id)],
  'the guests are read': [() => night.dj, (tx) => guestsIn(tx).allOf(night.event.id)],
  'rows that changed are read': [() => night.dj, (tx) => requestsIn(tx).byIds([requestId])],
  'the DJ approves': [() => night.dj, (tx) => requestsIn(tx).change(requestId, null, { status: 'approved' })],
  'a song starts': [
    () => night.dj,
    (tx) => requestsIn(tx).startPlaying(night.event.id, { id: requestId, version: 0, playing: null }, 1),
  ],
  'the queue is held': [() => night.dj, (tx) => requestsIn(tx).holdApproved(night.event.id)],
  'a guest’s song goes to the end of the queue': [
    () => context,
    (tx) =>
      requestsIn(tx).insert(
        { ...ask(night, { ...joinedGuest(), id: guestId }, 'SOS'), status: 'approved' },
        10,
      ),
  ],
  'what ran out is forgotten': [() => night.dj, (tx) => guestsIn(tx).removeExpired(1)],
  'a night that is over is looked at': [() => night.dj, (tx) => historyIn(tx).of(night.event.id)],
  'the nights are listed': [() => night.dj, (tx) => eventsIn(tx).list(night.user.id)],
}

function joinedGuest() {
  return { eventId: night.event.id, nickname: 'Ada', joinedAt: 0, expiresAt: 0 }
}

test.each(Object.entries(hot))(
  'at 100,000 requests no table is read whole: %s',
  async (_name, [as, work]) => {
    const plans = await plansOf(as(), work)
    expect(plans).toContain('Index')
    expect(plans).not.toContain('Seq Scan')
  },
)
