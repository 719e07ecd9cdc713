import { guestsIn } from '../../db/guests.ts'
import type { Change } from '../../db/listen.ts'
import { noticesIn } from '../../db/notices.ts'
import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import type { Live } from '../live.ts'
import type { DisplayLink } from './display-link.ts'
import type { Guests } from './guests.ts'
import type { Nights } from './nights.ts'
import type { Log } from './ports.ts'
import type { Session } from './session.ts'
import type { Sessions } from './sessions.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly session: Session
  readonly nights: Nights
  readonly sessions: Sessions
  readonly guests: Pick<Guests, 'refreshGuard'>
  readonly displayLink: Pick<DisplayLink, 'refresh'>
  readonly log: Log
}

/**
 * Takes over what other processes commit: to the open night and the list of nights, by another console or a headless
 * guest server, and to the accounts, also while no night is open.
 */
export function followChanges({ database, live, session, nights, sessions, guests, displayLink, log }: Deps) {
  // One after the other, so that rows are applied in the order of their commits.
  let queue = Promise.resolve()

  async function take(change: Change): Promise<void> {
    // Neither waits for the other: that somebody was signed out must not hang on a long night, nor a night on it.
    if (change.kind === 'reconnected')
      return all(
        sessions.refresh(),
        nights.reload(),
        listAgain(),
        guests.refreshGuard(),
        displayLink.refresh(),
      )
    if (change.table === 'users') return sessions.refresh()
    if (change.table === 'displays') return displayLink.refresh()
    nights.heard(change.eventId)
    const event = live.night()?.event
    // Of another night of this DJ only its row matters here, and of other DJs nothing: it is not found.
    if (change.table === 'events') {
      const userId = change.eventId === event?.id ? event.userId : session.user()?.id
      return userId === undefined ? undefined : nights.look(userId, change.eventId)
    }
    if (!event || change.eventId !== event.id) return
    if (change.table === 'guards') return guests.refreshGuard()
    if (change.ids === null) return nights.reload()
    const { ids, table } = change
    await database.withTenant({ role: 'dj', userId: event.userId }, async (tx) => {
      switch (table) {
        case 'requests': {
          const requests = await requestsIn(tx).byIds(ids)
          const found = new Set(requests.map((request) => request.id))
          live.apply({ requests, removed: ids.filter((id) => !found.has(id)) })
          return
        }
        case 'guests':
          live.apply({ guests: await guestsIn(tx).byIds(ids) })
          return
        case 'notices':
          live.apply({ notices: await noticesIn(tx).byIds(ids) })
      }
    })
  }

  async function listAgain(): Promise<void> {
    const user = session.user()
    if (user) await nights.list(user.id)
  }

  return (change: Change): void => {
    queue = queue
      .then(() => take(change))
      .catch((error) => log.error('A change of another console was missed', { error }))
  }
}

/** Waits for all, and fails if one of them did. */
async function all(...works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
}
