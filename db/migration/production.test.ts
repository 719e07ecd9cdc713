import { beforeAll, describe, expect, test } from 'vitest'
import { databases, type Opened } from '../testing/databases.ts'
import {
  jonas,
  mia,
  miaAdmin,
  moreUsers,
  olga,
  oneUser,
  requestId,
  requestRows,
  spring,
  summer,
  variants,
  winter,
} from '../testing/production.ts'
import { catalogueOf, rowsOf } from '../testing/whole-database.ts'
import { baselineTables, tableNames } from './baseline.ts'
import { readCatalogue } from './catalogue.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migration-files.ts'
import { planMigration } from './plan-migration.ts'
import { readSchemaState } from './schema-state.ts'

const { production, open } = databases()

function run({ url, client }: Opened) {
  return migrate({ url, client, exportBefore: null })
}

async function auditOf({ client }: Opened, subject: string) {
  return client.unsafe(
    `select action, subject_id, user_id, event_id, before, after from audit where subject = $1 order by id`,
    [subject],
  )
}

let fromNothing: readonly string[]
beforeAll(async () => {
  const empty = await open()
  await run(empty)
  fromNothing = await catalogueOf(empty.client)
})

const songs = `select id, track_uri as uri, track_name as title, artist_name as artist, album_name as album,
  requester_nickname, status::text as status, created_at::timestamptz::text as created, played_at::text,
  spotify_added_to_queue, spotify_added_to_playlist from requests order by id`
const songsNow = `select id, track_uri as uri, track_data->>'title' as title, track_data->'artists'->>0 as artist,
  track_data->>'album' as album, requester_nickname, status,
  case when id <> '${requestId(6)}' then created_at::text end as created, played_at::text,
  spotify_added_to_queue, spotify_added_to_playlist from requests order by id`

test('the documented tables are what the first migration makes', async () => {
  const opened = await open(migrations[0]?.sql ?? '')
  const found = await readCatalogue(opened.client)
  for (const table of tableNames) {
    const columns = found.columns.filter((column) => column.table === table)
    const rules = found.constraints.filter((rule) => rule.table === table && rule.kind !== 'n')
    const others = found.indexes.filter((index) => index.table === table)
    expect({
      columns: Object.fromEntries(
        columns.map(({ name, type, filled, fallback }) => [name, { type, filled, fallback }]),
      ),
      constraints: Object.fromEntries(rules.map(({ name, definition }) => [name, definition])),
      indexes: Object.fromEntries(
        others.map(({ name, definition }) => [name, definition.split(' USING ')[1]]),
      ),
    }).toEqual(baselineTables[table])
  }
})

