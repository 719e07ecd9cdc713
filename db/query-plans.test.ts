import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from './link.ts'
import { requestsIn } from './requests.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'
import { plansOf, wholeReads } from './testing/explain.ts'
import { hotQueries, type Scene } from './testing/hot-queries.ts'
import { ask, makeNight } from './testing/night.ts'

let made: TestDatabase
let scene: Scene

beforeAll(async () => {
  made = await createTestDatabase()
  const night = await makeNight(made.database, 'mia')
  const { guest, context } = await night.join('Ada')
  const { guest: restless } = await night.join('Ida')
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
  const request = ask(night, guest, 'Waterloo')
  await made.database.withTenant(context, (tx) => requestsIn(tx).insert(request, 10))
  scene = { night, guestId: guest.id, restlessId: restless.id, requestId: request.id }
}, 120_000)
afterAll(() => made.close())

test.each(Object.entries(hotQueries))(
  'at 100,000 requests no table is read whole: %s',
  async (_name, query) => {
    const as = query.as(scene)
    const plans = await plansOf(made.database, made.url, as, (tx) => query.run(tx, scene, as))
    // The plan of an INSERT does not name the unique index that it tries.
    expect(plans).toMatch(/Index|Conflict Resolution/)
    expect(wholeReads(plans)).toEqual([])
  },
)
