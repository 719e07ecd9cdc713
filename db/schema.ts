import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  serial,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { noticeTargets } from '../src-main/core/notice.ts'
import { instant, json } from './columns.ts'

/**
 * The tables as the migrations leave them; a test compares the two. Checks, policies, roles and triggers
 * are in `migrations/` only.
 */
export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey().defaultRandom(),
    username: text().notNull().unique('users_username_key'),
    email: text().notNull().unique('users_email_key'),
    password: text().notNull(),
    role: text().notNull().default('user'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').default(sql`now()`),
    activeSession: text('active_session_id'),
    activeSessionCreatedAt: instant('active_session_created_at'),
    emailVerified: boolean('email_verified').default(false),
    verificationToken: text('verification_token'),
    verificationTokenExpires: instant('verification_token_expires'),
    passwordResetToken: text('password_reset_token'),
    passwordResetExpires: instant('password_reset_expires'),
    claimed: boolean().notNull().default(true),
    /** Since when nobody can sign in to it. */
    disabledAt: instant('disabled_at'),
    /** The computer that is signed in. */
    activeSessionName: text('active_session_name'),
  },
  (table) => [index('users_email_lower').on(sql`lower(${table.email})`)],
)

/** SHA-256 of the codes that were printed at sign-up. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    codeHash: text('code_hash').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ name: 'recovery_codes_pkey', columns: [table.userId, table.codeHash] })],
)

/** What was changed over somebody's head; see `0007_accounts.sql`. */
export const audit = pgTable(
  'audit',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant().notNull().default(sql`now()`),
    userId: uuid('user_id'),
    eventId: uuid('event_id'),
    /** The id of an account, or `migration`. */
    actor: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    subjectId: text('subject_id'),
    before: json(),
    after: json(),
  },
  (table) => [index('audit_user').on(table.userId, table.at), index('audit_event').on(table.eventId)],
)

export const events = pgTable(
  'events',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    pin: text().notNull(),
    status: text().notNull().default('offline'),
    config: json().notNull().default({}),
    activeAdminId: uuid('active_admin_id').references((): AnyPgColumn => users.id, { onDelete: 'set null' }),
    version: integer().notNull().default(0),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    deviceId: text('device_id'),
    endedAt: instant('ended_at'),
    archivedAt: instant('archived_at'),
    /** When the names of its guests were forgotten. */
    guestsForgottenAt: instant('guests_forgotten_at'),
  },
  (table) => [
    unique('events_id_user').on(table.id, table.userId),
    uniqueIndex('events_pin_open').on(table.pin).where(sql`${table.endedAt} IS NULL`),
    index('events_user_id_idx').on(table.userId),
    index('idx_events_user_status').on(table.userId, table.status),
    index('events_user_created').on(table.userId, table.createdAt.desc()),
  ],
)

export const requests = pgTable(
  'requests',
  {
    id: uuid().primaryKey().defaultRandom(),
    nickname: text('requester_nickname').notNull(),
    status: text().notNull().default('pending'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    playedAt: instant('played_at'),
    spotifyAddedToQueue: boolean('spotify_added_to_queue').default(false),
    spotifyAddedToPlaylist: boolean('spotify_added_to_playlist').default(false),
    userId: uuid('user_id').notNull(),
    eventId: uuid('event_id').notNull(),
    ipHash: text('requester_ip_hash'),
    guestId: text('user_session_id'),
    queuePosition: doublePrecision('queue_position'),
    approvedAt: instant('approved_at'),
    rejectedAt: instant('rejected_at'),
    /** Taken back by its guest: shown to nobody. */
    withdrawnAt: instant('withdrawn_at'),
    startedAt: instant('started_at'),
    rejectReason: text('reject_reason'),
    note: text(),
    /** Set aside by the DJ since then; see `0013_hold_and_answer.sql`. */
    heldAt: instant('held_at'),
    answer: text(),
    /** See `0016_asked_at_the_desk.sql`. */
    atDesk: json('at_desk').notNull().default([]),
    version: integer().notNull().default(0),
    /** Who made the row: `import` exempts it from the rules that old data does not keep. */
    origin: text({ enum: ['guest', 'dj', 'import'] })
      .notNull()
      .default('guest'),
    trackData: json('track_data').notNull(),
    trackUri: text('track_uri').notNull().generatedAlwaysAs(sql`(track_data ->> 'uri'::text)`),
  },
  (table) => [
    foreignKey({
      name: 'requests_event_of_user',
      columns: [table.eventId, table.userId],
      foreignColumns: [events.id, events.userId],
    }).onDelete('cascade'),
    unique('requests_id_event_user').on(table.id, table.eventId, table.userId),
    uniqueIndex('requests_one_playing')
      .on(table.eventId)
      .where(sql`status = 'approved' AND started_at IS NOT NULL AND played_at IS NULL`),
    uniqueIndex('requests_one_open_per_track')
      .on(table.eventId, table.trackUri)
      .where(sql`status IN ('pending', 'approved') AND origin <> 'import'`),
    index('requests_queue').on(table.eventId, table.queuePosition).where(sql`status = 'approved'`),
    index('requests_guest_failed').on(table.guestId).where(sql`status = 'rejected'`),
    index('requests_played').on(table.eventId, table.trackUri, table.playedAt).where(sql`status = 'played'`),
    index('requests_status_idx').on(table.status),
    index('requests_track_uri_idx').on(table.trackUri),
    index('requests_created_at_idx').on(table.createdAt),
    index('idx_requests_status_created').on(table.status, table.createdAt),
    index('idx_requests_user_event').on(table.userId, table.eventId),
    index('requests_event_created').on(table.eventId, table.createdAt),
    index('requests_guest').on(table.guestId),
  ],
)

export const requestVotes = pgTable(
  'request_votes',
  {
    requestId: uuid('request_id').notNull(),
    guestId: text('guest_id').notNull(),
    userId: uuid('user_id').notNull(),
    eventId: uuid('event_id').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: 'request_votes_pkey', columns: [table.requestId, table.guestId] }),
    foreignKey({
      name: 'request_votes_request_of_event',
      columns: [table.requestId, table.eventId, table.userId],
      foreignColumns: [requests.id, requests.eventId, requests.userId],
    })
      .onUpdate('cascade')
      .onDelete('cascade'),
    index('request_votes_event').on(table.eventId),
  ],
)