describe('a production database', () => {
  test.each(Object.entries(variants))(
    '%s ends at the schema of an empty one, with all its rows',
    async (_, change) => {
      const opened = await production(oneUser, moreUsers, requestRows, change)
      const before = await opened.client.unsafe(songs)
      await run(opened)
      expect(await catalogueOf(opened.client)).toEqual(fromNothing)
      expect(await opened.client.unsafe(songsNow)).toEqual(before)
      expect(await readSchemaState(opened.client)).toEqual({ kind: 'current' })
      expect((await run(opened)).ran).toEqual([])
    },
  )

  test('keeps accounts, nights, sessions and tokens value by value', async () => {
    const opened = await production(oneUser, moreUsers, requestRows)
    const { client } = opened
    const users = `select id, username, email, password, created_at, updated_at, email_verified, active_session_id from users order by id`
    const events = `select id, user_id, pin, status, config, version, created_at, updated_at, device_id from events
      where id in ('${spring}', '${summer}', '${winter}') order by id`
    const tokens = `select id, user_id, access_token, refresh_token, expires_at, scope, token_type, created_at, updated_at
      from spotify_auth order by id`
    const sessions = `select sid, sess, expire from session_store order by sid`
    const read = () => Promise.all([users, events, tokens, sessions].map((query) => client.unsafe(query)))
    const before = await read()
    const admins = await client.unsafe('select to_jsonb(a) as row from admins a order by id')
    await run(opened)
    expect(await read()).toEqual(before)
    expect(await client.unsafe('select id, role, claimed from users order by id')).toEqual([
      { id: mia, role: 'admin', claimed: true },
      { id: jonas, role: 'superadmin', claimed: true },
      { id: olga, role: 'admin', claimed: true },
    ])
    expect(await client.unsafe(`select active_admin_id from events where id = '${spring}'`)).toEqual([
      { active_admin_id: mia },
    ])
    const kept = await auditOf(opened, 'admins')
    expect(kept.map(({ before: row }) => row)).toEqual(admins.map(({ row }) => row))
    expect(kept[0]).toMatchObject({ action: 'set-aside', subject_id: miaAdmin, user_id: mia })
  })

  test('of one user ties each request to the newest night of its time', async () => {
    const opened = await production(oneUser, requestRows)
    await run(opened)
    const rows = await opened.client.unsafe('select id, event_id, user_id, origin from requests order by id')
    const homes = [spring, spring, summer, spring, summer, spring]
    expect(rows).toEqual(
      homes.map((event, index) => ({
        id: requestId(index + 1),
        event_id: event,
        user_id: mia,
        origin: 'import',
      })),
    )
  })

  test('of several users puts them into an ended night of the first superadmin', async () => {
    const opened = await production(oneUser, moreUsers, requestRows)
    await run(opened)
    const nights = await opened.client.unsafe(`
      select e.user_id, e.config->>'event_title' as title, e.ended_at is not null as ended, e.status, count(r.id)::int
      from requests r join events e on e.id = r.event_id group by e.id`)
    expect(nights).toEqual([
      { user_id: jonas, title: 'Imported requests', ended: true, status: 'offline', count: 6 },
    ])
  })

  test('of one user without a night makes one for them', async () => {
    const opened = await production(oneUser, 'delete from events', requestRows)
    await run(opened)
    const nights = await opened.client.unsafe(
      `select user_id, config->>'event_title' as title, created_at < '2024-01-02' as early from events`,
    )
    expect(nights).toEqual([{ user_id: mia, title: 'Imported requests', early: true }])
  })

  test('of nobody gets the account that waits to be claimed', async () => {
    const opened = await production(requestRows)
    await run(opened)
    expect(await opened.client.unsafe('select username, role, claimed from users')).toEqual([
      { username: 'dj', role: 'superadmin', claimed: false },
    ])
    expect(await opened.client.unsafe('select count(*)::int from requests')).toEqual([{ count: 6 }])
  })

  test('half-migrated by hand keeps what was written there and is true', async () => {
    const nobody = '00000000-0000-4000-8000-00000000ffff'
    const opened = await production(
      oneUser,
      moreUsers,
      requestRows,
      `alter table requests add user_id uuid, add event_id text, add duration_ms integer,
         add requester_ip_hash varchar(64), add user_session_id uuid, add approved_at timestamp, add track_data json;
       update requests set event_id = '${spring}', duration_ms = 231000, requester_ip_hash = 'ip',
         user_session_id = '${nobody}', approved_at = '2025-03-01 20:01:02.5', track_data = '{"genre": "Pop", "title": "?"}'
         where id = '${requestId(1)}';
       update requests set event_id = '${winter}', user_id = '${mia}' where id = '${requestId(2)}';
       update requests set user_id = '${mia}' where id = '${requestId(3)}';
       update requests set event_id = '${nobody}' where id = '${requestId(4)}';
       update requests set event_id = 'gone', track_data = '[1]' where id = '${requestId(5)}'`,
    )
    const { report } = await planMigration(opened)
    expect(report.findings.join('\n')).toContain('5 requests of no known night')
    await run(opened)
    const rows = await opened.client.unsafe(`
      select r.event_id, r.user_id, e.config->>'event_title' as night from requests r join events e on e.id = r.event_id
      order by r.id`)
    expect(rows.slice(0, 3)).toEqual([
      { event_id: spring, user_id: mia, night: 'Spring' },
      // Said to be Mia's, at a night of Jonas: the night was wrong.
      { event_id: spring, user_id: mia, night: 'Spring' },
      { event_id: summer, user_id: mia, night: 'Summer' },
    ])
    expect(rows.slice(3)).toMatchObject(Array(3).fill({ user_id: jonas, night: 'Imported requests' }))
    const [first] = await opened.client.unsafe(`select * from requests where id = '${requestId(1)}'`)
    expect(first).toMatchObject({
      requester_ip_hash: 'ip',
      user_session_id: nobody,
      approved_at: new Date('2025-03-01T20:01:02.500Z'),
      track_data: { genre: 'Pop', title: 'Dancing Queen', duration_ms: 231000 },
    })
    const lost = await auditOf(opened, 'requests')
    expect(lost.map(({ subject_id: id, before }) => [id, before])).toEqual(
      expect.arrayContaining([
        [requestId(2), { event_id: winter }],
        [requestId(4), { event_id: nobody }],
        [requestId(5), { event_id: 'gone' }],
        [requestId(5), { track_data: '[1]' }],
      ]),
    )
  })

  test('keeps what others put beside the documented tables, and works in spite of it', async () => {
    const opened = await production(
      oneUser,
      requestRows,
      `create table playlists (id int primary key, owner uuid references users (id));
       insert into playlists values (1, '${mia}');
       alter table users add phone text not null default '', add nickname text;
       alter table events add slug text; update events set slug = pin; alter table events alter slug set not null;
       create index by_slug on events (slug); create index by_uri on requests (status, track_uri);
       create index by_name on requests (track_name);
       create view accounts as select id, email from users;
       create function touch() returns trigger language plpgsql as 'begin new.updated_at = now(); return new; end';
       create trigger touch before update on events for each row execute function touch();
       create policy everybody on requests using (true); alter table requests enable row level security`,
    )
    const { client } = opened
    const before = await client.unsafe('select id, slug, updated_at from events order by id')
    const { report } = await run(opened)
    for (const words of [
      'playlists',
      'users.phone',
      'events.slug',
      'by_slug',
      'by_name',
      'touch',
      'everybody',
    ]) {
      expect(report.findings.join('\n')).toContain(words)
    }
    expect(await client.unsafe('select id, slug, updated_at from events order by id')).toEqual(before)
    expect(await client.unsafe('select * from playlists')).toEqual([{ id: 1, owner: mia }])
    const now = (await catalogueOf(client)).join('\n')
    for (const kept of ['INDEX by_slug', 'INDEX by_uri', 'TRIGGER touch', 'accounts email'])
      expect(now).toContain(kept)
    expect(now).not.toContain('everybody')
    await client.unsafe(`insert into events (user_id, pin) values ('${mia}', '7316')`)
  })
})

