import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import { fairQueue, type Turn } from '../core/fair-order.ts'
import { foldText } from '../core/fold-text.ts'
import {
  type Placement,
  type Places,
  placeAll,
  placeBefore,
  placeLast,
  type Queued,
  queueOf,
} from '../core/queue.ts'
import { djName, type Request } from '../core/request.ts'
import type { Night } from '../live.ts'

/** The part of a night that says whose turn it is. */
type Turns = Pick<Night, 'event' | 'requests' | 'guests' | 'playing'>

type WaitingTurn<Q extends Queued> = { readonly song: Q } & Turn

/**
 * Whose turn a song takes: a phone's, whatever names it joined under; that of a name that the DJ entered; nobody's when it
 * is the DJ's own.
 */
function whoseTurn(night: Turns, id: string): string | null {
  const request = night.requests.get(id)
  if (!request) return null
  const { guestId, nickname } = request
  if (guestId !== null) return night.guests.get(guestId)?.device ?? guestId
  return nickname === djName || nickname === '' ? null : `at the desk: ${foldText(nickname)}`
}

export function turnsOf<Q extends Queued>(night: Turns, queue: readonly Q[]): readonly WaitingTurn<Q>[] {
  return queue.map((song) => ({ song, by: whoseTurn(night, song.id) }))
}

/** Who played tonight, the latest first. */
export function playedLately(night: Turns): readonly (string | null)[] {
  const played = [...night.requests.values()]
    .filter(({ status }) => status === 'played')
    .sort((a, b) => (b.playedAt ?? 0) - (a.playedAt ?? 0))
  const all = night.playing === null ? played : [night.playing, ...played]
  return all.map(({ id }) => whoseTurn(night, id))
}

/** The place of a newly approved song: at the end, or where its guest's turn is. */
export function placeInTurn(night: Turns, queue: readonly Queued[], id: string): Placement {
  const others = queue.filter((song) => song.id !== id)
  const by = whoseTurn(night, id)
  if (!night.event.config.fairOrder || by === null) return placeLast(others)
  const before = fairQueue<Turn & { readonly song: Pick<Queued, 'id'> }>(
    turnsOf(night, others),
    playedLately(night),
  ).put({ by, song: { id } })
  return placeBefore(others, id, before?.song.id ?? null)
}

/** The same for many, in the order in which they come. */
export function placeManyInTurn(night: Turns, queue: readonly Queued[], ids: readonly string[]): Places {
  const coming = new Set(ids)
  const others = queue.filter(({ id }) => !coming.has(id))
  const songs = ids.map((id) => newSong(night, id))
  if (!night.event.config.fairOrder) return placeAll([...others, ...songs], (id) => coming.has(id))
  const fair = fairQueue(turnsOf(night, others), playedLately(night))
  for (const turn of turnsOf(night, songs)) fair.put(turn)
  return placeAll(
    fair.songs().map(({ song }) => song),
    (id) => coming.has(id),
  )
}

function newSong(night: Turns, id: string): Queued {
  const createdAt = night.requests.get(id)?.createdAt ?? 0
  return { id, status: 'approved', startedAt: null, queuePosition: null, createdAt }
}

/** Moves songs that were just stored at the end of the queue to their turns; answers the rows that changed. */
export async function takeTurns(
  database: Pick<Database, 'withTenant'>,
  night: Night,
  fresh: readonly Request[],
): Promise<readonly Request[]> {
  const { id: eventId, userId } = night.event
  // The live state does not hold them yet.
  const requests = new Map(night.requests)
  for (const request of fresh) requests.set(request.id, request)
  return database.withTenant({ role: 'dj', userId }, async (tx) => {
    const queue = queueOf(await requestsIn(tx).holdApproved(eventId))
    const waiting = new Set(queue.map(({ id }) => id))
    const ids = fresh.map(({ id }) => id).filter((id) => waiting.has(id))
    const { event, guests, playing } = night
    const { placed, moved } = placeManyInTurn({ event, guests, playing, requests }, queue, ids)
    const places = [...placed].map(([id, position]) => ({ id, position }))
    return requestsIn(tx).setPositions(eventId, [...places, ...moved])
  })
}
