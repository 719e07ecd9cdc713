import type { Database } from '../../db/open-database.ts'
import { type RequestPatch, requestsIn } from '../../db/requests.ts'
import { type Placement, type Queued, queueOf } from '../core/queue.ts'
import type { Request } from '../core/request.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live, Night } from '../live.ts'
import { alreadyOpen } from './open-request.ts'

type Deps = { readonly database: Database; readonly live: Live }

/** A request as the DJ saw it; a decision about another version of it is refused as `stale`. */
export type Seen = { readonly id: string; readonly version: number }

type Decision = {
  readonly may: (request: Request) => boolean
  readonly patch: RequestPatch | ((request: Request) => RequestPatch)
  /** Its place in the queue as that is by now; `null`: there is no such place any more. */
  readonly place?: (queue: readonly Queued[], night: Night) => Placement | null
  /** What else the decision looked at, to be shown anew when it is refused. */
  readonly beside?: string | null
}

export type Decide = ReturnType<typeof createDecide>

/** One decision in one transaction. Whoever is refused as `stale` has the present rows in the live state. */
export function createDecide({ database, live }: Deps) {
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
    const change = typeof decision.patch === 'function' ? decision.patch(request) : decision.patch
    const outcome = await database.withTenant(asDj(night), async (tx) => {
      const requests = requestsIn(tx)
      const placement = decision.place?.(queueOf(await requests.holdApproved(night.event.id)), night)
      if (placement === null) return { row: 'stale', moved: [] } as const
      const patch = placement ? { ...change, queuePosition: placement.position } : change
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

  return decide
}
