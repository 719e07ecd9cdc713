import { createStore } from 'zustand/vanilla'
import type { Event } from './core/event.ts'
import type { Guest } from './core/guest.ts'
import { queueOf } from './core/queue.ts'
import { isOpen, isPlaying, type Request } from './core/request.ts'

/** Rows that were just written, in the order of their commits. */
export type Written = {
  readonly event?: Event
  readonly requests?: readonly Request[]
  readonly guests?: readonly Guest[]
  /** Ids of requests that are gone. */
  readonly removed?: readonly string[]
}

/** The night as Postgres has it: rows by id, and what is derived from them once per change. */
export type Night = {
  readonly event: Event
  readonly requests: ReadonlyMap<string, Request>
  readonly guests: ReadonlyMap<string, Guest>
  /** Waiting songs in the DJ's order. */
  readonly queue: readonly Request[]
  /** Index in the queue by id. */
  readonly queuePlaces: ReadonlyMap<string, number>
  readonly playing: Request | null
  /** Open requests by track uri. */
  readonly openByTrack: ReadonlyMap<string, Request>
  /** Ids of requests that a guest made or voted for. */
  readonly byGuest: ReadonlyMap<string, ReadonlySet<string>>
}

type State = { readonly night: Night | null; readonly revision: number }

export type Live = ReturnType<typeof createLive>

/**
 * The live state: the shadow of the open event's rows. It is loaded once and then takes the rows that each
 * write returned. A row older than the one held is ignored, so that late notices can't turn time back.
 */
export function createLive() {
  const store = createStore<State>(() => ({ night: null, revision: 0 }))
  let rows = emptyRows()

  function publish(event: Event | null): void {
    const night = event && derive(event, rows)
    store.setState(({ revision }) => ({ night, revision: revision + 1 }))
  }

  function load(event: Event, requests: readonly Request[], guests: readonly Guest[]): void {
    rows = emptyRows()
    for (const request of requests) put(rows, request)
    for (const guest of guests) rows.guests.set(guest.id, guest)
    publish(event)
  }

  function apply(written: Written): void {
    const { night } = store.getState()
    if (!night) return
    const event = newer(night.event, written.event)
    for (const request of written.requests ?? []) if (request.eventId === event.id) put(rows, request)
    for (const guest of written.guests ?? []) if (guest.eventId === event.id) rows.guests.set(guest.id, guest)
    for (const id of written.removed ?? []) remove(rows, id)
    publish(event)
  }

  return {
    night: () => store.getState().night,
    load,
    apply,
    clear: () => {
      rows = emptyRows()
      publish(null)
    },
    /** Calls after each change; returns its undo. */
    subscribe: (listener: () => void) => store.subscribe(listener),
  }
}

type Rows = {
  readonly requests: Map<string, Request>
  readonly guests: Map<string, Guest>
  readonly byGuest: Map<string, Set<string>>
}

function emptyRows(): Rows {
  return { requests: new Map(), guests: new Map(), byGuest: new Map() }
}

function newer(held: Event, row: Event | undefined): Event {
  return row && row.id === held.id && row.version >= held.version ? row : held
}

function put(rows: Rows, request: Request): void {
  const held = rows.requests.get(request.id)
  if (held && isNewer(held, request)) return
  rows.requests.set(request.id, request)
  for (const guest of [request.guestId, ...request.voters]) {
    if (guest === null) continue
    const ids = rows.byGuest.get(guest)
    if (ids) ids.add(request.id)
    else rows.byGuest.set(guest, new Set([request.id]))
  }
}

/** A vote raises no version, so that a DJ's decision does not go stale by it; votes are only ever added. */
function isNewer(held: Request, request: Request): boolean {
  if (held.version !== request.version) return held.version > request.version
  return held.voters.length > request.voters.length
}

function remove(rows: Rows, id: string): void {
  rows.requests.delete(id)
  for (const ids of rows.byGuest.values()) ids.delete(id)
}

/** Lazy, so that a burst of writes derives the queue once, when somebody looks. */
function derive(event: Event, rows: Rows): Night {
  let queue: readonly Request[] | undefined
  let queuePlaces: ReadonlyMap<string, number> | undefined
  let openByTrack: ReadonlyMap<string, Request> | undefined
  let playing: Request | null | undefined
  return {
    event,
    requests: rows.requests,
    guests: rows.guests,
    byGuest: rows.byGuest,
    get queue() {
      queue ??= queueOf(rows.requests.values())
      return queue
    },
    get queuePlaces() {
      queuePlaces ??= new Map(this.queue.map((request, index) => [request.id, index]))
      return queuePlaces
    },
    get playing() {
      if (playing === undefined) playing = [...rows.requests.values()].find(isPlaying) ?? null
      return playing
    },
    get openByTrack() {
      openByTrack ??= new Map(
        [...rows.requests.values()].filter(isOpen).map((request) => [request.trackUri, request]),
      )
      return openByTrack
    },
  }
}
