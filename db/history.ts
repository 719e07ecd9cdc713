import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { type RequestStatus, requestStatuses } from '../src-main/core/request.ts'
import { began } from './request-pages.ts'
import { events, requests } from './schema.ts'
import type { Tx } from './tenant.ts'
import { readTrackData } from './track-data.ts'

/** What became of a night's requests. */
export type History = {
  readonly requests: number
  readonly counts: Readonly<Record<RequestStatus, number>>
  /** How many came from the earlier app. */
  readonly imported: number
  /** When the names of its guests were forgotten; epoch milliseconds. */
  readonly guestsForgottenAt: number | null
  readonly played: readonly {
    readonly id: string
    readonly title: string
    readonly artist: string
    readonly nickname: string
    /** When it began, or else when it was marked as played; epoch milliseconds. */
    readonly at: number | null
  }[]
}

const mostPlayed = 1000

/** Nights that are over, to look at; may be read from a replica. */
export function historyIn(tx: Tx) {
  return {
    /** Counts, and the first thousand songs that played, in their order. All zero for a night that isn't there. */
    async of(eventId: string): Promise<History> {
      const [counted, rows, [night]] = await Promise.all([
        tx
          .select({
            status: requests.status,
            count: sql<number>`count(*)::int`,
            imported: sql<number>`(count(*) filter (where ${requests.origin} = 'import'))::int`,
          })
          .from(requests)
          .where(and(eq(requests.eventId, eventId), isNull(requests.withdrawnAt)))
          .groupBy(requests.status),
        tx
          .select({
            id: requests.id,
            trackData: requests.trackData,
            nickname: requests.nickname,
            startedAt: requests.startedAt,
            playedAt: requests.playedAt,
          })
          .from(requests)
          .where(and(eq(requests.eventId, eventId), eq(requests.status, 'played')))
          .orderBy(asc(began), asc(requests.createdAt), asc(requests.id))
          .limit(mostPlayed),
        tx.select({ guestsForgottenAt: events.guestsForgottenAt }).from(events).where(eq(events.id, eventId)),
      ])
      const total = (of: 'count' | 'imported') => counted.reduce((sum, row) => sum + row[of], 0)
      const countOf = (status: RequestStatus) => counted.find((row) => row.status === status)?.count ?? 0
      return {
        requests: total('count'),
        imported: total('imported'),
        guestsForgottenAt: night?.guestsForgottenAt ?? null,
        counts: Object.fromEntries(requestStatuses.map((status) => [status, countOf(status)])) as Record<
          RequestStatus,
          number
        >,
        played: rows.map(({ trackData, startedAt, playedAt, ...row }) => {
          const { title, artist } = readTrackData(trackData)
          return { ...row, title, artist, at: startedAt ?? playedAt }
        }),
      }
    },
  }
}
