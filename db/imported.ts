import { and, count, desc, eq, gte, isNotNull, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { events, requests } from './schema.ts'
import type { Tx } from './tenant.ts'

/** Requests of the earlier app in a night, made in a span of time; epoch milliseconds, `null`: no bound. */
export type ImportedSpan = {
  readonly eventId: string
  /** From then on. */
  readonly since: number | null
  /** Before then. */
  readonly until: number | null
}

const moved = z.tuple([z.object({ moved: z.coerce.number() })])

/** What came from the earlier app and may belong to another DJ. */
export function importedIn(tx: Tx) {
  return {
    /** For the context of the night's own DJ. */
    async count({ eventId, since, until }: ImportedSpan): Promise<number> {
      const within = and(
        eq(requests.eventId, eventId),
        eq(requests.origin, 'import'),
        since === null ? undefined : gte(requests.createdAt, since),
        until === null ? undefined : lt(requests.createdAt, until),
      )
      const [row] = await tx.select({ count: count() }).from(requests).where(within)
      return row?.count ?? 0
    },

    /** The ended night of this title of the transaction's DJ, the newest; its id or `null`. */
    async endedNight(userId: string, title: string): Promise<string | null> {
      const [row] = await tx
        .select({ id: events.id })
        .from(events)
        .where(
          and(
            eq(events.userId, userId),
            isNotNull(events.endedAt),
            sql`${events.config} ->> 'event_title' = ${title}`,
          ),
        )
        .orderBy(desc(events.createdAt), desc(events.id))
        .limit(1)
      return row?.id ?? null
    },

    /** Gives them to the DJ of another night, for the context `system`; answers how many. */
    async assign({ eventId, since, until }: ImportedSpan, toEventId: string): Promise<number> {
      const rows = await tx.execute(sql`select assign_imported(${eventId}, ${toEventId},
        ${instantOf(since)}::timestamptz, ${instantOf(until)}::timestamptz) as moved`)
      return moved.parse([...rows])[0].moved
    },
  }
}

function instantOf(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
