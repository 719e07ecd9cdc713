import { and, desc, eq, isNull, not, sql } from 'drizzle-orm'
import { type Event, type EventConfig, type EventStatus, eventStatuses } from '../src-main/core/event.ts'
import { attempt } from './attempt.ts'
import { newEventConfig, readEventConfig, writeEventConfig } from './event-config.ts'
import { jsonText } from './json-text.ts'
import { events } from './schema.ts'
import type { Tx } from './tenant.ts'

export type NewEvent = Pick<Event, 'userId' | 'pin' | 'status'> & {
  /** Settings left out are those of `from`, or else the defaults. */
  readonly config: Partial<EventConfig>
  /** An earlier night of this DJ, whose settings the new one begins with, also those that we don't know. */
  readonly from?: string | null
}

/** What to change; settings left out of `config` stay as they are. */
export type EventPatch = {
  readonly status?: EventStatus
  readonly pin?: string
  readonly config?: Partial<EventConfig>
  readonly deviceId?: string | null
}

/** `missing`: not there, or another tenant's. `stale`: not at the version that was seen. */
export type Unwritten = 'missing' | 'stale'

const columns = {
  id: events.id,
  userId: events.userId,
  pin: events.pin,
  status: events.status,
  config: events.config,
  deviceId: events.deviceId,
  version: events.version,
  createdAt: events.createdAt,
  endedAt: events.endedAt,
  archivedAt: events.archivedAt,
}

type Row = Omit<Event, 'status' | 'config'> & { readonly status: string; readonly config: unknown }

function toEvent(row: Row): Event {
  return {
    ...row,
    status: eventStatuses.find((status) => status === row.status) ?? 'offline',
    config: readEventConfig(row.config),
  }
}

