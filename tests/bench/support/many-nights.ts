import { connect } from '../../../db/link.ts'
import type { Database } from '../../../db/open-database.ts'
import { requestsIn } from '../../../db/requests.ts'
import type { Scene } from '../../../db/testing/hot-queries.ts'
import { ask, makeNight } from '../../../db/testing/night.ts'

const djs = 20
const votesOfEach = 10
/** The same songs are asked for night after night. */
const songs = 30_000

/**
 * `nights` of `djs`, `requests` in all: what years of a shared database hold. One night is live, with `live` of the
 * requests and a twentieth of them waiting in the queue; the others have ended, most of what was asked there was played.
 */
export async function makeManyNights(
  url: string,
  database: Database,
  { nights, requests, live }: { readonly nights: number; readonly requests: number; readonly live: number },
): Promise<Scene> {
  const night = await makeNight(database, 'mia')
  const { guest, context } = await night.join('Ada')
  const { guest: restless } = await night.join('Ida')
  const request = ask(night, guest, 'Waterloo')
  await database.withTenant(context, (tx) => requestsIn(tx).insert(request, 10))
  const owner = connect(url)
  try {
    // In bulk: no announcements, no look-up of keys that are right by the way they are made, indexes made at the end.
    const indexes = await owner.unsafe<{ name: string; text: string }[]>(`
      select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as text from pg_index
      where indrelid = 'requests'::regclass and not exists (select from pg_constraint where conindid = indexrelid)`)
    await owner.unsafe(`drop index ${indexes.map(({ name }) => name).join(', ')}`)
    await owner.unsafe(`set session_replication_role = replica; set synchronous_commit = off;
      set maintenance_work_mem = '256MB';
      insert into users (username, email, password) select 'dj-' || n, n || '@example.test', 'hash'
        from generate_series(2, ${djs}) n;
      create temp table night as select e.*, row_number() over () as number from (
        select gen_random_uuid() as id, u.id as user_id, now() - n * interval '1 day' as at
        from generate_series(1, ${nights - 1}) n
        join (select id, row_number() over (order by created_at, id) as number from users) u
          on u.number = 1 + n % ${djs}) e;
      insert into events (id, user_id, pin, status, config, created_at, ended_at)
        select id, user_id, lpad((number % 10000)::text, 4, '0'), 'offline',
          jsonb_build_object('event_title', 'Night ' || number), at, at + interval '6 hours' from night;
      insert into night values ('${night.event.id}', '${night.user.id}', now(), 0);
      insert into session_store (sid, sess, expire) select md5(id || ' ' || n) || md5(n || ' ' || id),
          jsonb_build_object('user_id', user_id, 'event_id', id, 'nickname', 'Guest ' || n, 'joined_at', n), at
        from night, generate_series(1, 80) n;
      insert into requests (user_id, event_id, requester_nickname, user_session_id, created_at, status, track_data,
          approved_at, played_at)
        select user_id, id, 'Guest ' || (n % 80), md5(id || ' ' || n % 80) || md5(n % 80 || ' ' || id),
          at + n * interval '15 seconds', said, jsonb_build_object('provider', 'file',
            'uri', 'cueline:file:' || song, 'id', song, 'title', 'Song ' || n,
            'artists', jsonb_build_array('Artist ' || n % 700), 'album', 'Album', 'duration_ms', 200000),
          case when said <> 'pending' then at end, case when said = 'played' then at end
        from night cross join lateral generate_series(1, case when number = 0 then ${live}
          else (${requests - live}) / ${nights - 1} end) n
        cross join lateral (select case when n % 10 < 6 then 'played' when n % 10 < 8 then 'rejected'
          when number = 0 and n % 20 = 8 then 'approved' when number = 0 then 'pending' else 'played' end as said,
          case when number > 0 and n % 97 = 1 then 'waterloo'
            else 'song-' || (n * 7919 + number * 31) % ${songs} end as song) s;
      insert into request_votes (request_id, guest_id, user_id, event_id)
        select id, md5(n::text || id), user_id, event_id
        from (select * from requests where id::text < '1') r, generate_series(1, ${votesOfEach}) n`)
    for (const { text } of indexes) await owner.unsafe(text)
    await owner.unsafe('vacuum analyze')
    await owner.unsafe('checkpoint')
  } finally {
    await owner.end()
  }
  return { night, guestId: guest.id, restlessId: restless.id, requestId: request.id }
}
