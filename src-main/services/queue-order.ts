import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import { arrangeFairly } from '../core/fair-order.ts'
import { queueGap, queueOf } from '../core/queue.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live } from '../live.ts'
import { playedLately, turnsOf } from './in-fair-order.ts'

type Deps = { readonly database: Database; readonly live: Live }

/** The order of the whole queue. */
export function createQueueOrder({ database, live }: Deps) {
  return {
    /**
     * Puts the queue in this order, or with `null` lets guests take turns. `stale`: it is not as the DJ saw it, or the order
     * names other songs; the live state has it then as it is.
     */
    async arrange(seen: readonly string[], order: readonly string[] | null): Promise<Result<null>> {
      const night = live.night()
      if (!night) return refuse('no-event')
      if (night.event.endedAt !== null) return refuse('event-ended')
      const { id: eventId, userId } = night.event
      const outcome = await database.withTenant({ role: 'dj', userId }, async (tx) => {
        const queue = queueOf(await requestsIn(tx).holdApproved(eventId))
        const present = queue.map(({ id }) => id)
        const wanted =
          order ?? arrangeFairly(turnsOf(night, queue), playedLately(night)).map(({ song }) => song.id)
        if (!isSame(present, seen) || !isSame([...present].sort(), [...wanted].sort()))
          return { stale: true, rows: await requestsIn(tx).approvedOf(eventId) }
        if (isSame(present, wanted)) return { stale: false, rows: [] }
        const places = wanted.map((id, at) => ({ id, position: (at + 1) * queueGap }))
        return { stale: false, rows: await requestsIn(tx).setPositions(eventId, places) }
      })
      live.apply({ requests: outcome.rows })
      return outcome.stale ? refuse('stale') : done()
    },
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, at) => id === other[at])
}
