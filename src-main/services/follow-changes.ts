import { eventsIn } from '../../db/events.ts'
import { guestsIn } from '../../db/guests.ts'
import type { Change } from '../../db/listen.ts'
import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import type { Live } from '../live.ts'
import type { Nights } from './nights.ts'
import type { Log } from './ports.ts'
import type { Sessions } from './sessions.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly nights: Nights
  readonly sessions: Sessions
  readonly log: Log
}

/**
 * Takes over what other processes commit: to the open night, by another console or a headless guest server, and to
 * the accounts, also while no night is open.
 */
export function followChanges({ database, live, nights, sessions, log }: Deps) {
  // One after the other, so that rows are applied in the order of their commits.
  let queue = Promise.resolve()

  async function take(change: Change): Promise<void> {
    // Neither waits for the other: that somebody was signed out must not hang on a long night, nor a night on it.
    if (change.kind === 'reconnected') return both(sessions.refresh(), nights.reload())
    if (change.table === 'users') return sessions.refresh()
    const event = live.night()?.event
    if (!event) return
    if (change.eventId !== event.id) return
    if (change.ids === null) return nights.reload()
    const { ids, table } = change
    await database.withTenant({ role: 'dj', userId: event.userId }, async (tx) => {
      switch (table) {
        case 'events': {
          const row = await eventsIn(tx).byId(event.id)
          if (row) live.apply({ event: row })
          return
        }
        case 'requests': {
          const requests = await requestsIn(tx).byIds(ids)
          const found = new Set(requests.map((request) => request.id))
          live.apply({ requests, removed: ids.filter((id) => !found.has(id)) })
          return
        }
        case 'guests':
          live.apply({ guests: await guestsIn(tx).byIds(ids) })
      }
    })
  }

  return (change: Change): void => {
    queue = queue
      .then(() => take(change))
      .catch((error) => log.error('A change of another console was missed', { error }))
  }
}

/** Waits for both, and fails if one of them did. */
async function both(...works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
}
