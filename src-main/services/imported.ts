import { auditIn } from '../../db/audit.ts'
import { eventsIn } from '../../db/events.ts'
import { type ImportedSpan, importedIn } from '../../db/imported.ts'
import type { Database } from '../../db/open-database.ts'
import { usersIn } from '../../db/users.ts'
import { importedTitle } from '../core/event.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { User } from '../core/user.ts'
import type { Live } from '../live.ts'
import { withFreePin } from './free-pin.ts'
import { settingsOfNew } from './new-night.ts'
import type { Nights } from './nights.ts'
import type { Clock, RandomBelow, RandomToken } from './ports.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly nights: Nights
  readonly randomToken: RandomToken
  readonly randomBelow: RandomBelow
  readonly clock: Clock
}

const system = { role: 'system' } as const

/** Requests of the earlier app, which did not say whose they were. */
export function createImported(deps: Deps) {
  const { database, live, nights, randomToken, randomBelow, clock } = deps

  /** The id of the DJ's ended night for what was imported; made when there is none. */
  async function nightOf(userId: string): Promise<string> {
    return database.withTenant({ role: 'dj', userId }, async (tx) => {
      // Two who give at once must not make two of them.
      await usersIn(tx).lock()
      const known = await importedIn(tx).endedNight(userId, importedTitle)
      if (known !== null) return known
      const settings = settingsOfNew({ title: importedTitle, catalogue: null }, randomToken)
      const made = await withFreePin(randomBelow, null, (pin) =>
        eventsIn(tx).create({ userId, ...settings, pin, status: 'offline' }),
      )
      if (typeof made === 'string') throw new Error(`the night for imported requests was not made: ${made}`)
      await eventsIn(tx).end(made.id, null, clock())
      return made.id
    })
  }

  return {
    /** Gives requests of one of the actor's own nights to another DJ; answers how many. Audited. */
    async assign(actor: User, span: ImportedSpan, userId: string): Promise<Result<{ moved: number }>> {
      const own = { role: 'dj', userId: actor.id } as const
      const found = await database.withTenant(own, async (tx) => ({
        event: await eventsIn(tx).byId(span.eventId),
        count: await importedIn(tx).count(span),
      }))
      const taker = await database.withTenant(system, (tx) => usersIn(tx).byId(userId))
      if (!found.event || !taker) return refuse('not-found')
      if (taker.id === actor.id) return refuse('bad-input', { detail: 'choose another DJ' })
      if (found.count === 0) return done({ moved: 0 })

      const eventId = await nightOf(userId)
      const moved = await database.withTenant(system, async (tx) => {
        const count = await importedIn(tx).assign(span, eventId)
        await auditIn(tx).write({
          userId,
          eventId,
          actor: actor.id,
          action: 'assign',
          subject: 'events',
          subjectId: eventId,
          before: { userId: actor.id, ...span },
          after: { moved: count },
        })
        return count
      })
      if (live.night()?.event.id === span.eventId) await nights.reload()
      return done({ moved })
    },
  }
}
