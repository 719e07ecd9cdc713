import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { type Event, type EventConfig, type EventStatus, eventStatuses } from '../src-main/core/event.ts'
import { attempt } from './attempt.ts'
import { readEventConfig, writeEventConfig } from './event-config.ts'
import { events } from './schema.ts'
import type { Tx } from './tenant.ts'

export type NewEvent = Pick<Event, 'userId' | 'config' | 'pin' | 'status'>

/** What to change; settings left out of `config` stay as they are. */
export type EventPatch = {
  readonly status?: EventStatus
  readonly pin?: string
  readonly config?: Partial<EventConfig>
  /** Epoch milliseconds; an ended event gives its PIN free. */
  readonly endedAt?: number | null
  readonly archivedAt?: number | null
}

const columns = {
  id: events.id,
  userId: events.userId,
  pin: events.pin,
  status: events.status,
  config: events.config,
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

/** The nights of a DJ. */
export function eventsIn(tx: Tx) {
  async function update(
    id: string,
    version: number | null,
    patch: EventPatch,
  ): Promise<Event | 'stale' | 'missing' | 'pin-taken'> {
    const [held] = await tx.select(columns).from(events).where(eq(events.id, id)).for('update')
    if (!held) return 'missing'
    if (version !== null && held.version !== version) return 'stale'
    const { config, ...rest } = patch
    const values = {
      ...rest,
      ...(config && { config: writeEventConfig(held.config, config) }),
      version: held.version + 1,
      updatedAt: Date.now(),
    }
    const written = await attempt(tx, () =>
      tx.update(events).set(values).where(eq(events.id, id)).returning(columns),
    )
    if ('violated' in written) return 'pin-taken'
    const [row] = written.value
    return row ? toEvent(row) : 'missing'
  }

  return {
    /** `pin-taken` when another event that has not ended uses the PIN. */
    async create(event: NewEvent): Promise<Event | 'pin-taken'> {
      const { config, ...rest } = event
      const [row] = await tx
        .insert(events)
        .values({ ...rest, config: writeEventConfig({}, config) })
        .onConflictDoNothing()
        .returning(columns)
      return row ? toEvent(row) : 'pin-taken'
    },

    async byId(id: string): Promise<Event | null> {
      const [row] = await tx.select(columns).from(events).where(eq(events.id, id))
      return row ? toEvent(row) : null
    },

    /** All of a DJ's events, newest first. */
    async list(userId: string): Promise<readonly Event[]> {
      const rows = await tx
        .select(columns)
        .from(events)
        .where(eq(events.userId, userId))
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
            sql`${events.config} ->> 'event_title' = ${title}`,
          ),
        )
        .orderBy(desc(events.createdAt), desc(events.id))
        .limit(1)
      return row ? toEvent(row) : null
    },

    /** Changes an event that is still at `version` (`null`: whichever it is at). */
    update,

    /** Ends the night at `at`: offline, its PIN free for others. Ending again changes nothing. */
    async end(id: string, at: number): Promise<Event | 'missing'> {
      const held = await this.byId(id)
      if (!held) return 'missing'
      if (held.endedAt !== null) return held
      const ended = await update(id, null, { status: 'offline', endedAt: at })
      if (typeof ended === 'string') throw new Error(`the event could not be ended: ${ended}`)
      return ended
    },
  }
}