/** The link by which a browser shows a DJ's display. */
export const displayLinks = pgTable('display_links', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  token: text().notNull(),
  changedAt: instant('changed_at').notNull().default(sql`now()`),
})

export const spotifyAuth = pgTable(
  'spotify_auth',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' })
      .unique('spotify_auth_user_id_key'),
    /** Stays empty: tokens live in the keychain of the DJ's machine. */
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    expiresAt: instant('expires_at').notNull(),
    scope: text(),
    tokenType: text('token_type').default('Bearer'),
    createdAt: instant('created_at').default(sql`now()`),
    updatedAt: instant('updated_at').default(sql`now()`),
    /** The DJ's own, from Spotify's developer dashboard. */
    clientId: text('client_id'),
    authorisedAt: instant('authorised_at'),
    accountId: text('account_id'),
    accountName: text('account_name'),
  },
  (table) => [index('idx_spotify_auth_user_id').on(table.userId)],
)

/** Guests. `sid` is the SHA-256 of the guest's token; ids and nickname are in `sess`. */
export const sessionStore = pgTable(
  'session_store',
  {
    sid: text().primaryKey(),
    sess: json().notNull(),
    expire: instant().notNull(),
    userId: uuid('user_id').generatedAlwaysAs(sql`((sess ->> 'user_id'::text))::uuid`),
    eventId: uuid('event_id').generatedAlwaysAs(sql`((sess ->> 'event_id'::text))::uuid`),
  },
  (table) => [
    foreignKey({
      name: 'session_store_event_of_user',
      columns: [table.eventId, table.userId],
      foreignColumns: [events.id, events.userId],
    }).onDelete('cascade'),
    index('session_store_event').on(table.eventId),
    index('session_store_expire').on(table.expire),
  ],
)

/** How much of a PIN's budget is gone; see `core/pin-guard.ts`. */
export const pinGuards = pgTable(
  'pin_guards',
  {
    eventId: uuid('event_id').primaryKey(),
    userId: uuid('user_id').notNull(),
    pin: text().notNull(),
    failures: integer().notNull().default(0),
    spent: boolean().notNull().default(false),
    code: text().notNull(),
  },
  (table) => [
    foreignKey({
      name: 'pin_guards_event_of_user',
      columns: [table.eventId, table.userId],
      foreignColumns: [events.id, events.userId],
    }).onDelete('cascade'),
  ],
)

/** What makes a guest's address a hash; base64url. */
export const addressKeys = pgTable(
  'address_keys',
  {
    eventId: uuid('event_id').primaryKey(),
    userId: uuid('user_id').notNull(),
    key: text().notNull(),
  },
  (table) => [
    foreignKey({
      name: 'address_keys_event_of_user',
      columns: [table.eventId, table.userId],
      foreignColumns: [events.id, events.userId],
    }).onDelete('cascade'),
  ],
)

/** Guests that the DJ takes nothing more from; see `0010_blocked_guests.sql`. */
export const blockedGuests = pgTable(
  'blocked_guests',
  {
    guestId: text('guest_id')
      .primaryKey()
      .references(() => sessionStore.sid, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull(),
    eventId: uuid('event_id').notNull(),
    blockedAt: instant('blocked_at').notNull().default(sql`now()`),
  },
  (table) => [
    foreignKey({
      name: 'blocked_guests_event_of_user',
      columns: [table.eventId, table.userId],
      foreignColumns: [events.id, events.userId],
    }).onDelete('cascade'),
    index('blocked_guests_event').on(table.eventId),
  ],
)

/** What the DJ tells the room; see `0012_notices.sql`. */
export const notices = pgTable(
  'notices',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id').notNull(),
    eventId: uuid('event_id').notNull(),
    text: text().notNull(),
    target: text({ enum: noticeTargets }).notNull(),
    createdAt: instant('created_at').notNull(),
    endsAt: instant('ends_at'),
    removedAt: instant('removed_at'),
    version: integer().notNull().default(0),
  },
  (table) => [
    foreignKey({
      name: 'notices_event_of_user',
      columns: [table.eventId, table.userId],
      foreignColumns: [events.id, events.userId],
    }).onDelete('cascade'),
    index('notices_event').on(table.eventId),
    index('notices_user_created').on(table.userId, table.createdAt.desc()),
  ],
)

/** Which processes hear of changes; see `0006_announce_changes.sql`. */
export const listeners = pgTable('listeners', {
  process: uuid().primaryKey(),
  backend: integer().notNull(),
  since: instant().notNull().default(sql`now()`),
})

/** The journal of the migrations that ran, under the name that production has. */
export const journal = pgTable('drizzle', {
  id: serial().primaryKey(),
  hash: text().notNull(),
  createdAt: bigint('created_at', { mode: 'number' }),
})
