import { z } from 'zod'
import { guestTrack } from './guest-track.ts'
import { limits } from './limits.ts'
import { eventStatus, pages, requestStatus, trackId, uuid } from './shapes.ts'

/** What guests' phones can ask over HTTP, and what they receive over the WebSocket at `GET /api/live`. */

const guest = z.object({
  id: z.string(),
  nickname: z.string(),
  /** The DJ takes nothing more from this phone; it may still watch. */
  blocked: z.boolean().optional(),
})

/** The open request of a song, when somebody asked for it already. */
const asked = z.object({ requestId: z.string(), votes: z.number(), mine: z.boolean() })

const askedTrack = guestTrack.extend({ asked: asked.nullable() })

const wish = z.object({ title: z.string(), artist: z.string() })

export const guestRequest = z.object({
  id: z.string(),
  status: requestStatus,
  /** Approved and sounding right now. */
  playing: z.boolean(),
  /** Asked by this guest; `false` for a +1. */
  mine: z.boolean(),
  /** Exactly one of `track` and `wish` is set. */
  track: guestTrack.nullable(),
  wish: wish.nullable(),
  note: z.string().nullable(),
  /** Guests who added their +1, the one who asked not counted. */
  votes: z.number(),
  /** 0 = playing, 1 = next …; `null` unless approved. */
  songsAway: z.number().nullable(),
  /** Why it was declined, in the DJ's words. */
  reason: z.string().nullable(),
  /** A line of the DJ, whatever becomes of it. */
  answer: z.string().nullable(),
  createdAt: z.number(),
})

const publicEvent = z.object({
  /** Empty while no night is open. */
  title: z.string(),
  welcome: z.string(),
  status: eventStatus,
  pages,
  requestsPaused: z.boolean(),
  /** Over for good, as against offline for a while. */
  ended: z.boolean(),
})

const joinBy = z.union([
  z.strictObject({ pin: z.string().trim().min(1).max(16), nickname: z.string().max(limits.nicknameInput) }),
  z.strictObject({ token: z.string().min(1).max(64), nickname: z.string().max(limits.nicknameInput) }),
])

const note = z.string().max(limits.noteInput).nullish()

const submit = z.union([
  z.strictObject({ id: uuid, trackId, note }),
  z.strictObject({
    id: uuid,
    wish: z.strictObject({
      title: z.string().trim().min(1).max(limits.wishInput),
      artist: z.string().trim().max(limits.wishInput).default(''),
    }),
    note,
  }),
])

/** Tells nights apart, also at different addresses; `null` while none is open. No secret. */
const nightId = z.string().nullable()

const byId = z.object({ id: uuid })
const oneRequest = z.object({ request: guestRequest })

export type GuestRoute = {
  readonly summary: string
  /** Whether the guest's own token (cookie or bearer) is needed. */
  readonly joined: boolean
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** The status of the plain answer; a handler may name another one by `status`. */
  readonly status: number
  readonly reply: z.ZodType
}

