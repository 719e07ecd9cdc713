import { type EventPatch, eventsIn } from '../../db/events.ts'
import { guestsIn } from '../../db/guests.ts'
import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import {
  type CatalogueSource,
  type Event,
  type EventConfig,
  type EventStatus,
  newEventConfig,
} from '../core/event.ts'
import { choosePin } from '../core/pin.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live } from '../live.ts'
import type { Catalogue, Clock, Log, RandomBelow, RandomToken } from './ports.ts'
import type { MachineSettings } from './settings.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly catalogue: Catalogue
  readonly settings: MachineSettings
  readonly randomToken: RandomToken
  readonly randomBelow: RandomBelow
  readonly clock: Clock
  readonly log: Log
}

export type Nights = ReturnType<typeof createNights>

export type NewNight = {
  readonly title: string
  readonly catalogue: CatalogueSource | null
  /** Four digits; chosen by chance when left out. */
  readonly pin?: string | undefined
}

/** 16 random bytes: 128 bits. */
const bypassBytes = 16
/** With fewer than ten thousand open nights on one database, chance finds a free PIN long before this. */
const pinTries = 200

/** The events of a DJ, and which of them this process serves. */
export function createNights({ database, live, catalogue, settings, randomToken, randomBelow, log }: Deps) {
  function asDj(userId: string) {
    return { role: 'dj', userId } as const
  }

  let known: readonly Event[] = []

  async function list(userId: string): Promise<readonly Event[]> {
    known = await database.withTenant(asDj(userId), (tx) => eventsIn(tx).list(userId))
    return known
  }

  /** All rows of a night as they are now; the event is `null` when it is gone. */
  function readNight({ id, userId }: Event) {
    return database.withTenant(asDj(userId), async (tx) => ({
      event: await eventsIn(tx).byId(id),
      requests: await requestsIn(tx).allOf(id),
      guests: await guestsIn(tx).allOf(id),
    }))
  }

  /** Reads the night whole and lets every face see it. */
  async function load(event: Event): Promise<void> {
    const { requests, guests } = await readNight(event)
    live.load(event, requests, guests)
    // Not awaited: a long scan must not hold up the night.
    catalogue
      .open(event.config.catalogue)
      .catch((error) => log.error('The catalogue did not open', { error }))
  }

  async function open(event: Event): Promise<void> {
    const before = live.night()?.event
    if (before && before.id !== event.id && before.status !== 'offline')
      await change(before.version, { status: 'offline' })
    await load(event)
    await settings.write({ night: { userId: event.userId, eventId: event.id } })
  }

  async function change(version: number | null, patch: EventPatch): Promise<Result<Event>> {
    const event = live.night()?.event
    if (!event) return refuse('no-event')
    const outcome = await database.withTenant(asDj(event.userId), (tx) =>
      eventsIn(tx).update(event.id, version, patch),
    )
    if (outcome === 'pin-taken') return refuse('pin-taken')
    if (outcome === 'missing') return refuse('not-found')
    if (outcome === 'stale') {
      await refresh(event)
      return refuse('stale')
    }
    live.apply({ event: outcome })
    return done(outcome)
  }

  async function refresh(event: Event): Promise<void> {
    const row = await database.withTenant(asDj(event.userId), (tx) => eventsIn(tx).byId(event.id))
    if (row) live.apply({ event: row })
  }

  async function insert(
    userId: string,
    config: EventConfig,
    pin: string | undefined,
  ): Promise<Event | 'pin-taken'> {
    for (let tried = 0; tried < pinTries; tried++) {
      const event = { userId, config, pin: pin ?? choosePin(randomBelow), status: 'offline' } as const
      const made = await database.withTenant(asDj(userId), (tx) => eventsIn(tx).create(event))
      if (made !== 'pin-taken' || pin !== undefined) return made
    }
    return 'pin-taken'
  }

  async function openById(userId: string, eventId: string): Promise<Result<null>> {
    const event = await database.withTenant(asDj(userId), (tx) => eventsIn(tx).byId(eventId))
    if (!event) return refuse('not-found')
    await open(event)
    return done()
  }

  return {
    /** Newest first. */
    list,
    /** What `list` last answered. */
    known: () => known,
    change,
    openById,

    /** At start: the night that was open when this console last ran, or else the newest that is not offline. */
    async resume(userId: string | null): Promise<void> {
      const { night } = await settings.read()
      if (night && userId !== null && live.night()?.event.id === night.eventId && night.userId === userId)
        return
      if (night && (userId === null || night.userId === userId)) {
        const event = await database.withTenant(asDj(night.userId), (tx) => eventsIn(tx).byId(night.eventId))
        if (event && event.endedAt === null) return load(event)
      }
      if (userId === null) return
      // What is served here belongs to who is signed in here.
      if (live.night()?.event.userId !== userId) live.clear()
      const running = (await list(userId)).find(
        (event) => event.endedAt === null && event.status !== 'offline',
      )
      if (running) await open(running)
    },

    async create(userId: string, { title, catalogue: source, pin }: NewNight): Promise<Result<Event>> {
      const event = await insert(userId, newEventConfig(title, source, `bp_${randomToken(bypassBytes)}`), pin)
      if (event === 'pin-taken') return refuse('pin-taken')
      await open(event)
      return done(event)
    },

    /** The DJ's newest night of this title that has not ended. */
    async newestOfTitle(userId: string, title: string): Promise<Event | null> {
      return database.withTenant(asDj(userId), (tx) => eventsIn(tx).newestOpenByTitle(userId, title))
    },

    open,

    setStatus: (version: number | null, status: EventStatus) => change(version, { status }),

    async setCatalogue(version: number | null, source: CatalogueSource | null): Promise<Result<Event>> {
      const outcome = await change(version, { config: { catalogue: source } })
      if (outcome.ok)
        void catalogue.open(source).catch((error) => log.error('The catalogue did not open', { error }))
      return outcome
    },

    /** Reads the open night again, after a time in which changes may have been missed. */
    async reload(): Promise<void> {
      const event = live.night()?.event
      if (!event) return
      // What commits while this is read is in the live state already: rows are added to it, never put in its place.
      const held = [...(live.night()?.requests.keys() ?? [])]
      const read = await readNight(event)
      if (!read.event) return
      const found = new Set(read.requests.map((request) => request.id))
      live.apply({ ...read, event: read.event, removed: held.filter((id) => !found.has(id)) })
    },
  }
}
