import type { Database } from '../../../db/open-database.ts'
import { requestsIn } from '../../../db/requests.ts'
import { spotifyMarksIn } from '../../../db/spotify-marks.ts'
import type { Tx } from '../../../db/tenant.ts'
import type { Live, Night } from '../../live.ts'
import type { Clock } from '../ports.ts'

type Deps = { readonly database: Database; readonly live: Live; readonly clock: Clock }

/** What the night keeps of Spotify's player. Every call may throw `DatabaseProblem`. */
export function createPlayerRecord({ database, live, clock }: Deps) {
  function inNight<T>({ event }: Night, work: (tx: Tx) => Promise<T>): Promise<T> {
    return database.withTenant({ role: 'dj', userId: event.userId }, work)
  }

  return {
    handedOver: (night: Night) => inNight(night, (tx) => spotifyMarksIn(tx).handedOver(night.event.id)),
    setHandedOver: (night: Night, id: string, isHandedOver: boolean) =>
      inNight(night, (tx) => spotifyMarksIn(tx).setHandedOver(id, isHandedOver)),

    /** A waiting song was heard: it is played, and what plays goes on. `false`: it does not wait any more. */
    async heard(night: Night, id: string): Promise<boolean> {
      const request = night.requests.get(id)
      if (!request) return false
      const at = clock()
      const row = await inNight(night, async (tx) => {
        const requests = requestsIn(tx)
        const held = await requests.holdApproved(night.event.id)
        const waits = held.some((one) => one.id === id && one.startedAt === null)
        if (!waits) return requests.byId(id)
        const patch = { status: 'played', startedAt: at, playedAt: at, queuePosition: null } as const
        return requests.change(id, null, patch)
      })
      if (row === null || typeof row === 'string' || 'conflict' in row) return false
      live.apply({ requests: [row] })
      return row.status === 'played'
    },
  }
}
