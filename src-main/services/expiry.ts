import { auditIn } from '../../db/audit.ts'
import { expiryIn } from '../../db/expiry.ts'
import type { Database } from '../../db/open-database.ts'
import { isServedElsewhere } from '../../db/served-nights.ts'
import type { Live } from '../live.ts'
import type { Addresses } from './addresses.ts'
import type { Nights } from './nights.ts'
import type { Clock, Log } from './ports.ts'
import type { Session } from './session.ts'
import type { MachineSettings } from './settings.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly session: Session
  readonly settings: MachineSettings
  readonly nights: Pick<Nights, 'open'>
  readonly addresses: Pick<Addresses, 'drop'>
  readonly clock: Clock
  readonly log: Log
}

const dayMs = 86_400_000
/** How long it can be told that two requests of a night came from one address. */
const keyDays = 30

/**
 * What is known of guests ends: names and notes when the night's setting says so, the key of their addresses after
 * thirty days. Of the DJs of this machine only, and never of a night that guests are in.
 */
export function createExpiry(deps: Deps) {
  const { database, live, session, settings, nights, addresses, clock, log } = deps

  async function forget(userId: string, eventId: string): Promise<boolean> {
    const now = clock()
    return database.withTenant({ role: 'dj', userId }, async (tx) => {
      if (await isServedElsewhere(tx, eventId)) return false
      const forgotten = await expiryIn(tx).forget(eventId, now)
      if (forgotten === null) return false
      const subject = { subject: 'events', subjectId: eventId } as const
      const entry = { userId, eventId, actor: 'expiry', action: 'forget-guests', ...subject } as const
      await auditIn(tx).write({ ...entry, before: null, after: forgotten })
      log.info('The guests of a night were forgotten', { eventId, ...forgotten })
      return true
    })
  }

  async function runFor(userId: string): Promise<void> {
    const now = clock()
    const [due, keys] = await database.withTenant({ role: 'dj', userId }, (tx) =>
      Promise.all([expiryIn(tx).due(userId, now), expiryIn(tx).destroyKeys(userId, now - keyDays * dayMs)]),
    )
    const open = live.night()?.event
    if (open && keys.includes(open.id)) addresses.drop()
    for (const eventId of due) {
      if (eventId === open?.id && open.status !== 'offline') continue
      const isForgotten = await forget(userId, eventId)
      // Read anew, so that no face goes on showing what is gone.
      if (isForgotten && open?.id === eventId) await nights.open(open)
    }
  }

  /** Never throws: what could not be done is done the next day. */
  async function run(): Promise<void> {
    try {
      const { night } = await settings.read()
      const users = [session.user()?.id, night?.userId, live.night()?.event.userId]
      for (const userId of new Set(users)) if (userId !== undefined) await runFor(userId)
    } catch (error) {
      log.warn('What is to be forgotten of guests stays for another day', { error })
    }
  }

  return {
    run,
    /** Once a day from now on; returns its undo. */
    daily(): () => void {
      const timer = setInterval(() => void run(), dayMs)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}
