import type { Guest } from './core/guest.ts'
import { queueOf } from './core/queue.ts'
import { isOpen, isPlaying, isQueued, type Request } from './core/request.ts'

export type NightRows = ReturnType<typeof createNightRows>

/**
 * The rows of one night, and what is derived from them, kept up to date row by row: a request costs as much in a
 * night of ten thousand as in one of ten.
 */
export function createNightRows() {
  const requests = new Map<string, Request>()
  const guests = new Map<string, Guest>()
  const byGuest = new Map<string, Set<string>>()
  const openByTrack = new Map<string, Request>()
  const queued = new Map<string, Request>()
  const counts = { pending: 0, played: 0 }
  let queue: readonly Request[] | null = null
  let queuePlaces: ReadonlyMap<string, number> | null = null
  let playing: Request | null = null

  /** Takes what is derived from a row away again. */
  function forget(held: Request): void {
    if (openByTrack.get(held.trackUri)?.id === held.id) openByTrack.delete(held.trackUri)
    if (queued.delete(held.id)) queue = queuePlaces = null
    if (playing?.id === held.id) playing = null
    count(held, -1)
  }

  function count({ status }: Request, change: 1 | -1): void {
    if (status === 'pending' || status === 'played') counts[status] += change
  }

  function note(id: string, guest: string): void {
    const ids = byGuest.get(guest)
    if (ids) ids.add(id)
    else byGuest.set(guest, new Set([id]))
  }

  return {
    requests,
    guests,
    byGuest,
    openByTrack,
    counts,

    /** A row older than the one held is ignored. */
    put(request: Request): void {
      const held = requests.get(request.id)
      if (held && isNewer(held, request)) return
      if (held) forget(held)
      requests.set(request.id, request)
      if (isOpen(request)) openByTrack.set(request.trackUri, request)
      if (isQueued(request)) {
        queued.set(request.id, request)
        queue = queuePlaces = null
      }
      if (isPlaying(request)) playing = request
      count(request, 1)
      if (request.guestId !== null) note(request.id, request.guestId)
      for (const voter of request.voters) note(request.id, voter)
    },

    remove(id: string): void {
      const held = requests.get(id)
      if (!held) return
      forget(held)
      requests.delete(id)
      for (const guest of [held.guestId, ...held.voters]) if (guest !== null) byGuest.get(guest)?.delete(id)
    },

    playing: () => playing,

    /** Sorted anew only when a waiting song came, went or moved. */
    queue(): readonly Request[] {
      queue ??= queueOf(queued.values())
      return queue
    },

    queuePlaces(): ReadonlyMap<string, number> {
      queuePlaces ??= new Map(this.queue().map((request, index) => [request.id, index]))
      return queuePlaces
    },
  }
}

/** A vote raises no version, so that a DJ's decision does not go stale by it; votes are only ever added. */
function isNewer(held: Request, request: Request): boolean {
  if (held.version !== request.version) return held.version > request.version
  return held.voters.length > request.voters.length
}
