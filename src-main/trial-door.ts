import { randomBytes, randomInt } from 'node:crypto'
import type { Event } from './core/event.ts'
import type { Excuse } from './dispatch.ts'
import { createMineFeeds } from './guest-feeds.ts'
import { guestHandlers } from './guest-handlers.ts'
import { createLive } from './live.ts'
import { tonight } from './projections/console-view.ts'
import type { Pulse } from './projections/feeds.ts'
import type { Caller, GuestDoor, GuestHandlers } from './server/guest-door.ts'
import { createAddresses } from './services/addresses.ts'
import { createGuestList } from './services/guest-list.ts'
import { oneAskAtATime } from './services/guest-pause.ts'
import { createGuests } from './services/guests.ts'
import { createRequests } from './services/requests.ts'
import { createTrialNights } from './services/trial-night.ts'
import type { Services } from './services.ts'

type Deps = { readonly services: Services; readonly excuse: Excuse; readonly pulse: Pulse }

/**
 * A second night behind the same door, for the readiness check: whoever comes by its token is in it and nowhere else.
 * All that lies between a phone and the DJ's inbox is the real thing, but for the night.
 */
export function createTrialDoor({ services, excuse, pulse }: Deps) {
  const live = createLive()
  const randomToken = (bytes: number) => randomBytes(bytes).toString('base64url')
  const deps = { ...services, live, randomToken, randomBelow: (below: number) => randomInt(below) }
  const nights = createTrialNights(deps)
  const guests = createGuests(deps)
  const requests = oneAskAtATime({ live, requests: createRequests(deps) })
  const here = {
    ...deps,
    guests,
    requests,
    guestList: createGuestList(deps),
    addresses: createAddresses(deps),
  }
  const handlers = guestHandlers(here, excuse)
  const mine = createMineFeeds(live, pulse)
  live.subscribe(pulse.touch)

  const isHere = (guestId: string) => live.night()?.guests.has(guestId) === true

  /** Of the check's night: its guest, or who shows its token to come in. */
  function isOfTrial(call: unknown, { guest }: Caller): boolean {
    const event = live.night()?.event
    if (event === undefined) return false
    if (guest !== null) return guest.eventId === event.id
    const { body } = call as { readonly body?: { readonly token?: unknown } }
    return body?.token === event.config.bypassToken
  }

  /** Each call goes to the night that it belongs to. */
  function both(real: GuestHandlers): GuestHandlers {
    type Handle = (call: unknown, caller: Caller) => Promise<unknown>
    const trial = handlers as unknown as Readonly<Record<string, Handle>>
    const routes = Object.entries(real as unknown as Readonly<Record<string, Handle>>)
    const forked = routes.map(([route, handle]) => [
      route,
      (call: unknown, caller: Caller) =>
        (isOfTrial(call, caller) ? (trial[route] ?? handle) : handle)(call, caller),
    ])
    return Object.fromEntries(forked) as GuestHandlers
  }

  return {
    /** The guests' door with this one behind it. */
    over: (door: GuestDoor): GuestDoor => ({
      ...door,
      handlers: both(door.handlers),
      guestOf: (token) => door.guestOf(token) ?? guests.byToken(token),
      mine: (guestId) => (isHere(guestId) ? mine.of(guestId) : door.mine(guestId)),
      isElsewhere: (guestId) => !isHere(guestId) && door.isElsewhere(guestId),
    }),

    /** Throws when the database does not take it. */
    async open(like: Pick<Event, 'id' | 'userId'>): Promise<Event> {
      const event = await nights.make(like)
      live.load(event, [], [])
      return event
    },

    /** Whether the DJ's inbox of the check's night has that request, waiting. */
    hasArrived(requestId: string): boolean {
      const night = live.night()
      const shown = night ? tonight(night, Date.now()).requests : []
      return shown.some(({ id, status }) => id === requestId && status === 'pending')
    },

    /** Deletes all of it. Throws when the database is away: then the next start does. */
    async wipe(): Promise<void> {
      const event = live.night()?.event
      live.clear()
      if (event !== undefined) await nights.wipe(event)
    },
  }
}
