import { eventsIn } from '../../db/events.ts'
import { type History, historyIn } from '../../db/history.ts'
import { type NightNumbers, nightReportIn } from '../../db/night-report.ts'
import type { Database } from '../../db/open-database.ts'
import { type PageMark, type RequestPage, requestPagesIn } from '../../db/request-pages.ts'
import { type BusyTimes, busyTimes } from '../core/busy-times.ts'
import { byteOrderMark } from '../core/csv.ts'
import type { Event } from '../core/event.ts'
import type { OffsetAt } from '../core/local-time.ts'
import { csvHead, csvRow, type NightTable } from '../core/night-csv.ts'
import { done, type Result, refuse } from '../core/result.ts'
import { topArtists, topSongs, type WantedArtist, type WantedSong } from '../core/top-songs.ts'
import type { Clock } from './ports.ts'

type Deps = {
  readonly database: Database
  readonly clock: Clock
  /** Of the DJ's own time. */
  readonly offsetAt: OffsetAt
}

export type NightReport = History &
  Pick<NightNumbers, 'takenBack' | 'own' | 'votes' | 'waits'> & {
    readonly event: Event
    /** Epoch milliseconds. */
    readonly at: number
    readonly guests: { readonly joined: number | null; readonly asking: number }
    readonly busy: BusyTimes
    readonly topSongs: readonly WantedSong[]
    readonly topArtists: readonly WantedArtist[]
  }

export type NightReporter = ReturnType<typeof createNightReport>

const longestTop = 10

/** Rows that are held at a time while a file is written. */
const pageSize = 500

/** What a DJ gets to know of a night of theirs, the open one too. */
export function createNightReport({ database, clock, offsetAt }: Deps) {
  const asDj = (userId: string) => ({ role: 'dj', userId }) as const

  async function* lines(userId: string, eventId: string, table: NightTable): AsyncGenerator<string> {
    yield byteOrderMark + csvHead(table)
    let place = 0
    let after: PageMark | null = null
    do {
      const mark: PageMark | null = after
      const page: RequestPage = await database.withReplica(asDj(userId), (tx) =>
        requestPagesIn(tx)[table](eventId, mark, pageSize),
      )
      if (page.rows.length > 0)
        yield page.rows.map((request) => csvRow(table, request, offsetAt, ++place)).join('')
      after = page.next
    } while (after !== null)
  }

  return {
    async of(userId: string, eventId: string): Promise<Result<NightReport>> {
      const read = await database.withReplica(asDj(userId), async (tx) => {
        const [event, history, numbers] = await Promise.all([
          eventsIn(tx).byId(eventId),
          historyIn(tx).of(eventId),
          nightReportIn(tx).of(eventId),
        ])
        return event && { event, history, numbers }
      })
      if (!read) return refuse('not-found')
      const { event, history } = read
      const { quarters, songs, guests, ...numbers } = read.numbers
      return done({
        event,
        at: clock(),
        ...history,
        ...numbers,
        guests: { ...guests, joined: history.guestsForgottenAt === null ? guests.joined : null },
        busy: busyTimes(quarters, offsetAt),
        topSongs: topSongs(songs, longestTop),
        topArtists: topArtists(songs, longestTop),
      })
    },

    /** A table of the night as CSV, in pieces that are read as they are taken. Taking may throw `DatabaseProblem`. */
    async csv(
      userId: string,
      eventId: string,
      table: NightTable,
    ): Promise<Result<{ readonly event: Event; readonly lines: AsyncIterable<string> }>> {
      const event = await database.withReplica(asDj(userId), (tx) => eventsIn(tx).byId(eventId))
      return event ? done({ event, lines: lines(userId, eventId, table) }) : refuse('not-found')
    },
  }
}
