/** The documented production schema as data: what `0000_production_schema.sql` makes; a test compares the two. */

export type BaselineColumn = {
  /** As `format_type` says it. */
  readonly type: string
  readonly filled: boolean
  /** As `pg_get_expr` says it. */
  readonly fallback: string | null
}

type BaselineTable = {
  readonly columns: Readonly<Record<string, BaselineColumn>>
  /** Definitions by name, as `pg_get_constraintdef` says them. */
  readonly constraints: Readonly<Record<string, string>>
  /** By name: what follows `USING` in the definition. */
  readonly indexes: Readonly<Record<string, string>>
}

function may(type: string, fallback: string | null = null): BaselineColumn {
  return { type, filled: false, fallback }
}

function must(type: string, fallback: string | null = null): BaselineColumn {
  return { type, filled: true, fallback }
}

const id = must('uuid', 'gen_random_uuid()')
const text = 'text'
const time = 'timestamp with time zone'
const isFalse = may('boolean', 'false')
const ofUser = 'FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE'

const tables = {
  users: {
    columns: {
      id,
      username: must(text),
      email: must(text),
      password: must(text),
      role: may(text, "'user'::text"),
      created_at: may(time, 'now()'),
      updated_at: may(time, 'now()'),
      active_session_id: may(text),
      active_session_created_at: may(time),
      email_verified: isFalse,
      verification_token: may(text),
      verification_token_expires: may(time),
      password_reset_token: may(text),
      password_reset_expires: may(time),
    },
    constraints: {
      users_pkey: 'PRIMARY KEY (id)',
      users_username_key: 'UNIQUE (username)',
      users_email_key: 'UNIQUE (email)',
    },
    indexes: {},
  },
  admins: {
    columns: { id, user_id: must('uuid'), created_at: may(time, 'now()'), updated_at: may(time, 'now()') },
    constraints: {
      admins_pkey: 'PRIMARY KEY (id)',
      admins_user_id_key: 'UNIQUE (user_id)',
      admins_user_id_fkey: ofUser,
    },
    indexes: {},
  },
  events: {
    columns: {
      id,
      user_id: must('uuid'),
      pin: must(text),
      status: must(text, "'offline'::text"),
      config: must('jsonb', "'{}'::jsonb"),
      active_admin_id: may('uuid'),
      version: must('integer', '0'),
      created_at: must(time, 'now()'),
      updated_at: must(time, 'now()'),
      device_id: may(text),
    },
    constraints: {
      events_pkey: 'PRIMARY KEY (id)',
      events_pin_key: 'UNIQUE (pin)',
      events_user_id_fkey: ofUser,
      events_active_admin_id_fkey: 'FOREIGN KEY (active_admin_id) REFERENCES admins(id)',
    },
    indexes: { events_user_id_idx: 'btree (user_id)' },
  },
  requests: {
    columns: {
      id,
      track_uri: must(text),
      track_name: must(text),
      artist_name: must(text),
      album_name: must(text),
      requester_nickname: must(text),
      status: must(text, "'pending'::text"),
      created_at: may(time, 'now()'),
      played_at: may(time),
      spotify_added_to_queue: isFalse,
      spotify_added_to_playlist: isFalse,
    },
    constraints: { requests_pkey: 'PRIMARY KEY (id)' },
    indexes: {
      requests_status_idx: 'btree (status)',
      requests_track_uri_idx: 'btree (track_uri)',
      requests_created_at_idx: 'btree (created_at)',
    },
  },
  spotify_auth: {
    columns: {
      id,
      user_id: must('uuid'),
      access_token: must(text),
      refresh_token: must(text),
      expires_at: must(time),
      scope: may(text),
      token_type: may(text, "'Bearer'::text"),
      created_at: may(time, 'now()'),
      updated_at: may(time, 'now()'),
    },
    constraints: {
      spotify_auth_pkey: 'PRIMARY KEY (id)',
      spotify_auth_user_id_key: 'UNIQUE (user_id)',
      spotify_auth_user_id_fkey: ofUser,
    },
    indexes: {},
  },
  session_store: {
    columns: { sid: must(text), sess: must('jsonb'), expire: must(time) },
    constraints: { session_store_pkey: 'PRIMARY KEY (sid)' },
    indexes: {},
  },
  drizzle: {
    columns: {
      id: must('integer', "nextval('drizzle_id_seq'::regclass)"),
      hash: must(text),
      created_at: may('bigint'),
    },
    constraints: { drizzle_pkey: 'PRIMARY KEY (id)' },
    indexes: {},
  },
} as const satisfies Readonly<Record<string, BaselineTable>>

export type TableName = keyof typeof tables

/** The seven in an order in which each refers to earlier ones only. */
export const tableNames = Object.keys(tables) as readonly TableName[]

/** The tables, for code that walks over all of them. */
export const baselineTables: Readonly<Record<TableName, BaselineTable>> = tables
