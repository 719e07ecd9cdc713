import { migrations } from '../migration/migration-files.ts'

/** A production database as the earlier app left it, for tests: the documented seven tables with their rows. */

export const mia = '00000000-0000-4000-8000-0000000000a1'
export const jonas = '00000000-0000-4000-8000-0000000000a2'
export const olga = '00000000-0000-4000-8000-0000000000a3'
export const spring = '00000000-0000-4000-8000-0000000000e1'
export const summer = '00000000-0000-4000-8000-0000000000e2'
export const winter = '00000000-0000-4000-8000-0000000000e3'
export const miaAdmin = '00000000-0000-4000-8000-0000000000d1'

export function requestId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

/** The documented tables, and the journal of the app that made them: later than any of ours. */
export const productionTables = `${migrations[0]?.sql}
  insert into drizzle (hash, created_at) values ('theirs', 9999999999999), ('theirs too', 9999999999999);`

/** One user, two nights. */
export const oneUser = `
  insert into users (id, username, email, password, role, created_at, email_verified) values
    ('${mia}', 'mia', 'mia@example.test', '$2b$12$hash', 'admin', '2025-01-01', true);
  insert into events (id, user_id, pin, status, config, created_at, updated_at, device_id) values
    ('${spring}', '${mia}', '4827', 'offline', '{"event_title": "Spring", "own": [1, "😀"]}', '2025-03-01', '2025-03-02', null),
    ('${summer}', '${mia}', '5093', 'live', '{"event_title": "Summer"}', '2025-06-01', '2025-06-02', 'device');`

/** Two more users; Jonas is the first superadmin. */
export const moreUsers = `
  insert into users (id, username, email, password, role, created_at) values
    ('${jonas}', 'jonas', 'jonas@example.test', 'hash', 'superadmin', '2025-02-01'),
    ('${olga}', 'ölga', 'olga@example.test', 'hash', 'user', '2025-02-02');
  insert into events (id, user_id, pin, created_at) values ('${winter}', '${jonas}', '6158', '2025-02-03');
  insert into admins (id, user_id, created_at) values ('${miaAdmin}', '${mia}', '2025-01-02'),
    ('00000000-0000-4000-8000-0000000000d2', '${olga}', null);
  update events set active_admin_id = '${miaAdmin}' where id = '${spring}';
  insert into spotify_auth (user_id, access_token, refresh_token, expires_at, scope) values
    ('${mia}', 'access', 'refresh', '2025-06-02', null), ('${olga}', 'a', 'r', '2025-06-02', 'streaming');
  insert into session_store values ('sid-1', '{"passport": {"user": "mia"}}', '2025-07-01'), ('sid-2', '[1]', '2025-07-01');`

/** In every state, doubled, with odd signs and with NULLs where the document allows them. */
export const requestRows = `
  insert into requests (id, track_uri, track_name, artist_name, album_name, requester_nickname, status, created_at,
    played_at, spotify_added_to_queue, spotify_added_to_playlist) values
    ('${requestId(1)}', 'spotify:track:4uLU6hMCjMI75M1A2tKUQC', 'Dancing Queen', 'ABBA', 'Arrival', 'Ada', 'pending', '2025-03-01 20:00', null, false, true),
    ('${requestId(2)}', 'spotify:track:4uLU6hMCjMI75M1A2tKUQC', 'Dancing Queen', 'ABBA', 'Arrival', 'Ada', 'pending', '2025-03-01 20:00', null, null, null),
    ('${requestId(3)}', 'file:///a b.mp3', E'Ünï\\U0001F3B6 "quoted" \\\\ back', E'tab\\tline\\nbreak', '', '', 'approved', '2025-06-01 21:00', null, true, false),
    ('${requestId(4)}', '', 'שלום', 'لا إله', '音楽', 'Zoë 👩🏽‍🎤', 'rejected', '2024-01-01', null, false, false),
    ('${requestId(5)}', 'x', E'e\\u0301 not é', 'a', 'b', 'c', 'played', '2025-08-01', '2025-08-02 01:02:03.456789', false, false),
    ('${requestId(6)}', 'y', 'No time', 'a', 'b', 'c', 'played', null, '2025-04-01', false, false);`

/** What people and their tools did to such a database before it came to us, by name. */
export const variants: Readonly<Record<string, string>> = {
  'as documented': '',
  'without the journal': 'drop table drizzle',
  'without admins and sessions': `alter table events drop constraint events_active_admin_id_fkey;
    update events set active_admin_id = null; drop table admins, session_store, spotify_auth`,
  'with the recommended indexes': `create index idx_requests_status_created on requests (status, created_at);
    create index idx_spotify_auth_user_id on spotify_auth (user_id);
    create index idx_events_user_status on events (user_id, status)`,
  'without some rules': `drop index requests_status_idx, events_user_id_idx;
    alter table users drop constraint users_username_key; alter table events drop constraint events_pin_key;
    alter table spotify_auth drop constraint spotify_auth_user_id_fkey;
    alter table events alter column version drop not null, alter column config drop not null,
      alter column status drop default; alter table requests alter column track_name drop not null;
    alter table users alter column id drop default, alter column email drop not null`,
  'with the names of drizzle-kit': `alter table users rename constraint users_username_key to users_username_unique;
    alter table users rename constraint users_email_key to users_email_unique;
    alter table events rename constraint events_pin_key to events_pin_unique;
    alter table events rename constraint events_user_id_fkey to events_user_id_users_id_fk;
    alter table events rename constraint events_active_admin_id_fkey to events_active_admin_id_admins_id_fk;
    alter table spotify_auth drop constraint spotify_auth_user_id_fkey, add constraint spotify_auth_user_id_users_id_fk
      foreign key (user_id) references users (id) on update no action on delete no action;
    alter index requests_track_uri_idx rename to idx_requests_track_uri;
    alter table users drop constraint users_username_unique;
    create unique index users_username_unique on users (username)`,
  'with other types': `create type request_status as enum ('pending', 'approved', 'rejected', 'played');
    alter table requests alter column status drop default, alter column status type request_status using status::request_status,
      alter column created_at type timestamp using created_at at time zone 'UTC';
    alter table requests alter column status set default 'pending';
    alter table users alter column username type varchar(255), alter column role type varchar(20);
    alter table events alter column pin type character(4);
    alter table session_store alter column sess type json, alter column expire type timestamp(6)`,
  'half-migrated': `alter table requests add column user_id uuid references users (id),
      add column event_id uuid references events (id), add column duration_ms integer, add column requester_ip_hash text,
      add column user_session_id varchar(64);
    update requests set event_id = events.id, user_id = events.user_id from events where pin = '5093'`,
  'half-migrated with its rules': `alter table requests add column user_id uuid references users (id),
      add column event_id uuid references events (id), add column duration_ms integer,
      add column track_data jsonb default '{}', add column approved_at timestamptz;
    update requests set event_id = events.id, user_id = events.user_id from events where pin = '5093';
    alter table requests alter column user_id set not null, alter column event_id set not null;
    create index idx_requests_user_event on requests (user_id, event_id)`,
  'with rules of its own': `alter table events add constraint one_event unique (user_id, pin);
    alter table users add check (role in ('user', 'admin', 'superadmin'));
    alter table users enable row level security; create policy everybody on users using (true);
    create function touch() returns trigger language plpgsql as 'begin new.updated_at = now(); return new; end';
    create trigger touch before update on users for each row execute function touch();
    drop trigger touch on users; drop function touch`,
}
