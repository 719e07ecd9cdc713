import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import { isQueued } from '../core/request.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live } from '../live.ts'
import type { Clock } from './ports.ts'

type Deps = { readonly database: Database; readonly live: Live; readonly clock: Clock }

/** Playing by hand: the DJ says what sounds from the own decks. */
export function createPlayback({ database, live, clock }: Deps) {
  /** The song that played before becomes played in the same transaction. */
  async function start(seen: { id: string; version: number }): Promise<Result<null>> {
    const night = live.night()
    const request = night?.requests.get(seen.id)
    if (!night || !request) return refuse('not-found')
    if (!isQueued(request)) return refuse('not-in-queue')
    const outcome = await database.withTenant({ role: 'dj', userId: night.event.userId }, (tx) =>
      requestsIn(tx).startPlaying(night.event.id, seen.id, seen.version, clock()),
    )
    if (outcome === 'stale') return refuse('stale')
    live.apply({ requests: outcome })
    return done()
  }

  async function finish(): Promise<Result<null>> {
    const night = live.night()
    if (!night) return refuse('no-event')
    const rows = await database.withTenant({ role: 'dj', userId: night.event.userId }, (tx) =>
      requestsIn(tx).finishPlaying(night.event.id, clock()),
    )
    live.apply({ requests: rows })
    return done()
  }

  return {
    start,
    finish,
    /** The front of the queue; with nothing waiting, what plays is finished. */
    async next(): Promise<Result<null>> {
      const front = live.night()?.queue[0]
      return front ? start(front) : finish()
    },
  }
}
