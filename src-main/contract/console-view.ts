import { z } from 'zod'
import { roomView } from './guest-api.ts'
import { catalogueSource, eventStatus, pages, requestStatus, time, version } from './shapes.ts'

/** What the console and the display see, complete, each time it changes. */

const user = z.object({
  id: z.string(),
  username: z.string(),
  /** `false` until a password was chosen: the account step was skipped, or `serve` made the account. */
  claimed: z.boolean(),
})

const skippedFile = z.object({ path: z.string(), reason: z.string() })

const refusal = z.object({ code: z.string(), words: z.string() })

const catalogueView = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('none') }),
  z.object({
    phase: z.literal('scanning'),
    source: catalogueSource,
    songs: z.number(),
    filesDone: z.number(),
    filesTotal: z.number().nullable(),
    skippedCount: z.number(),
  }),
  z.object({
    phase: z.literal('ready'),
    source: catalogueSource,
    songs: z.number(),
    skippedCount: z.number(),
    skipped: z.array(skippedFile),
    partial: z.boolean(),
    watched: z.boolean(),
  }),
  z.object({ phase: z.literal('failed'), source: catalogueSource, refusal }),
])

const health = z.object({
  state: z.enum(['ok', 'attention', 'down']),
  /** One sentence for a person; what to do when it is not ok. */
  words: z.string(),
})

const lanView = z.object({
  /** `http://192.168.1.20:4747`; `null` while nobody can reach us. */
  url: z.string().nullable(),
  /** The QR code's content: the url with the bypass token in its fragment. */
  joinUrl: z.string().nullable(),
  port: z.number().nullable(),
  addresses: z.array(z.object({ adapter: z.string(), address: z.string() })),
})

export const consoleRequest = z.object({
  id: z.string(),
  version,
  status: requestStatus,
  playing: z.boolean(),
  trackId: z.string().nullable(),
  title: z.string(),
  artist: z.string(),
  album: z.string().nullable(),
  durationMs: z.number().nullable(),
  explicit: z.boolean().nullable(),
  year: z.number().nullable(),
  genre: z.string().nullable(),
  bpm: z.number().nullable(),
  key: z.string().nullable(),
  artworkUrl: z.string().nullable(),
  /** Typed freely by the guest, not found in the catalogue. */
  wish: z.boolean(),
  nickname: z.string(),
  /** Nicknames of the guests who added their +1. */
  voters: z.array(z.string()),
  note: z.string().nullable(),
  rejectReason: z.string().nullable(),
  createdAt: time,
  approvedAt: time.nullable(),
  startedAt: time.nullable(),
  playedAt: time.nullable(),
  rejectedAt: time.nullable(),
})

const consoleEvent = z.object({
  id: z.string(),
  version,
  title: z.string(),
  welcome: z.string(),
  status: eventStatus,
  pin: z.string(),
  pages,
  requestsPaused: z.boolean(),
  autoApprove: z.boolean(),
  autoDeclineExplicit: z.boolean(),
  maxRequestsPerGuest: z.number(),
  catalogue: catalogueSource.nullable(),
})

export const eventSummary = z.object({
  id: z.string(),
  title: z.string(),
  status: eventStatus,
  createdAt: time,
  endedAt: time.nullable(),
})

export const consoleView = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('starting'), step: z.string() }),
  /** The app cannot go on by itself: what happened, what to do, in words. */
  z.object({ phase: z.literal('broken'), title: z.string(), words: z.string(), canRetry: z.boolean() }),
  z.object({ phase: z.literal('first-run') }),
  z.object({ phase: z.literal('signed-out'), usernames: z.array(z.string()), keychain: health }),
  z.object({
    phase: z.literal('no-event'),
    user,
    events: z.array(eventSummary),
    /** The catalogue of the newest night, offered for the next one. */
    catalogue: catalogueSource.nullable(),
  }),
  z.object({
    phase: z.literal('night'),
    user,
    event: consoleEvent,
    /** Newest first; pending, rejected and played ones. */
    requests: z.array(consoleRequest),
    /** In the order in which they will play, without the one that plays. */
    queue: z.array(consoleRequest),
    nowPlaying: consoleRequest.nullable(),
    /** Milliseconds that the playing song had gone on when this view was made. */
    elapsedMs: z.number(),
    guests: z.number(),
    catalogue: catalogueView,
    lan: lanView,
    health: z.object({ database: health, network: health, music: health, keychain: health }),
    displayOpen: z.boolean(),
  }),
])

export const displayView = z.object({
  /** `null` before a night is open. */
  room: roomView.nullable(),
  /** How to join, as the display shows it; `null` while nobody can. */
  join: z.object({ url: z.string(), joinUrl: z.string(), pin: z.string() }).nullable(),
})

export type ConsoleView = z.output<typeof consoleView>
export type NightView = Extract<ConsoleView, { phase: 'night' }>
export type ConsoleRequest = z.output<typeof consoleRequest>
export type CatalogueView = z.output<typeof catalogueView>
export type LanView = z.output<typeof lanView>
export type Health = z.output<typeof health>
export type EventSummary = z.output<typeof eventSummary>
export type DisplayView = z.output<typeof displayView>
