import { eventsIn } from '../../db/events.ts'
import type { Database } from '../../db/open-database.ts'
import type { Event } from '../core/event.ts'
import { noRules } from '../core/event-rules.ts'
import { withFreePin } from './free-pin.ts'
import { newBypassToken } from './new-night.ts'
import type { RandomBelow, RandomToken } from './ports.ts'

type Deps = {
  readonly database: Pick<Database, 'withTenant'>
  readonly randomToken: RandomToken
  readonly randomBelow: RandomBelow
}

const openToAll = {
  requestsPaused: false,
  pages: { requests: true, display: true },
  rules: noRules,
  autoApprove: false,
  autoDeclineExplicit: false,
  maxRequestsPerGuest: 0,
} as const

/**
 * The night of a readiness check: beside the DJ's own one, live for a second, in no list. What is asked in it can't get
 * among what guests ask, and one deletion takes all of it away.
 */
export function createTrialNights({ database, randomToken, randomBelow }: Deps) {
  return {
    /** Written, and read back by a transaction of its own. */
    async make({ id: from, userId }: Pick<Event, 'id' | 'userId'>): Promise<Event> {
      const bypassToken = newBypassToken(randomToken)
      const config = { ...openToAll, title: 'Readiness check', purpose: 'check', bypassToken } as const
      const inEvents = <T>(work: (events: ReturnType<typeof eventsIn>) => Promise<T>) =>
        database.withTenant({ role: 'dj', userId }, (tx) => work(eventsIn(tx)))
      const made = await withFreePin(randomBelow, null, (pin) =>
        inEvents((events) => events.create({ userId, config, from, pin, status: 'live' })),
      )
      if (typeof made === 'string') throw new Error(`no night for the check: ${made}`)
      const read = await inEvents((events) => events.byId(made.id))
      if (read?.config.bypassToken !== bypassToken) throw new Error('what was written was not read back')
      return read
    },

    async wipe({ id, userId }: Pick<Event, 'id' | 'userId'>): Promise<void> {
      await database.withTenant({ role: 'dj', userId }, (tx) => eventsIn(tx).wipeTrial(id))
    },
  }
}
