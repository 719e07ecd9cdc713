import { uuidPattern } from './conversions.ts'
import { type Repair, some } from './repair.ts'
import { missing, repair } from './row-repair.ts'

/** Of what hangs on users and events beside the nights themselves. */
export function repairsBesideNights(): readonly Repair[] {
  const named = (column: string) => `t.sess::jsonb ->> '${column}'`
  const isOdd = (column: string) => `coalesce(${named(column)} !~ ${uuidPattern}, false)`
  return [
    missing('spotify_auth', 'expires_at', 'now()'),
    {
      table: 'spotify_auth',
      column: null,
      // The tokens are left out: a secret of nobody is not to lie in an audit for ever.
      rows: `select t.id::text as key, null::text as label,
          to_jsonb(t) - 'access_token' - 'refresh_token' as before, null::jsonb as after
        from public.spotify_auth t where not exists (select from public.users u where u.id = t.user_id)
          or t.id in (select id from (select id, row_number() over (partition by user_id
            order by updated_at desc nulls last, expires_at desc, id) as place from public.spotify_auth) placed
            where place > 1)`,
      words: (count) =>
        `${some(count, 'Spotify account')} of nobody, or a user's older one; it goes to the audit without its tokens`,
    },
    missing('session_store', 'expire', 'now()'),
    repair(
      'session_store',
      'sess',
      `t.sess is null or ${isOdd('user_id')} or ${isOdd('event_id')}
        or (${named('user_id')} is not null and ${named('event_id')} is not null and not exists (
          select from public.events e where e.id::text = lower(${named('event_id')})
            and e.user_id::text = lower(${named('user_id')})))`,
      `jsonb_build_object('earlier', t.sess)`,
      (count) =>
        `${some(count, 'session')} that name no event of ours; what they hold is kept under "earlier"`,
    ),
  ]
}