/** The nights of a DJ. A change names the version that it saw; `null`: whichever it is at. */
export function eventsIn(tx: Tx) {
  async function hold(id: string): Promise<Row | null> {
    const [held] = await tx.select(columns).from(events).where(eq(events.id, id)).for('update')
    return held ?? null
  }

  async function write(
    held: Row,
    values: Partial<typeof events.$inferInsert>,
  ): Promise<Event | 'missing' | 'pin-taken'> {
    const next = { ...values, version: held.version + 1, updatedAt: Date.now() }
    const written = await attempt(tx, () =>
      tx.update(events).set(next).where(eq(events.id, held.id)).returning(columns),
    )
    if ('violated' in written) return 'pin-taken'
    const [row] = written.value
    return row ? toEvent(row) : 'missing'
  }

  function isStale(held: Row, version: number | null): boolean {
    return version !== null && held.version !== version
  }

  /** A practice night and the readiness check's own are in no list. */
  const isReal = sql`coalesce(${events.config} ->> 'purpose', 'night') not in ('practice', 'check')`

  return {
    /** `pin-taken` when another event that has not ended uses the PIN; `missing` when `from` is not there. */
    async create(event: NewEvent): Promise<Event | 'pin-taken' | 'missing'> {
      const { config, from = null, ...rest } = event
      const [earlier] =
        from === null
          ? []
          : await tx.select({ config: events.config }).from(events).where(eq(events.id, from))
      if (from !== null && !earlier) return 'missing'
      const [row] = await tx
        .insert(events)
        .values({ ...rest, config: madeHere(newEventConfig(earlier?.config ?? {}, config)) })
        .onConflictDoNothing()
        .returning(columns)
      return row ? toEvent(row) : 'pin-taken'
    },

    async byId(id: string): Promise<Event | null> {
      const [row] = await tx.select(columns).from(events).where(eq(events.id, id))
      return row ? toEvent(row) : null
    },

    /** All of a DJ's nights, newest first. */
    async list(userId: string): Promise<readonly Event[]> {
      const rows = await tx
        .select(columns)
        .from(events)
        .where(and(eq(events.userId, userId), isReal))
        .orderBy(desc(events.createdAt), desc(events.id))
      return rows.map(toEvent)
    },

    /** The newest event of this title that has not ended. */
    async newestOpenByTitle(userId: string, title: string): Promise<Event | null> {
      const [row] = await tx
        .select(columns)
        .from(events)
        .where(
          and(
            eq(events.userId, userId),
            isNull(events.endedAt),
            isReal,
            sql`${events.config} ->> 'event_title' = ${title}`,
          ),
        )
        .orderBy(desc(events.createdAt), desc(events.id))
        .limit(1)
      return row ? toEvent(row) : null
    },

    /** What is to be wiped: practice nights, and those of checks made at least `age` seconds ago or by a process that is gone. */
    async trials(userId: string, age = 0): Promise<readonly string[]> {
      const isOld = sql`(${events.config} ->> 'purpose' <> 'check'
        or ${events.createdAt} <= now() - make_interval(secs => ${age})
        or (${events.config} ->> 'made_by' is not null
          and ${events.config} ->> 'made_by' not in (select process::text from listeners)))`
      const rows = await tx
        .select({ id: events.id })
        .from(events)
        .where(and(eq(events.userId, userId), not(isReal), isOld))
      return rows.map(({ id }) => id)
    },

    /** Deletes one of those with all that belongs to it; never a real night. */
    async wipeTrial(id: string): Promise<boolean> {
      const gone = await tx
        .delete(events)
        .where(and(eq(events.id, id), not(isReal)))
        .returning({ id: events.id })
      return gone.length > 0
    },

    /** Changes a night that has not ended. One that is set running is in the list again. */
    async update(
      id: string,
      version: number | null,
      patch: EventPatch,
    ): Promise<Event | Unwritten | 'ended' | 'pin-taken'> {
      const held = await hold(id)
      if (!held) return 'missing'
      if (held.endedAt !== null) return 'ended'
      if (isStale(held, version)) return 'stale'
      const { config, ...rest } = patch
      return write(held, {
        ...rest,
        ...(config && { config: writeEventConfig(held.config, config) }),
        ...(isRunning(patch) && { archivedAt: null }),
      })
    },

    /** Ends the night at `at`: offline, its PIN free for others. Ending again changes nothing. */
    async end(id: string, version: number | null, at: number): Promise<Event | Unwritten> {
      const held = await hold(id)
      if (!held) return 'missing'
      if (held.endedAt !== null) return toEvent(held)
      if (isStale(held, version)) return 'stale'
      const ended = await write(held, { status: 'offline', endedAt: at })
      if (ended === 'pin-taken') throw new Error('a night that ends gives its PIN free')
      return ended
    },

    /** Takes back the end, with this PIN; the night is offline and in the list. Reopening again changes nothing. */
    async reopen(id: string, version: number | null, pin: string): Promise<Event | Unwritten | 'pin-taken'> {
      const held = await hold(id)
      if (!held) return 'missing'
      if (held.endedAt === null) return toEvent(held)
      if (isStale(held, version)) return 'stale'
      return write(held, { pin, endedAt: null, archivedAt: null })
    },

    /** Puts the night out of sight at `at`, or back with `null`. `running`: it is live or on standby. */
    async archive(
      id: string,
      version: number | null,
      at: number | null,
    ): Promise<Event | Unwritten | 'running'> {
      const held = await hold(id)
      if (!held) return 'missing'
      if ((held.archivedAt === null) === (at === null)) return toEvent(held)
      if (at !== null && isRunning(held)) return 'running'
      if (isStale(held, version)) return 'stale'
      const archived = await write(held, { archivedAt: at })
      if (archived === 'pin-taken') throw new Error('archiving touches no PIN')
      return archived
    },
  }
}

/** A check's night with the process that made it, whose end it is not to outlive. */
function madeHere(config: Record<string, unknown>) {
  if (config.purpose !== 'check') return config
  return sql`${jsonText(config)}::jsonb || jsonb_build_object('made_by', current_setting('app.process', true))`
}

function isRunning({ status }: { readonly status?: string }): boolean {
  return status !== undefined && status !== 'offline'
}
