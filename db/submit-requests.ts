import { queueGap } from '../src-main/core/queue.ts'
import type { Request } from '../src-main/core/request.ts'
import { mostFailed } from '../src-main/core/request-rules.ts'
import { trackUri } from '../src-main/core/track.ts'
import { asStored, type Inserted, type NewRequest, rowToStore } from './insert-request.ts'
import { jsonText } from './json-text.ts'
import type { OneStatement } from './one-statement.ts'
import { requestsIn } from './requests.ts'
import type { DoorContext } from './tenant.ts'
import type { WithTenant } from './with-tenant.ts'

type Setup = {
  readonly oneStatement: OneStatement
  readonly withTenant: WithTenant
  /** Names the writer in announcements. */
  readonly process: string
}

/** The event that requests are stored for. */
export type Door = Omit<DoorContext, 'role'>

/** Of the event; what two phones could race for. */
export type Rules = {
  /** Counts a guest's pending, approved and played requests; 0 = unlimited. See also `mostFailed`. */
  readonly limit: number
  /** Epoch milliseconds: a song that ended later is not taken again; `null`: every song is. */
  readonly playedSince: number | null
}

export type Submitted =
  | Inserted
  /** The guest took it back: it stays so, however late a copy of the tap arrives. */
  | 'taken-back'
  | 'played-recently'

/**
 * Stores many requests of guests of one event in one commit and answers for each what became of it, in their order.
 * Ids must be distinct, and with a limit guests too. One row that Postgres can't take fails all of them, and nothing
 * is stored.
 */
export type SubmitRequests = (
  door: Door,
  asked: readonly NewRequest[],
  rules: Rules,
) => Promise<readonly Submitted[]>

type Outcome = {
  readonly stored: Readonly<Record<string, readonly [createdAt: string, queuePosition: number | null]>>
  readonly over: readonly string[]
  readonly lately: readonly string[]
}

const statement =
  'select submit_requests($1::text, $2::uuid, $3::uuid, $4::text::jsonb, $5::int, $6::int, $7::float8, $8::timestamptz) as outcome'

/** What stood in the way may be gone when it is looked for: then a further try succeeds. */
const mostTries = 3

export function createSubmitRequests({ oneStatement, withTenant, process }: Setup): SubmitRequests {
  async function store(
    door: Door,
    asked: readonly NewRequest[],
    { limit, playedSince }: Rules,
  ): Promise<Outcome> {
    const since = playedSince === null ? null : new Date(playedSince).toISOString()
    const rows = asked.map((request, place) => ({
      ...rowToStore(request, trackUri(request.track)),
      guests: guestsOf(request),
      place,
    }))
    const values = [process, door.userId, door.eventId, jsonText(rows), limit, mostFailed, queueGap, since]
    const [row] = await oneStatement<{ outcome: Outcome }>(statement, values)
    if (row === undefined) throw new Error('submit_requests answered nothing')
    return row.outcome
  }

  /** In a statement after the first, so that it sees what others stored in the meantime. */
  async function findInTheWay(door: Door, asked: readonly NewRequest[]) {
    const [same, open, takenBack] = await withTenant({ role: 'door', ...door }, (tx) =>
      Promise.all([
        requestsIn(tx).byIds(asked.map(({ id }) => id)),
        requestsIn(tx).openSongs(
          door.eventId,
          asked.map(({ track }) => trackUri(track)),
        ),
        requestsIn(tx).takenBack(asked.map(({ id }) => id)),
      ]),
    )
    return {
      byId: new Map(same.map((row) => [row.id, row])),
      bySong: new Map(open.map((row) => [row.trackUri, row])),
      takenBack,
    }
  }

  return async function submitRequests(door, asked, rules) {
    const isOfDoor = (request: NewRequest) =>
      request.eventId === door.eventId && request.userId === door.userId
    if (!asked.every(isOfDoor)) throw new Error('requests of several events can not be stored together')
    const outcomes = new Map<string, Submitted>()
    let left = asked
    for (let tries = 0; tries < mostTries && left.length > 0; tries++) {
      const { stored, ...refused } = await store(door, left, rules)
      for (const request of left) {
        const [createdAt, queuePosition] = stored[request.id] ?? []
        if (createdAt === undefined) continue
        const row = asStored(request, trackUri(request.track), createdAt, queuePosition ?? null)
        outcomes.set(request.id, { row, created: true })
      }
      left = left.filter(({ id }) => !outcomes.has(id))
      if (left.length === 0) break
      const found = await findInTheWay(door, left)
      for (const request of left) {
        const outcome = whyNotStored(request, found, refused)
        if (outcome !== null) outcomes.set(request.id, outcome)
      }
      left = left.filter(({ id }) => !outcomes.has(id))
    }
    return asked.map(({ id }) => outcomes.get(id) ?? 'id-taken')
  }
}

/** In the same order whoever of them asks. */
function guestsOf({ guestId, alsoOf = [] }: NewRequest): readonly (string | null)[] {
  return alsoOf.length === 0 ? [guestId] : [guestId, ...alsoOf].sort()
}

type Found = {
  readonly byId: ReadonlyMap<string, Request>
  readonly bySong: ReadonlyMap<string, Request>
  /** Who took it back, by id. */
  readonly takenBack: ReadonlyMap<string, string | null>
}

function whyNotStored(
  request: NewRequest,
  found: Found,
  { over, lately }: Pick<Outcome, 'over' | 'lately'>,
): Submitted | null {
  const same = found.byId.get(request.id)
  if (same) return { row: same, created: false }
  if (found.takenBack.has(request.id))
    return found.takenBack.get(request.id) === request.guestId ? 'taken-back' : 'id-taken'
  const open = found.bySong.get(trackUri(request.track))
  if (open) return { conflict: open }
  if (lately.includes(request.id)) return 'played-recently'
  return over.includes(request.id) ? 'limit-reached' : null
}
