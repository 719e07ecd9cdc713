import { bySooner, queueOf } from './core/queue.ts'
import { isQueued, type Request } from './core/request.ts'

/**
 * The waiting songs of a night in the DJ's order, sorted anew only when that order changed. `moved` is called for each song
 * that may have another place now.
 */
export function createNightQueue(moved: (request: Request) => void) {
  const queued = new Map<string, Request>()
  let order: Request[] | null = null
  let places: Map<string, number> | null = null

  function list(): readonly Request[] {
    order ??= queueOf(queued.values())
    return order
  }

  function placesById(): ReadonlyMap<string, number> {
    places ??= new Map(list().map((request, index) => [request.id, index]))
    return places
  }

  function reorder(): void {
    // Nobody has seen an order since the last time.
    if (order === null) return
    order = places = null
    for (const request of queued.values()) moved(request)
  }

  function remove(id: string): void {
    if (queued.delete(id)) reorder()
  }

  function enqueue(request: Request): void {
    queued.set(request.id, request)
    const last = order?.at(-1)
    if (order === null || (last && bySooner(last, request) > 0)) {
      reorder()
      return
    }
    // At the end, as most come, no other song moves.
    places?.set(request.id, order.length)
    order.push(request)
  }

  /** A vote, say: the song stays where it is. */
  function renew(request: Request): void {
    const place = order === null ? undefined : placesById().get(request.id)
    queued.set(request.id, request)
    if (place !== undefined) order?.splice(place, 1, request)
  }

  return {
    /** Takes a row of the night; one that doesn't wait (any more) leaves. */
    put(request: Request): void {
      const held = queued.get(request.id)
      if (held && isQueued(request) && held.queuePosition === request.queuePosition) renew(request)
      else {
        remove(request.id)
        if (isQueued(request)) enqueue(request)
      }
    },
    remove,
    list,
    /** Index in the list by id. */
    places: placesById,
  }
}
