import { eventsIn } from '../../db/events.ts'
import { guestsIn } from '../../db/guests.ts'
import type { Change } from '../../db/listen.ts'
import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import type { Live } from '../live.ts'
import type { Nights } from './nights.ts'
import type { Log } from './ports.ts'

type Deps = { readonly database: Database; readonly live: Live; readonly nights: Nights; readonly log: Log }

/** Takes over what other processes commit to the open night: another console, or a headless guest server. */
export function followChanges({ database, live, nights, log }: Deps) {
  // One after the other, so that rows are applied in the order of their commits.
  let queue = Promise.resolve()

  async function take(change: Change): Promise<void> {
    const event = live.night()?.event
    if (!event) return
    if (change.kind === 'reconnected') return nights.reload()
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
