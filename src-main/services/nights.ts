import { createStore } from 'zustand/vanilla'
import { type EventPatch, eventsIn } from '../../db/events.ts'
import { guestsIn } from '../../db/guests.ts'
import { noticesIn } from '../../db/notices.ts'
import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import { isServedElsewhere } from '../../db/served-nights.ts'
import { type CatalogueSource, type Event, isPutAway } from '../core/event.ts'
import type { Guest } from '../core/guest.ts'
import type { Notice } from '../core/notice.ts'
import type { Request } from '../core/request.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live } from '../live.ts'
import { withFreePin } from './free-pin.ts'
import { type NewNight, settingsOfNew } from './new-night.ts'
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

/** A check younger than this may be under way at another console of this DJ that is still there; none takes as long. */
const checkSeconds = 120

export type Nights = ReturnType<typeof createNights>

/** The events of a DJ, and which of them this process serves. */
export function createNights(deps: Deps) {
  const { database, live, catalogue, settings, randomToken, randomBelow, clock, log } = deps
  /** The night that is being read, and whether somebody changed it meanwhile. */
  let reading: { readonly eventId: string; changed: boolean } | null = null
  const known = createStore<{ readonly events: readonly Event[] }>(() => ({ events: [] }))

  function inEvents<T>(
    userId: string,
    work: (events: ReturnType<typeof eventsIn>) => Promise<T>,
  ): Promise<T> {
    return database.withTenant({ role: 'dj', userId }, (tx) => work(eventsIn(tx)))
  }

  async function list(userId: string): Promise<readonly Event[]> {
    const events = await inEvents(userId, (nights) => nights.list(userId))
    known.setState({ events })
    return events
  }

  /** What a practice or a check left here when the app was ended in the midst of it. */
  async function wipeLeftTrials(userId: string): Promise<void> {
    const open = live.night()?.event.id
    await database.withTenant({ role: 'dj', userId }, async (tx) => {
      for (const id of await eventsIn(tx).trials(userId, checkSeconds)) {
        if (id !== open && !(await isServedElsewhere(tx, id))) await eventsIn(tx).wipeTrial(id)
      }
    })
  }

  /** Shows a row that was just written or read, in the open night and in the list. */
  function take(event: Event): void {
    live.apply({ event })
    if (event.config.purpose !== 'night') return
    const { events } = known.getState()
    const held = events.find(({ id }) => id === event.id)
    if (held && held.version > event.version) return
    const others = events.filter(({ id, userId }) => id !== event.id && userId === event.userId)
    known.setState({ events: [...others, event].sort((a, b) => b.createdAt - a.createdAt) })
  }

  /** Shows how a night is by now; nothing, when it is not this DJ's. */
  async function look(userId: string, eventId: string): Promise<void> {
    const event = await inEvents(userId, (nights) => nights.byId(eventId))
    if (event) take(event)
  }

  /** All rows of a night as they are now; the event is `null` when it is gone. */
  function readNight({ id, userId }: Event) {
    return database.withTenant({ role: 'dj', userId }, async (tx) => ({
      event: await eventsIn(tx).byId(id),
      requests: await requestsIn(tx).allOf(id),
      guests: await guestsIn(tx).allOf(id),
      notices: await noticesIn(tx).allOf(id),
    }))
  }

  /** Reads the night whole and lets every face see it. */
  async function load(event: Event): Promise<void> {
    const { userId } = event
    await database.withTenant({ role: 'dj', userId }, (tx) => guestsIn(tx).removeExpired(clock()))
    const mine = { eventId: event.id, changed: false }
    reading = mine
    const before = shownOf(event)
    const read = await readNight(event)
    const { requests, guests, notices } = shownOf(event)
    const stored = new Set(read.requests.map(({ id }) => id))
    const asked = [...requests.values()].filter(({ id }) => stored.has(id) || !before.requests.has(id))
    const joined = [...guests.values()].filter(({ id }) => !before.guests.has(id))
    // Of notices the newer row stays, whichever came first.
    const told = [...read.notices, ...notices.values()]
    live.load(read.event ?? event, [...read.requests, ...asked], [...read.guests, ...joined], told)
    if (reading === mine) reading = null
    // What was committed after its rows were read was heard before there was a night to put it in.
    if (mine.changed) await reload()
    await database.serve(event.id)
    openCatalogue(event.config.catalogue)
  }

  /** Reads the open night again, after a time in which changes may have been missed. */
  async function reload(): Promise<void> {
    const event = live.night()?.event
    if (!event) return
    const held = [...shownOf(event).requests.keys()]
    merge(await readNight(event), held)
  }

  /** What is shown of a night by now, if it is the open one. */
  function shownOf({ id }: Event) {
    const night = live.night()
    const shown = night?.event.id === id ? night : null
    return {
      requests: new Map<string, Request>(shown?.requests),
      guests: new Map<string, Guest>(shown?.guests),
      notices: new Map<string, Notice>(shown?.notices),
    }
  }

  /** What commits while a night is read is in the live state already: rows are added to it, never put in its place. */
  function merge(read: Awaited<ReturnType<typeof readNight>>, held: readonly string[]): void {
    if (!read.event) return
    const found = new Set(read.requests.map((request) => request.id))
    live.apply({ ...read, event: read.event, removed: held.filter((id) => !found.has(id)) })
  }

  /** Not awaited: a long scan must not hold up the night. */
  function openCatalogue(source: CatalogueSource | null): void {
    catalogue.open(source).catch((error) => log.error('The catalogue did not open', { error }))
  }

  async function open(event: Event): Promise<void> {
    const before = live.night()?.event
    if (before && before.id !== event.id) await leave(before)
    await load(event)
    // After a practice that was cut off the night before is opened again.
    if (event.config.purpose === 'night')
      await settings.write({ night: { userId: event.userId, eventId: event.id } })
  }

  /** Nobody is let in here any more: offline, unless another process still serves it. */
  async function leave({ id, userId }: Event): Promise<void> {
    await database.withTenant({ role: 'dj', userId }, async (tx) => {
      const now = await eventsIn(tx).byId(id)
      if (!now || now.status === 'offline' || (await isServedElsewhere(tx, id))) return
      await eventsIn(tx).update(id, null, { status: 'offline' })
    })
  }

  async function change(version: number | null, patch: EventPatch): Promise<Result<Event>> {
    const event = live.night()?.event
    if (!event) return refuse('no-event')
    const outcome = await inEvents(event.userId, (nights) => nights.update(event.id, version, patch))
    if (typeof outcome === 'object') {
      take(outcome)
      return done(outcome)
    }
    await look(event.userId, event.id)
    switch (outcome) {
      case 'missing':
        return refuse('not-found')
      case 'ended':
        return refuse('event-ended')
      case 'stale':
      case 'pin-taken':
        return refuse(outcome)
    }
  }

  return {
    /** Newest first; ended and archived ones too. */
    list,
    /** What `list` last answered, and what became of it since. */
    known: () => known.getState().events,
    /** Calls when the list changed; returns its undo. */
    onKnown: (listener: () => void) => known.subscribe(listener),
    take,
    look,
    /** Changes the open night; `version` `null`: as it is by now. */
    change,
    open,

    /** For work: one that has ended is to be reopened first, an archived one comes back into the list. */
    async openById(userId: string, eventId: string): Promise<Result<null>> {
      const event = await inEvents(userId, (nights) => nights.byId(eventId))
      if (!event) return refuse('not-found')
      if (event.endedAt !== null) return refuse('event-ended')
      const back = await inEvents(userId, (nights) => nights.archive(eventId, null, null))
      if (typeof back === 'string') return refuse('not-found')
      take(back)
      await open(back)
      return done()
    },

    /** At start: the night that was open when this console last ran, or else the newest that is not offline. */
    async resume(userId: string | null): Promise<void> {
      const { night } = await settings.read()
      const dj = userId ?? night?.userId
      if (dj !== undefined)
        await wipeLeftTrials(dj).catch((error) => log.warn('A trial is wiped another day', { error }))
      if (night && (userId === null || night.userId === userId)) {
        // Guests are let in already, and it is up to date.
        if (live.night()?.event.id === night.eventId) return
        const event = await inEvents(night.userId, (nights) => nights.byId(night.eventId))
        if (event && !isPutAway(event)) return load(event)
      }
      if (userId === null) return
      // What is served here belongs to who is signed in here.
      if (live.night()?.event.userId !== userId) {
        live.clear()
        await database.serve(null)
      }
      const running = (await list(userId)).find((event) => !isPutAway(event) && event.status !== 'offline')
      if (running) await open(running)
    },

    async create(userId: string, night: NewNight): Promise<Result<Event>> {
      const { config, from } = settingsOfNew(night, randomToken)
      const insert = (pin: string) =>
        inEvents(userId, (nights) => nights.create({ userId, config, from, pin, status: 'offline' }))
      const made = await (night.pin === undefined
        ? withFreePin(randomBelow, null, insert)
        : insert(night.pin))
      if (made === 'pin-taken') return refuse('pin-taken')
      if (made === 'missing') return refuse('not-found')
      take(made)
      await open(made)
      return done(made)
    },

    /** A night to practise in, live, with the music and the settings of `like`; its player is nobody's but the DJ's hands. */
    async createPractice(userId: string, like: Event | null): Promise<Result<Event>> {
      const newest = like ?? (await list(userId))[0] ?? null
      const { config, from } = settingsOfNew(
        { title: 'Practice night', catalogue: newest?.config.catalogue ?? null, from: newest?.id ?? null },
        randomToken,
      )
      const alone = {
        purpose: 'practice',
        player: 'hand',
        spotifyPlaylist: 'off',
        spotifySearch: false,
      } as const
      const made = await withFreePin(randomBelow, null, (pin) =>
        inEvents(userId, (nights) =>
          nights.create({ userId, config: { ...config, ...alone }, from, pin, status: 'live' }),
        ),
      )
      if (typeof made === 'string') return refuse(made === 'missing' ? 'not-found' : 'pin-taken')
      await open(made)
      return done(made)
    },

    /** The practice is wiped: back to the night `before`, or to the list. */
    async leavePractice(userId: string, before: string | null): Promise<void> {
      live.clear()
      await database.serve(null)
      const event = before === null ? null : await inEvents(userId, (nights) => nights.byId(before))
      if (event && !isPutAway(event)) await open(event)
    },

    /** The DJ's newest night of this title that has not ended. */
    newestOfTitle: (userId: string, title: string): Promise<Event | null> =>
      inEvents(userId, (nights) => nights.newestOpenByTitle(userId, title)),

    async setCatalogue(version: number | null, source: CatalogueSource | null): Promise<Result<Event>> {
      const outcome = await change(version, { config: { catalogue: source } })
      if (outcome.ok) openCatalogue(source)
      return outcome
    },

    reload,

    /** Another process has changed this night: to be said before it is looked at. */
    heard(eventId: string): void {
      if (reading?.eventId === eventId) reading.changed = true
    },
  }
}
