import { cleanNote } from '../core/clean-text.ts'
import { placeBefore, placeFirst } from '../core/queue.ts'
import { isPlaying, isQueued } from '../core/request.ts'
import type { Result } from '../core/result.ts'
import type { Decide, Seen } from './decide.ts'
import { placeInTurn } from './in-fair-order.ts'
import type { Clock } from './ports.ts'

type Deps = { readonly decide: Decide; readonly clock: Clock }

/** What the DJ decides about requests. Whoever is refused as `stale` has the present rows in the live state. */
export function createDecisions({ decide, clock }: Deps) {
  const approved = () => approvedAt(clock())

  /** Where its turn is; with `before` right before that song while it waits, `null`: at the end. */
  const approve = (seen: Seen, before?: string | null): Promise<Result<null>> =>
    decide(seen, {
      may: ({ status }) => status === 'pending' || status === 'rejected',
      patch: approved(),
      place: (queue, night) =>
        before === null || queue.some(({ id }) => id === before)
          ? placeBefore(queue, seen.id, before ?? null)
          : placeInTurn(night, queue, seen.id),
    })

  return {
    approve,

    playNext: (seen: Seen) =>
      decide(seen, {
        may: (request) => request.status !== 'played' && !isPlaying(request),
        // What waits already was accepted when it was: the room is told so once.
        patch: (request) => (isQueued(request) ? {} : approved()),
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

/** What approving writes; epoch milliseconds. */
export function approvedAt(now: number) {
  return { status: 'approved', approvedAt: now, rejectedAt: null, rejectReason: null, heldAt: null } as const
}
