import { type Cell, csvLine } from './csv.ts'
import { localIso, type OffsetAt } from './local-time.ts'
import { type Request, type RequestStatus, votesOf } from './request.ts'

/** What of a night can be saved as a table. */
export const nightTables = ['requests', 'plays'] as const
export type NightTable = (typeof nightTables)[number]

type Column = {
  readonly name: string
  cell(request: Request, offsetAt: OffsetAt, place: number): Cell
}

const became: Readonly<Record<RequestStatus, string>> = {
  pending: 'undecided',
  approved: 'accepted',
  rejected: 'declined',
  played: 'played',
}

function when(name: string, time: (request: Request) => number | null): Column {
  return {
    name,
    cell(request, offsetAt) {
      const at = time(request)
      // A row of the earlier app may hold a date that is none.
      return at === null || !Number.isFinite(at) ? null : localIso(at, offsetAt)
    },
  }
}

const song: readonly Column[] = [
  { name: 'Title', cell: ({ track }) => track.title },
  { name: 'Artist', cell: ({ track }) => track.artist },
  { name: 'Album', cell: ({ track }) => track.album },
]
const who: readonly Column[] = [
  { name: 'Asked by', cell: ({ nickname }) => nickname },
  { name: 'Also asked', cell: votesOf },
]

/** Of who asked, and by name of those who asked for it at the desk, too. */
function dedications({ note, atDesk }: Request): string | null {
  const also = atDesk.flatMap((asker) => (asker.note === null ? [] : `${asker.nickname}: ${asker.note}`))
  return [note ?? [], also].flat().join('; ') || null
}

const columns: Readonly<Record<NightTable, readonly Column[]>> = {
  requests: [
    when('Asked at', ({ createdAt }) => createdAt),
    ...song,
    ...who,
    { name: 'Dedication', cell: dedications },
    { name: 'Became', cell: ({ status }) => became[status] },
    when('Decided at', ({ approvedAt, rejectedAt }) => approvedAt ?? rejectedAt),
    { name: 'Reason', cell: ({ rejectReason }) => rejectReason },
    { name: 'Answer', cell: ({ answer }) => answer },
    when('Began at', ({ startedAt }) => startedAt),
    when('Ended at', ({ playedAt }) => playedAt),
  ],
  plays: [
    { name: 'Number', cell: (_request, _offsetAt, place) => place },
    when('Began at', ({ startedAt }) => startedAt),
    when('Ended at', ({ playedAt }) => playedAt),
    ...song,
    { name: 'Seconds', cell: ({ track }) => track.durationMs && Math.round(track.durationMs / 1000) },
    ...who,
  ],
}

/** The line of names that a table begins with. */
export function csvHead(table: NightTable): string {
  return csvLine(columns[table].map(({ name }) => name))
}

/** One line of it; `place` counts from 1. */
export function csvRow(table: NightTable, request: Request, offsetAt: OffsetAt, place: number): string {
  return csvLine(columns[table].map((column) => column.cell(request, offsetAt, place)))
}