describe('a dry run', () => {
  test('has nothing to say about tables that are as documented', async () => {
    const { report } = await planMigration(await production(oneUser))
    expect(report.findings).toEqual([])
  })

  test('tells what is there and would be done, and changes nothing', async () => {
    const opened = await production(oneUser, moreUsers, requestRows, variants['half-migrated'] ?? '')
    await opened.client.unsafe(`update users set username = 'Mia' where id = '${mia}'`)
    const before = [await catalogueOf(opened.client), await rowsOf(opened.client)]
    const { report, state, holdsData } = await planMigration(opened)
    expect(state.kind).toBe('production')
    expect(holdsData).toBe(true)
    expect(report.tables).toContainEqual({ name: 'requests', rows: 6 })
    expect(report.findings).toContainEqual('1 user name must be lower case and unique: Mia → mia.')
    expect(report.steps).toContain('Run 0001_add_columns')
    expect([await catalogueOf(opened.client), await rowsOf(opened.client)]).toEqual(before)
    // The run finds the same.
    expect((await run(opened)).report).toEqual(report)
  })
})

test('many requests take seconds', { timeout: 120_000 }, async () => {
  const opened = await production(
    oneUser,
    `insert into requests (track_uri, track_name, artist_name, album_name, requester_nickname, status, created_at)
     select 'spotify:track:' || n % 5000, 'Song ' || n, 'Artist', 'Album', 'Guest ' || n % 300,
       (array['pending', 'approved', 'rejected', 'played', 'odd'])[1 + n % 5], timestamptz '2025-01-01' + n * interval '1 minute'
     from generate_series(1, 20000) n`,
  )
  const begun = performance.now()
  await run(opened)
  // What takes a step for each row takes minutes.
  expect(performance.now() - begun).toBeLessThan(60_000)
  expect(await opened.client.unsafe(`select count(*)::int from audit where subject = 'requests'`)).toEqual([
    { count: 4000 },
  ])
  expect(await catalogueOf(opened.client)).toEqual(fromNothing)
})
