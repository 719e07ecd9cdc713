import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Request } from '../src-main/core/request.ts'
import { columns, toRequest } from './request-rows.ts'
import { requests } from './schema.ts'
import type { Tx } from './tenant.ts'

/** Where the next page begins: after this row. Times as Postgres writes them, which knows microseconds. */
export type PageMark = { readonly at: string; readonly createdAt: string; readonly id: string }

/** `next` is `null` after the last page. */
export type RequestPage = { readonly rows: readonly Request[]; readonly next: PageMark | null }

/** When a song that was played began; imported ones may not know it and come last. */
export const began = sql`coalesce(${requests.startedAt}, ${requests.playedAt}, 'infinity')`

/** A night in pages, so that nobody has to hold all of it. */
export function requestPagesIn(tx: Tx) {
  async function page(
    eventId: string,
    order: SQL,
    which: SQL | undefined,
    after: PageMark | null,
    size: number,
  ): Promise<RequestPage> {
    const place = sql`(${order}, ${requests.createdAt}, ${requests.id})`
    const rows = await tx
      .select({
        ...columns,
        at: sql<string>`${order}::text`,
        exactly: sql<string>`${requests.createdAt}::text`,
      })
      .from(requests)
      .where(
        and(
          eq(requests.eventId, eventId),
          isNull(requests.withdrawnAt),
          which,
          after === null
            ? undefined
            : sql`${place} > (${after.at}::timestamptz, ${after.createdAt}::timestamptz, ${after.id}::uuid)`,
        ),
      )
      .orderBy(asc(order), asc(requests.createdAt), asc(requests.id))
      .limit(size)
    const last = rows.at(-1)
    return {
      rows: rows.map(toRequest),
      next: last && rows.length === size ? { at: last.at, createdAt: last.exactly, id: last.id } : null,
    }
  }

  return {
    /** What was asked for, oldest first. */
    requests: (eventId: string, after: PageMark | null, size: number) =>
      page(eventId, sql`${requests.createdAt}`, undefined, after, size),
    /** What was played, in its order. */
    plays: (eventId: string, after: PageMark | null, size: number) =>
      page(eventId, began, eq(requests.status, 'played'), after, size),
  }
}
