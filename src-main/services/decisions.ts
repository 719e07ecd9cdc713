import type { Database } from '../../db/open-database.ts'
import { type RequestPatch, requestsIn } from '../../db/requests.ts'
import { cleanNote } from '../core/clean-text.ts'
import { type Placement, placeBefore, placeFirst, type Queued, queueOf } from '../core/queue.ts'
import { isPlaying, isQueued, type Request } from '../core/request.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live, Night } from '../live.ts'
import { placeInTurn } from './in-fair-order.ts'
import { alreadyOpen } from './open-request.ts'
import type { Clock } from './ports.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly clock: Clock
}

/** A request as the DJ saw it; a decision about another version of it is refused as `stale`. */
export type Seen = { readonly id: string; readonly version: number }

type Decision = {
  readonly may: (request: Request) => boolean
  readonly patch: RequestPatch
  /** Its place in the queue as that is by now; `null`: there is no such place any more. */
  readonly place?: (queue: readonly Queued[], night: Night) => Placement | null
  /** What else the decision looked at, to be shown anew when it is refused. */
  readonly beside?: string | null
}

/** What the DJ decides about requests. Whoever is refused as `stale` has the present rows in the live state. */
export function createDecisions({ database, live, clock }: Deps) {
  function asDj(night: Night) {
    return { role: 'dj', userId: night.event.userId } as const
  }

  /** The DJ's change of one request, if it is still as the DJ saw it. */
  async function decide(seen: Seen, decision: Decision): Promise<Result<null>> {
    const night = live.night()
    if (!night) return refuse('no-event')
    if (night.event.endedAt !== null) return refuse('event-ended')
    const request = night.requests.get(seen.id)
    if (!request) return refuse('not-found')
    if (!decision.may(request)) return refuse('stale')
    const outcome = await database.withTenant(asDj(night), async (tx) => {
      const requests = requestsIn(tx)
      const placement = decision.place?.(queueOf(await requests.holdApproved(night.event.id)), night)
      if (placement === null) return { row: 'stale', moved: [] } as const
      const patch = placement ? { ...decision.patch, queuePosition: placement.position } : decision.patch
      const row = await requests.change(seen.id, seen.version, patch)
      const isChanged = typeof row === 'object' && !('conflict' in row)
      const moved = isChanged && placement ? placement.moved : []
      return { row, moved: await requests.setPositions(night.event.id, moved) }
    })
    if (outcome.row === 'missing') {
      live.apply({ removed: [seen.id] })
      return refuse('not-found')
    }
    if (outcome.row === 'stale') {
      await showPresent(night, [seen.id, ...(decision.beside ? [decision.beside] : [])])
      return refuse('stale')
    }
    if ('conflict' in outcome.row) return alreadyOpen(live, outcome.row.conflict)
    live.apply({ requests: [...outcome.moved, outcome.row] })
    return done()
  }

  async function showPresent(night: Night, ids: readonly string[]): Promise<void> {
    const rows = await database.withTenant(asDj(night), (tx) => requestsIn(tx).byIds(ids))
    const found = new Set(rows.map(({ id }) => id))
    live.apply({ requests: rows, removed: ids.filter((id) => !found.has(id)) })
  }

  const approved = () =>
    ({ status: 'approved', approvedAt: clock(), rejectedAt: null, rejectReason: null, heldAt: null }) as const

  const approve = (seen: Seen): Promise<Result<null>> =>
    decide(seen, {
      may: ({ status }) => status === 'pending' || status === 'rejected',
      patch: approved(),
      place: (queue, night) => placeInTurn(night, queue, seen.id),
    })

  return {
    approve,

    playNext: (seen: Seen) =>
      decide(seen, {
        may: (request) => request.status !== 'played' && !isPlaying(request),
        patch: approved(),
        place: (queue) => placeFirst(queue, seen.id),
      }),

    /** A declined one takes another reason. */
    decline: (seen: Seen, reason: string | null) =>
      decide(seen, {
        may: (request) => request.status !== 'played' && !isPlaying(request),
        patch: {
          status: 'rejected',
          rejectReason: reason,
          rejectedAt: clock(),
          heldAt: null,
          queuePosition: null,
          approvedAt: null,
        },
      }),

    /** Back to pending; `held`: set aside there, as it was before. */
    reopen: (seen: Seen, held = false) =>
      decide(seen, {
        may: (request) => request.status === 'rejected' || isQueued(request),
        patch: {
          status: 'pending',
          rejectReason: null,
          rejectedAt: null,
          heldAt: held ? clock() : null,
          queuePosition: null,
          approvedAt: null,
        },
      }),

    /** Sets a pending request aside, or brings it back; guests see no difference. */
    hold: (seen: Seen, held: boolean) =>
      decide(seen, {
        may: ({ status }) => status === 'pending',
        patch: { heldAt: held ? clock() : null },
      }),

    /** A line to who asked, whatever became of it; `null` when nothing is left of it, or to take it away. */
    answer: (seen: Seen, answer: string | null) =>
      decide(seen, { may: () => true, patch: { answer: answer === null ? null : cleanNote(answer) } }),

    /** Right before another song that waits, or to the end. */
    move: (seen: Seen, before: string | null) =>
      decide(seen, {
        may: isQueued,
        patch: {},
        place: (queue) =>
          before === null || queue.some(({ id }) => id === before)
            ? placeBefore(queue, seen.id, before)
            : null,
        beside: before,
      }),
  }
}
