import { type ManyPatch, manyRequestsIn, type SeenAt } from '../../db/many-requests.ts'
import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import { queueOf } from '../core/queue.ts'
import type { Request, RequestStatus } from '../core/request.ts'
import { assertNever, done, type Result, refuse } from '../core/result.ts'
import type { Live, Night } from '../live.ts'
import type { Seen } from './decide.ts'
import { placeManyInTurn } from './in-fair-order.ts'
import type { Clock } from './ports.ts'

type Deps = { readonly database: Database; readonly live: Live; readonly clock: Clock }

export type BulkDecision =
  | { readonly kind: 'approve' }
  | { readonly kind: 'decline'; readonly reason: string | null }
  | { readonly kind: 'hold'; readonly held: boolean }
  /** Back to pending; `held`: set aside there. */
  | { readonly kind: 'reopen'; readonly held: boolean }

/** Those that were decided, as they are now; and how many were left since they had changed. */
export type BulkOutcome = { readonly done: readonly Seen[]; readonly changed: number }

const decidable: Readonly<Record<BulkDecision['kind'], readonly RequestStatus[]>> = {
  approve: ['pending', 'rejected'],
  decline: ['pending', 'approved', 'rejected'],
  hold: ['pending'],
  reopen: ['approved', 'rejected'],
}

/** One decision about many requests: all in one transaction, each only as the DJ saw it. */
export function createBulkDecisions({ database, live, clock }: Deps) {
  /** Oldest first, as the guests asked. */
  function inOrder(night: Night, seen: readonly Seen[]): readonly string[] {
    const askedAt = (id: string) => night.requests.get(id)?.createdAt ?? 0
    return seen.map(({ id }) => id).sort((a, b) => askedAt(a) - askedAt(b))
  }

  return {
    async decideMany(seen: readonly Seen[], decision: BulkDecision): Promise<Result<BulkOutcome>> {
      const night = live.night()
      if (!night) return refuse('no-event')
      const { id: eventId, userId, endedAt } = night.event
      if (endedAt !== null) return refuse('event-ended')
      const patch = patchOf(decision, clock())
      const asDj = { role: 'dj', userId } as const
      const { decided, others } = await database.withTenant(asDj, async (tx) => {
        const places =
          decision.kind === 'approve'
            ? placeManyInTurn(
                night,
                queueOf(await requestsIn(tx).holdApproved(eventId)),
                inOrder(night, seen),
              )
            : null
        const placed = seen.map((one) => ({ ...one, position: places?.placed.get(one.id) ?? null }))
        const ids = await manyRequestsIn(tx).decide(eventId, placed, decidable[decision.kind], patch)
        const rows = placed.filter(({ id }) => ids.has(id)).map((one) => rowOf(night, one, patch))
        // Also those that this console had not seen at that version: their rows are read.
        const known = new Set(rows.flatMap((row) => row?.id ?? []))
        const unknown = seen.filter(({ id }) => !known.has(id)).map(({ id }) => id)
        const read = await requestsIn(tx).byIds(unknown)
        const moved = await requestsIn(tx).setPositions(eventId, places?.moved ?? [])
        return {
          decided: { ids, rows: [...rows.flatMap((row) => row ?? []), ...moved] },
          others: { unknown, read },
        }
      })
      const present = new Set(others.read.map(({ id }) => id))
      live.apply({
        requests: [...decided.rows, ...others.read],
        removed: others.unknown.filter((id) => !present.has(id)),
      })
      const done_ = seen
        .filter(({ id }) => decided.ids.has(id))
        .map(({ id, version }) => ({ id, version: version + 1 }))
      return done({ done: done_, changed: seen.length - done_.length })
    },
  }
}

function patchOf(decision: BulkDecision, now: number): ManyPatch {
  const pending = { status: 'pending', rejectReason: null, approvedAt: null, rejectedAt: null } as const
  switch (decision.kind) {
    case 'approve':
      return { ...pending, status: 'approved', heldAt: null, approvedAt: now }
    case 'decline':
      return { ...pending, status: 'rejected', heldAt: null, rejectReason: decision.reason, rejectedAt: now }
    case 'hold':
    case 'reopen':
      return { ...pending, heldAt: decision.held ? now : null }
    default:
      return assertNever(decision)
  }
}

/**
 * The row that Postgres has now, made of the one that we hold: reading thousands back would hold main up. `null`: we hold
 * another version.
 */
function rowOf(night: Night, { id, version, position }: SeenAt, patch: ManyPatch): Request | null {
  const held = night.requests.get(id)
  if (held?.version !== version) return null
  return { ...held, ...patch, queuePosition: position, version: version + 1 }
}
