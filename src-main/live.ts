import { createStore } from 'zustand/vanilla'
import type { Event } from './core/event.ts'
import type { Guest } from './core/guest.ts'
import type { Playhead } from './core/local/playhead.ts'
import type { Notice } from './core/notice.ts'
import type { Request } from './core/request.ts'
import { createNightRows, type NightRows } from './night-rows.ts'

/** Rows that were just written, in the order of their commits. */
export type Written = {
  readonly event?: Event
  readonly requests?: readonly Request[]
  readonly guests?: readonly Guest[]
  readonly notices?: readonly Notice[]
  /** Ids of requests that are gone. */
  readonly removed?: readonly string[]
}

/** The night as Postgres has it: rows by id, and what is derived from them. */
export type Night = {
  readonly event: Event
  readonly requests: ReadonlyMap<string, Request>
  readonly guests: ReadonlyMap<string, Guest>
  /** What the DJ told the room, ended and removed ones too. */
  readonly notices: ReadonlyMap<string, Notice>
  /** Waiting songs in the DJ's order. */
  readonly queue: readonly Request[]
  /** Index in the queue by id. */
  readonly queuePlaces: ReadonlyMap<string, number>
  readonly playing: Request | null
  /** Where that is, when it sounds from this computer; `null` when others play it, and only its beginning is known. */
  readonly playhead: Playhead | null
  /** Open requests by track uri. */
  readonly openByTrack: ReadonlyMap<string, Request>
  /** The same by `songKey`: a wish and the catalogue's song are one. */
  readonly openBySong: ReadonlyMap<string, Request>
  /** When a song was last played to its end, by track uri; epoch milliseconds. */
  readonly endedAt: ReadonlyMap<string, number>
  /** The same by artist, as `artistNames` spells them. */
  readonly artistPlayedAt: ReadonlyMap<string, number>
  /** Ids of requests that a guest made or voted for. */
  readonly byGuest: ReadonlyMap<string, ReadonlySet<string>>
  /** Ids of the guests that a device joined as. */
  readonly byDevice: ReadonlyMap<string, ReadonlySet<string>>
  /** By guest: grows with each change that may show in their own view. */
  readonly touches: ReadonlyMap<string, number>
  readonly counts: { readonly pending: number; readonly played: number }
}

type State = { readonly night: Night | null; readonly revision: number }

export type Live = ReturnType<typeof createLive>

/**
 * The live state: the shadow of the open event's rows. It is loaded once and then takes the rows that each
 * write returned. A row older than the one held is ignored, so that late notices can't turn time back.
 */
export function createLive() {
  const store = createStore<State>(() => ({ night: null, revision: 0 }))
  let rows = createNightRows()
  let ended: Event | null = null
  let playhead: Playhead | null = null

  function publish(event: Event | null): void {
    const night = event && derive(event, rows, playhead)
    store.setState(({ revision }) => ({ night, revision: revision + 1 }))
  }

  function load(
    event: Event,
    requests: readonly Request[],
    guests: readonly Guest[],
    notices: readonly Notice[] = [],
  ): void {
    rows = createNightRows()
    ended = null
    for (const request of requests) rows.put(request)
    for (const guest of guests) rows.putGuest(guest)
    for (const notice of notices) rows.putNotice(notice)
    publish(event)
  }

  function apply(written: Written): void {
    const { night } = store.getState()
    if (!night) return
    const event = newer(night.event, written.event)
    ended = event.endedAt === null ? null : event
    for (const request of written.requests ?? []) if (request.eventId === event.id) rows.put(request)
    for (const guest of written.guests ?? []) if (guest.eventId === event.id) rows.putGuest(guest)
    for (const notice of written.notices ?? []) if (notice.eventId === event.id) rows.putNotice(notice)
    for (const id of written.removed ?? []) rows.remove(id)
    publish(event)
  }

  return {
    night: () => store.getState().night,
    /** The night that ended here last, also after it was closed, until another is opened. */
    ended: () => ended,
    load,
    apply,
    setPlayhead(next: Playhead | null): void {
      playhead = next
      publish(store.getState().night?.event ?? null)
    },
    clear: () => {
      rows = createNightRows()
      publish(null)
    },
    /** Calls after each change; returns its undo. */
    subscribe: (listener: () => void) => store.subscribe(listener),
  }
}

function newer(held: Event, row: Event | undefined): Event {
  return row && row.id === held.id && row.version >= held.version ? row : held
}

function derive(event: Event, rows: NightRows, playhead: Playhead | null): Night {
  const { requests, guests, notices, byGuest, byDevice } = rows
  const { openByTrack, openBySong, endedAt, artistPlayedAt, touches, counts } = rows
  return {
    event,
    requests,
    guests,
    notices,
    byGuest,
    byDevice,
    openByTrack,
    openBySong,
    endedAt,
    artistPlayedAt,
    touches,
    counts,
    playhead,
    get queue() {
      return rows.queue()
    },
    get queuePlaces() {
      return rows.queuePlaces()
    },
    get playing() {
      return rows.playing()
    },
  }
}