/** The guests' JSON routes, by method and path as Fastify writes it. `GET /api/openapi.json` is made from this. */
export const guestApi = {
  'GET /api/event': {
    summary: 'The event as anyone may see it, and who this phone is',
    joined: false,
    status: 200,
    reply: publicEvent.extend({
      needsCode: z.boolean(),
      guest: guest.nullable(),
      night: nightId,
      /** Where this page is found besides, should this address lead nowhere one day: `http://cueline.local:4747`. */
      alsoAt: z.array(z.string()),
    }),
  },
  'POST /api/guests': {
    summary: 'Join by PIN or by the token of the join link',
    joined: false,
    body: joinBy,
    status: 200,
    reply: z.object({ guest, token: z.string() }),
  },
  'GET /api/tracks': {
    summary:
      'Search the catalogue; best match first, at most 20. With `from`: ten more of Spotify’s, from there on',
    joined: true,
    query: z.object({
      q: z.string().trim().min(1).max(limits.query),
      from: z.coerce.number().int().min(0).max(limits.lastPage).optional(),
    }),
    status: 200,
    reply: z.object({
      tracks: z.array(askedTrack).max(limits.tracksPerSearch),
      /** Where the page behind these begins; only in answer to `from`, and `null` at the end. */
      next: z.number().nullable().optional(),
    }),
  },
  'GET /api/asked': {
    summary: 'Which of these songs, their ids set apart by commas, are asked for by now',
    joined: true,
    query: z.object({
      of: z
        .string()
        .regex(/^[\w,-]+$/)
        .max(limits.askedOf),
    }),
    status: 200,
    reply: z.object({ asked: z.record(z.string(), asked) }),
  },
  'POST /api/requests': {
    summary: 'Ask for a song; the same id again answers the same request',
    joined: true,
    body: submit,
    status: 201,
    reply: oneRequest,
  },
  'DELETE /api/requests/:id': {
    summary: 'Take back an own pending request',
    joined: true,
    params: byId,
    status: 204,
    reply: z.null(),
  },
  'POST /api/requests/:id/vote': {
    summary: 'Add +1 to an open request, once',
    joined: true,
    params: byId,
    status: 200,
    reply: oneRequest,
  },
  'GET /api/health': {
    summary: 'Whether the server answers, and for which night',
    joined: false,
    status: 200,
    reply: z.object({ ok: z.literal(true), night: nightId }),
  },
} as const satisfies Record<string, GuestRoute>

export const roomSong = z.object({
  requestId: z.string(),
  title: z.string(),
  artist: z.string(),
  artworkUrl: z.string().nullable(),
  nickname: z.string(),
  votes: z.number(),
})

/** What the DJ tells the room. */
export const shownNotice = z.object({
  id: z.string(),
  text: z.string(),
  /** Milliseconds that were left when this view was made; `null`: until it is removed. */
  remainingMs: z.number().nullable(),
})

/** What all guests and the display see alike, but for notices: those for the one or for the other. */
export const roomView = z.object({
  type: z.literal('room'),
  event: publicEvent,
  nowPlaying: roomSong
    .extend({
      album: z.string().nullable(),
      durationMs: z.number().nullable(),
      /** Left out for songs from elsewhere: this goes to every phone. */
      spotifyUrl: z.string().optional(),
      /** How far it was when this view was made, in milliseconds. */
      elapsedMs: z.number(),
      /** It stands still. Left out while it goes on: this goes to every phone. */
      paused: z.literal(true).optional(),
    })
    .nullable(),
  upNext: z.array(roomSong).max(limits.upNextShown),
  counts: z.object({
    pending: z.number(),
    /** Approved and waiting. */
    queued: z.number(),
    played: z.number(),
    guests: z.number(),
  }),
  /** The earliest first. Left out when there are none: this goes to every phone. */
  notices: z.array(shownNotice).optional(),
})

/** What one guest sees of their own, complete. */
export const mineView = z.object({
  type: z.literal('mine'),
  guest,
  requests: z.array(guestRequest),
})

export type GuestApi = typeof guestApi
export type ShownGuest = z.output<typeof guest>
export type GuestTrack = z.output<typeof guestTrack>
export type AskedTrack = z.output<typeof askedTrack>
export type GuestRequest = z.output<typeof guestRequest>
export type PublicEvent = z.output<typeof publicEvent>
export type RoomSong = z.output<typeof roomSong>
export type ShownNotice = z.output<typeof shownNotice>
export type RoomView = z.output<typeof roomView>
export type MineView = z.output<typeof mineView>

type Parsed<Route, Key extends string> = Route extends { readonly [K in Key]: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : undefined

/** What a guest handler gets: the parts of the call, each parsed. */
export type GuestCall<Route> = {
  readonly params: Parsed<Route, 'params'>
  readonly query: Parsed<Route, 'query'>
  readonly body: Parsed<Route, 'body'>
}

export type GuestReply<Route> = Parsed<Route, 'reply'>
