import { DatabaseProblem } from '../../db/database-problem.ts'
import { guestListIn } from '../../db/guest-list.ts'
import { guestsIn } from '../../db/guests.ts'
import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import { cleanNickname } from '../core/clean-text.ts'
import type { Guest } from '../core/guest.ts'
import type { Request } from '../core/request.ts'
import { whyNotFrom } from '../core/request-rules.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live, Night } from '../live.ts'
import type { Seen } from './decide.ts'
import { namesOf } from './names-of.ts'
import type { Clock } from './ports.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly clock: Clock
}

const pendingAgain = { status: 'pending', rejectReason: null, rejectedAt: null } as const

/**
 * What the DJ does about guests. A block is for a phone: for each name that it joined under. Never for an address,
 * which all guests share.
 */
export function createGuestList({ database, live, clock }: Deps) {
  /** The open night with that guest in it, or why not. */
  function find(guestId: string): Result<{ readonly night: Night; readonly guest: Guest }> {
    const night = live.night()
    if (!night) return refuse('no-event')
    if (night.event.endedAt !== null) return refuse('event-ended')
    const guest = night.guests.get(guestId)
    return guest ? done({ night, guest }) : refuse('not-found')
  }

  /** Carries `work` out on these guests; shows them and the requests that changed at once. */
  async function change(
    { event }: Night,
    ids: readonly string[],
    work: (tx: Parameters<typeof guestListIn>[0]) => Promise<readonly Request[]>,
  ): Promise<readonly Request[]> {
    const changed = await database.withTenant({ role: 'dj', userId: event.userId }, async (tx) => {
      const requests = await work(tx)
      return { requests, guests: await guestsIn(tx).byIds(ids) }
    })
    live.apply(changed)
    return changed.requests
  }

  return {
    /** Answers what was declined with it: everything that the phone still waited for, if that was wanted. */
    async block(guestId: string, hideRequests: boolean): Promise<Result<readonly Seen[]>> {
      const found = find(guestId)
      if (!found.ok) return found
      const { night, guest } = found.value
      const ids = namesOf(night, guest)
      const declined = await change(night, ids, async (tx) => {
        await guestListIn(tx).block(night.event, ids)
        return hideRequests ? guestListIn(tx).declinePending(night.event.id, ids, clock()) : []
      })
      return done(declined.map(({ id, version }) => ({ id, version })))
    },

    /** Welcome again, and pending again what of `reopen` nobody touched since. */
    async unblock(guestId: string, reopen: readonly Seen[]): Promise<Result<null>> {
      const found = find(guestId)
      if (!found.ok) return found
      const { night, guest } = found.value
      const ids = namesOf(night, guest)
      await change(night, ids, async (tx) => {
        await guestListIn(tx).unblock(ids)
        const back: Request[] = []
        for (const { id, version } of reopen) {
          const row = await requestsIn(tx).change(id, version, pendingAgain)
          if (typeof row === 'object' && !('conflict' in row)) back.push(row)
        }
        return back
      })
      return done()
    },

    /** Another process blocked them a moment ago: what the database refused for that is told as that. */
    async unlessBlocked<T>({ id }: Guest, work: () => Promise<Result<T>>): Promise<Result<T>> {
      try {
        return await work()
      } catch (error) {
        const night = live.night()
        if (!night || !(error instanceof DatabaseProblem) || error.problem !== 'not-allowed') throw error
        await change(night, [id], async () => [])
        const refusal = whyNotFrom(live.night()?.guests.get(id))
        if (!refusal) throw error
        return { ok: false, error: refusal }
      }
    },

    async rename(guestId: string, typed: string): Promise<Result<null>> {
      const found = find(guestId)
      if (!found.ok) return found
      const nickname = cleanNickname(typed)
      if (nickname === null) return refuse('bad-nickname')
      const { night } = found.value
      await change(night, [guestId], (tx) => guestListIn(tx).rename(night.event.id, guestId, nickname))
      return done()
    },
  }
}
