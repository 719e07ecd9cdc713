import { describe, expect, test } from 'vitest'
import { databases, type Opened } from '../testing/databases.ts'
import {
  jonas,
  mia,
  moreUsers,
  oneUser,
  requestId,
  requestRows,
  spring,
  summer,
  winter,
} from '../testing/production.ts'
import { catalogueOf, rowsOf } from '../testing/whole-database.ts'
import { migrate } from './migrate.ts'
import { planMigration } from './plan-migration.ts'

const { open, production } = databases()
const nobody = '00000000-0000-4000-8000-00000000ffff'

function run({ url, client }: Opened) {
  return migrate({ url, client, exportBefore: null })
}

type Case = {
  /** Breaks the rows of a production database with three users. */
  readonly broken: string
  /** What the report says. */
  readonly words: string
  readonly query: string
  readonly rows: readonly object[]
  /** The originals, by the row's id. */
  readonly kept: readonly (readonly [string, object | null])[]
}

const cases: Readonly<Record<string, Case>> = {
  'user names that are the same in lower case': {
    broken: `update users set username = ' JONAS' where username = 'mia'; update users set username = 'jonas-2' where username = 'ölga'`,
    words: '1 user name must be lower case and unique:  JONAS → jonas-3.',
    query: 'select username from users order by id',
    rows: [{ username: 'jonas-3' }, { username: 'jonas' }, { username: 'jonas-2' }],
    kept: [[mia, { username: ' JONAS' }]],
  },
  'e-mail addresses of two users': {
    broken: `alter table users drop constraint users_email_key; update users set email = 'mia@example.test'`,
    words: '2 users without an e-mail address or with that of another',
    query: `select email from users where email not like '%.invalid'`,
    rows: [{ email: 'mia@example.test' }],
    kept: [
      [jonas, { email: 'mia@example.test' }],
      ['00000000-0000-4000-8000-0000000000a3', { email: 'mia@example.test' }],
    ],
  },
  'unknown roles and none': {
    broken: `update users set role = 'Owner' where id = '${mia}'; update users set role = null where username = 'ölga'; delete from admins where id not in (select active_admin_id from events where active_admin_id is not null); update events set active_admin_id = null; delete from admins`,
    words: '2 users with no role or an unknown one; "user" from now on: mia, ölga.',
    query: 'select role from users order by id',
    rows: [{ role: 'user' }, { role: 'superadmin' }, { role: 'user' }],
    kept: [
      [mia, { role: 'Owner' }],
      ['00000000-0000-4000-8000-0000000000a3', { role: null }],
    ],
  },
  'a user without a time': {
    broken: `update users set created_at = null, updated_at = '2025-05-05' where id = '${mia}'`,
    words: '1 user without created_at; it is filled in: mia.',
    query: `select created_at::text from users where id = '${mia}'`,
    rows: [{ created_at: '2025-05-05 00:00:00+00' }],
    kept: [[mia, { created_at: null }]],
  },
  'tokens as they were mailed': {
    broken: `update users set verification_token = 'abc' where id = '${mia}'`,
    words: '1 verification token stored as it was mailed; only its SHA-256 is kept: mia.',
    query: `select verification_token from users where id = '${mia}'`,
    rows: [{ verification_token: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' }],
    kept: [[mia, { verification_token: 'not kept: it was a secret' }]],
  },
  'PINs that are none, or are doubled': {
    broken: `alter table events drop constraint events_pin_key; update events set pin = '12ab' where id = '${winter}'; update events set pin = '5093' where id = '${spring}'`,
    words:
      "2 events with a PIN that is not four digits or is another event's too; new ones are drawn: (12ab), Spring (5093).",
    query: `select count(distinct pin)::int, bool_and(pin ~ '^[0-9]{4}$') as fine, max(pin) filter (where id = '${summer}') as live from events where ended_at is null`,
    rows: [{ count: 3, fine: true, live: '5093' }],
    kept: [
      [winter, { pin: '12ab' }],
      [spring, { pin: '5093' }],
    ],
  },
  'unknown states of events': {
    broken: `update events set status = 'LIVE' where id = '${summer}'`,
    words: '1 event with an unknown status; "offline" from now on: Summer.',
    query: `select status from events where id = '${summer}'`,
    rows: [{ status: 'offline' }],
    kept: [[summer, { status: 'LIVE' }]],
  },
  'settings that are no object': {
    broken: `update events set config = '["a"]' where id = '${spring}'; update events set config = 'null' where id = '${winter}'`,
    words: '2 events with settings that are no object; the defaults from now on',
    query: `select config from events where id in ('${spring}', '${winter}')`,
    rows: [{ config: {} }, { config: {} }],
    kept: [
      [spring, { config: ['a'] }],
      [winter, { config: null }],
    ],
  },
  'events of nobody': {
    broken: `alter table events drop constraint events_user_id_fkey; update events set user_id = '${nobody}' where id = '${spring}'`,
    words: '1 event of nobody; the first superadmin or else the oldest user gets it: Spring.',
    query: `select user_id from events where id = '${spring}'`,
    rows: [{ user_id: jonas }],
    kept: [[spring, { user_id: nobody }]],
  },
  'an active admin that does not exist': {
    broken: `alter table events drop constraint events_active_admin_id_fkey; update events set active_admin_id = '${nobody}' where id = '${summer}'; update events set active_admin_id = '${jonas}' where id = '${winter}'`,
    words: '1 event with an active admin that does not exist; none from now on: Summer.',
    query: `select active_admin_id from events where id in ('${summer}', '${winter}') order by id`,
    rows: [{ active_admin_id: null }, { active_admin_id: jonas }],
    kept: [[summer, { active_admin_id: nobody }]],
  },
  'unknown states of requests': {
    broken: `update requests set status = 'declined' where id = '${requestId(1)}'`,
    words: '1 request with an unknown status; "rejected" from now on: Dancing Queen.',
    query: `select status from requests where id = '${requestId(1)}'`,
    rows: [{ status: 'rejected' }],
    kept: [
      [requestId(1), { status: 'declined' }],
      [requestId(6), { created_at: null }],
    ],
  },
  'requests without a time': {
    broken: `update requests set status = status`,
    words: '1 request without created_at; it is filled in: No time.',
    query: `select created_at::text from requests where id = '${requestId(6)}'`,
    rows: [{ created_at: '2025-04-01 00:00:00+00' }],
    kept: [[requestId(6), { created_at: null }]],
  },
  'sessions that name what is not there': {
    broken: `insert into session_store values ('odd', '{"user_id": 7, "a": 1}', now()), ('gone', '{"user_id": "${mia}", "event_id": "${nobody}"}', now()), ('mine', '{"user_id": "${mia}", "event_id": "${spring}"}', now())`,
    words: '2 sessions that name no event of ours; what they hold is kept under "earlier".',
    query: `select sess, event_id from session_store where sid in ('odd', 'gone', 'mine') order by sid`,
    rows: [
      { sess: { earlier: { user_id: mia, event_id: nobody } }, event_id: null },
      { sess: { user_id: mia, event_id: spring }, event_id: spring },
      { sess: { earlier: { user_id: 7, a: 1 } }, event_id: null },
    ],
    kept: [
      ['odd', { sess: { user_id: 7, a: 1 } }],
      ['gone', { sess: { user_id: mia, event_id: nobody } }],
    ],
  },
  'Spotify accounts of nobody, and a second one': {
    broken: `alter table spotify_auth drop constraint spotify_auth_user_id_fkey, drop constraint spotify_auth_user_id_key;
      insert into spotify_auth (id, user_id, access_token, refresh_token, expires_at, created_at, updated_at) values
        ('${spring}', '${nobody}', 'secret', 'secret', '2025-01-01', null, null),
        ('${summer}', '${mia}', 'secret', 'secret', '2025-01-01', null, '2024-01-01')`,
    words: "2 Spotify accounts of nobody, or a user's older one; it goes to the audit without its tokens.",
    query: 'select access_token from spotify_auth order by access_token',
    rows: [{ access_token: 'a' }, { access_token: 'access' }],
    kept: [spring, summer].map((id, index) => [
      id,
      {
        id,
        user_id: [nobody, mia][index],
        expires_at: '2025-01-01T00:00:00+00:00',
        scope: null,
        token_type: 'Bearer',
        created_at: null,
        updated_at: [null, '2024-01-01T00:00:00+00:00'][index],
      },
    ]),
  },
  'NULL where a rule was missing': {
    broken: `alter table requests alter track_uri drop not null, alter album_name drop not null; update requests set track_uri = null, album_name = null where id = '${requestId(1)}'`,
    words: '1 request without track_uri; it is filled in: Dancing Queen.',
    query: `select track_uri, track_data ->> 'album' as album from requests where id = '${requestId(1)}'`,
    rows: [{ track_uri: `unknown:${requestId(1)}`, album: '' }],
    kept: [
      [requestId(1), { track_uri: null }],
      [requestId(1), { album_name: null }],
    ],
  },
}

describe('rows that break the documented rules', () => {
  test.each(Object.entries(cases))('%s', async (_, { broken, words, query, rows, kept }) => {
    const opened = await production(oneUser, moreUsers, requestRows, broken)
    const counts = Object.fromEntries(
      (await planMigration(opened)).report.tables.map((t) => [t.name, t.rows]),
    )
    const { report } = await run(opened)
    expect(report.findings.join('\n')).toContain(words)
    expect(await opened.client.unsafe(query)).toEqual(rows)
    const audit = await opened.client.unsafe<{ id: string; before: object }[]>(
      `select subject_id as id, before from audit where actor = 'migration' and subject <> 'admins'`,
    )
    const found = audit.map(({ id, before }) => [id, before])
    expect(found).toEqual(expect.arrayContaining(kept.map((one) => [...one])))
    expect(await opened.client.unsafe('select count(*)::int from users')).toEqual([{ count: counts.users }])
    expect(await opened.client.unsafe('select count(*)::int from requests')).toEqual([{ count: 6 }])
    expect(await opened.client.unsafe('select count(*)::int from session_store')).toEqual([
      { count: counts.session_store },
    ])
  })
})

describe('a database that resembles ours and is not', () => {
  test.each([
    [
      'other ids',
      'alter table requests drop id, add id serial primary key',
      'requests.id is integer, not uuid',
    ],
    ['a column less', 'alter table users drop password', 'users has no column password'],
    [
      'a view',
      'alter table requests rename to songs; create view requests as select * from songs',
      'requests is a view, not a table',
    ],
    ['a table less', 'drop table requests', 'there is no table requests'],
    ['our later tables', 'create table audit (id int)', "audit of Cueline, but not Cueline's journal"],
    ['our functions', `create function app_role() returns text return 'dj'`, 'a function app_role'],
    [
      'a view on what goes',
      'create view songs as select track_name from requests',
      'the view songs hangs on requests.track_name',
    ],
    [
      'a table on admins',
      'create table logs (admin uuid references admins)',
      'the table logs hangs on admins',
    ],
    [
      'other types by hand',
      'alter table requests add event_id integer',
      'requests.event_id is integer, not uuid',
    ],
    [
      'rows that are there twice',
      `alter table requests drop constraint requests_pkey; insert into requests select * from requests limit 1`,
      'requests.id is not unique',
    ],
    [
      'another journal',
      'drop table drizzle; create table drizzle (version int)',
      'drizzle has no column hash',
    ],
  ])('%s is refused in words, and left alone', async (_, change, words) => {
    const opened = await production(oneUser, requestRows, change)
    const before = [await catalogueOf(opened.client), await rowsOf(opened.client)]
    const plan = await planMigration(opened)
    expect(plan.state).toMatchObject({ kind: 'foreign' })
    await expect(run(opened)).rejects.toMatchObject({
      problem: 'foreign-schema',
      message: expect.stringContaining(words),
    })
    expect([await catalogueOf(opened.client), await rowsOf(opened.client)]).toEqual(before)
  })

  test('what only has a table of users is refused, and what has other tables alone is used', async () => {
    const shop = await open('create table users (id int)')
    await expect(run(shop)).rejects.toMatchObject({ problem: 'foreign-schema' })
    const notes = await open('create table notes (id int); insert into notes values (1)')
    await run(notes)
    expect(await notes.client.unsafe('select * from notes')).toEqual([{ id: 1 }])
  })
})
