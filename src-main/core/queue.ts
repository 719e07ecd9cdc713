import { isQueued, type Request } from './request.ts'

/** The part of a request that orders the queue. */
export type Queued = Pick<Request, 'id' | 'status' | 'startedAt' | 'queuePosition' | 'createdAt'>

/** Room between neighbours, so that a song can be put between two others many times. */
export const queueGap = 1024

/** Below this, halving again would soon run out of a double's digits. */
const smallestGap = 1e-6

/** A new place, and the others that had to move to make room. */
export type Placement = {
  readonly position: number
  readonly moved: readonly { readonly id: string; readonly position: number }[]
}

/** The waiting songs in the DJ's order. */
export function queueOf<R extends Queued>(requests: Iterable<R>): R[] {
  return [...requests].filter(isQueued).sort(bySooner)
}

/** Negative when `a` comes first. */
export function bySooner(a: Queued, b: Queued): number {
  const position = (a.queuePosition ?? Number.MAX_VALUE) - (b.queuePosition ?? Number.MAX_VALUE)
  return position || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)
}

/** The place behind all that wait. */
export function placeLast(queue: readonly Queued[]): Placement {
  const last = queue.at(-1)?.queuePosition ?? 0
  return { position: last + queueGap, moved: [] }
}

/** The place in front of all that wait. */
export function placeFirst(queue: readonly Queued[], id: string): Placement {
  const first = queue.find((request) => request.id !== id)
  return first ? placeBefore(queue, id, first.id) : placeLast([])
}

/**
 * The place of `id` right before `before`; at the end with `null` or when `before` doesn't wait any more.
 * `queue` is in order, with or without the song that moves.
 */
export function placeBefore(queue: readonly Queued[], id: string, before: string | null): Placement {
  const others = queue.filter((request) => request.id !== id)
  const index = before === null ? -1 : others.findIndex((request) => request.id === before)
  if (index === -1) return placeLast(others)
  const upper = others[index]?.queuePosition ?? null
  const lower = index === 0 ? (upper ?? 0) - 2 * queueGap : (others[index - 1]?.queuePosition ?? null)
  if (upper !== null && lower !== null && upper - lower > smallestGap) {
    return { position: (lower + upper) / 2, moved: [] }
  }
  return renumber(others, index)
}

/** Where new songs stand in the order that the queue shall have, and which others had to move to make room. */
export type Places = {
  readonly placed: ReadonlyMap<string, number>
  readonly moved: readonly { readonly id: string; readonly position: number }[]
}

/** Gives a position to each song of `order` that `isNew`, between its neighbours'. */
export function placeAll(order: readonly Queued[], isNew: (id: string) => boolean): Places {
  const placed = new Map<string, number>()
  let run: string[] = []
  let lower: number | null = null

  /** Shares out the room up to `upper`; says whether there was enough. */
  function settle(upper: number | null): boolean {
    const start = lower ?? (upper === null ? 0 : upper - (run.length + 1) * queueGap)
    const step = upper === null ? queueGap : (upper - start) / (run.length + 1)
    for (const [at, id] of run.entries()) placed.set(id, start + (at + 1) * step)
    run = []
    return step > smallestGap
  }

  for (const { id, queuePosition } of order) {
    if (isNew(id)) {
      run.push(id)
      continue
    }
    if (queuePosition === null || (run.length > 0 && !settle(queuePosition))) return renumberAll(order, isNew)
    lower = queuePosition
  }
  if (run.length > 0) settle(null)
  return { placed, moved: [] }
}

function renumberAll(order: readonly Queued[], isNew: (id: string) => boolean): Places {
  const all = order.map(({ id }, at) => ({ id, position: (at + 1) * queueGap }))
  return {
    placed: new Map(all.filter(({ id }) => isNew(id)).map(({ id, position }) => [id, position])),
    moved: all.filter(({ id }) => !isNew(id)),
  }
}

function renumber(others: readonly Queued[], index: number): Placement {
  const moved = others.map((request, place) => ({
    id: request.id,
    position: (place < index ? place + 1 : place + 2) * queueGap,
  }))
  return { position: (index + 1) * queueGap, moved }
}
