import { eventsIn, type Unwritten } from '../../db/events.ts'
import type { Database } from '../../db/open-database.ts'
import type { Event } from '../core/event.ts'
import { done, type Result, refuse } from '../core/result.ts'
import { withFreePin } from './free-pin.ts'
import type { Nights } from './nights.ts'
import type { Clock, RandomBelow } from './ports.ts'

type Deps = {
  readonly database: Database
  readonly nights: Nights
  readonly randomBelow: RandomBelow
  readonly clock: Clock
}

type Seen = { readonly eventId: string; readonly version: number }

/** The end of nights and what comes after it, for any night of a DJ, the open one too. Nothing is ever deleted. */
export function createNightLife({ database, nights, randomBelow, clock }: Deps) {
  function change<T>(userId: string, write: (events: ReturnType<typeof eventsIn>) => Promise<T>): Promise<T> {
    return database.withTenant({ role: 'dj', userId }, (tx) => write(eventsIn(tx)))
  }

  /** What was written is seen at once; what was refused shows how the night is by now. */
  async function settle(
    userId: string,
    { eventId }: Seen,
    outcome: Event | Unwritten | 'pin-taken' | 'running',
  ): Promise<Result<Event>> {
    if (typeof outcome === 'object') {
      nights.take(outcome)
      return done(outcome)
    }
    await nights.look(userId, eventId)
    switch (outcome) {
      case 'missing':
        return refuse('not-found')
      case 'running':
        return refuse('night-running')
      case 'stale':
      case 'pin-taken':
        return refuse(outcome)
    }
  }

  return {
    /** Over: offline, its PIN free for others, everything kept. Consoles that have it open close it. */
    async end(userId: string, seen: Seen): Promise<Result<Event>> {
      const at = clock()
      return settle(
        userId,
        seen,
        await change(userId, (events) => events.end(seen.eventId, seen.version, at)),
      )
    },

    /** Takes back the end; with its own PIN, or a new one when another night uses that by now. */
    async reopen(userId: string, seen: Seen): Promise<Result<Event>> {
      const held = await change(userId, (events) => events.byId(seen.eventId))
      if (!held) return refuse('not-found')
      const outcome = await withFreePin(randomBelow, held.pin, (pin) =>
        change(userId, (events) => events.reopen(seen.eventId, seen.version, pin)),
      )
      return settle(userId, seen, outcome)
    },

    /** Out of sight in the list, or back. A night that runs is refused. */
    async archive(userId: string, seen: Seen, archived: boolean): Promise<Result<Event>> {
      const at = archived ? clock() : null
      const outcome = await change(userId, (events) => events.archive(seen.eventId, seen.version, at))
      return settle(userId, seen, outcome)
    },

    /** A new PIN for the open night. Who joined stays; whoever guessed begins anew. */
    async rotatePin(version: number): Promise<Result<Event>> {
      return withFreePin<Result<Event>>(randomBelow, null, async (pin) => {
        const outcome = await nights.change(version, { pin })
        return !outcome.ok && outcome.error.code === 'pin-taken' ? 'pin-taken' : outcome
      }).then((outcome) => (outcome === 'pin-taken' ? refuse(outcome) : outcome))
    },
  }
}
