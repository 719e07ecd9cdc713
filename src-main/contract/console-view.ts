import { z } from 'zod'
import { displayMoods } from '../core/display-mood.ts'
import { eventPurposes } from '../core/event.ts'
import { mustPlayStates } from '../core/must-play.ts'
import { noticeTargets } from '../core/notice.ts'
import { userRoles } from '../core/user.ts'
import { displayLinkView } from './display-commands.ts'
import { roomSong, roomView, shownNotice } from './guest-api.ts'
import { lanView } from './lan-view.ts'
import { limits } from './limits.ts'
import { playerView } from './player-view.ts'
import { practiceView } from './practice-commands.ts'
import { readinessView } from './readiness.ts'
import { catalogueSource, eventStatus, pages, requestStatus, time, version } from './shapes.ts'
import { namedSong, songRules } from './song-rules.ts'
import { spotifyView } from './spotify-view.ts'

/** What the console and the display see, complete, each time it changes. */

const user = z.object({
  id: z.string(),
  username: z.string(),
  /** `false` until a password was chosen: the account step was skipped, or `serve` made the account. */
  claimed: z.boolean(),
  role: z.enum(userRoles),
  /** `null` without one. */
  email: z.string().nullable(),
  emailVerified: z.boolean(),
  /** How many printed codes are left. */
  recoveryCodes: z.number(),
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

export const ruleMark = z.object({
  /** A few words: `artist played`. */
  words: z.string(),
  /** When that was, where it matters. */
  since: time.nullable(),
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
  spotifyUrl: z.string().nullable(),
  /** A file of this computer, of a kind that can be played here. */
  hasFile: z.boolean(),
  /** Typed freely by the guest, not found in the catalogue. */
  wish: z.boolean(),
  nickname: z.string(),
  /** Who asked; `null` for the DJ's own entries and imported ones. */
  guestId: z.string().nullable(),
  /** The DJ takes nothing more from who asked. */
  blocked: z.boolean(),
  /** Names of all who added their +1; those who came to the desk are the last ones. */
  voters: z.array(z.string()),
  /** Who asks for it too at the desk. */
  atDesk: z.array(z.object({ id: z.string(), nickname: z.string(), note: z.string().nullable() })).readonly(),
  note: z.string().nullable(),
  rejectReason: z.string().nullable(),
  /** What the DJ told who asked. */
  answer: z.string().nullable(),
  /** Since when the DJ has set it aside. */
  heldAt: time.nullable(),
  /** What the night's rules say against a request that waits: they are newer than it, or time has passed. */
  rule: ruleMark.nullable(),
  /** One of the songs that must be played tonight. */
  mustPlay: z.boolean(),
  createdAt: time,
  approvedAt: time.nullable(),
  startedAt: time.nullable(),
  playedAt: time.nullable(),
  rejectedAt: time.nullable(),
})

const consoleNotice = shownNotice.extend({ target: z.enum(noticeTargets) })

const consoleEvent = z.object({
  id: z.string(),
  version,
  title: z.string(),
  purpose: z.enum(eventPurposes),
  welcome: z.string(),
  status: eventStatus,
  pin: z.string(),
  pages,
  requestsPaused: z.boolean(),
  rules: songRules,
  displayMood: z.enum(displayMoods),
  displayMotion: z.boolean(),
  coverColours: z.boolean(),
  hiddenWords: z.array(z.string()).readonly(),
  hideSlurs: z.boolean(),
  fairOrder: z.boolean(),
  mustPlay: z.array(namedSong).readonly(),
  autoApprove: z.boolean(),
  autoDeclineExplicit: z.boolean(),
  maxRequestsPerGuest: z.number(),
  repeatAfterMinutes: z.number(),
  guestDataDays: z.number(),
  catalogue: catalogueSource.nullable(),
})

export const eventSummary = z.object({
  id: z.string(),
  version,
  title: z.string(),
  status: eventStatus,
  pin: z.string(),
  createdAt: time,
  endedAt: time.nullable(),
  archivedAt: time.nullable(),
})

/** What a migration found, or did: words for a person, ready to be shown. */
const migrationReport = z.object({
  /** `host:port/database`. */
  place: z.string(),
  tables: z.array(z.object({ name: z.string(), rows: z.number() })),
  /** What was found that needs a decision or a repair, a sentence each. */
  findings: z.array(z.string()),
  /** What will be done, a line each. */
  steps: z.array(z.string()),
})

export const consoleView = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('starting'), step: z.string() }),
  /** The app cannot go on by itself: what happened, what to do, in words. */
  z.object({ phase: z.literal('broken'), title: z.string(), words: z.string(), canRetry: z.boolean() }),
  /** The database holds data in an older schema: nothing is changed before the DJ has read this and agreed. */
  z.object({
    phase: z.literal('migration'),
    report: migrationReport,
    /** What is being done right now; `null` while the DJ is asked. */
    step: z.string().nullable(),
    /** Why the last try changed nothing. */
    problem: z.string().nullable(),
  }),
  z.object({ phase: z.literal('first-run') }),
  z.object({
    phase: z.literal('signed-out'),
    usernames: z.array(z.string()),
    keychain: health,
    /** Why this console was signed out, when it was not by its own doing. */
    notice: z.string().nullable(),
    /** Codes can be mailed from this computer. */
    mail: z.boolean(),
  }),
  z.object({
    phase: z.literal('no-event'),
    user,
    events: z.array(eventSummary),
    /** The catalogue of the newest night, offered for the next one. */
    catalogue: catalogueSource.nullable(),
    spotify: spotifyView,
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
    /** How far each song of `event.mustPlay` has come, in that order. */
    mustPlay: z
      .array(z.object({ state: z.enum(mustPlayStates), requestId: z.string().nullable() }))
      .readonly(),
    /** On air now, the earliest first. */
    notices: z.array(consoleNotice),
    /** How the PIN fares. */
    door: z.object({
      /** More wrong PINs than an honest room types. */
      guessing: z.boolean(),
      /** What lets guests in by hand instead of the PIN, as shown; `null` while the PIN does. */
      code: z.string().nullable(),
    }),
    catalogue: catalogueView,
    lan: lanView,
    spotify: spotifyView,
    player: playerView,
    health: z.object({
      database: health,
      network: health,
      music: health,
      keychain: health,
      /** `null` for who has never connected it. */
      spotify: health.nullable(),
      /** What the room sees. */
      display: health,
      disk: health,
      clock: health,
      /** Whether guests' phones are still connected. */
      pages: health,
    }),
    /** The check before going live; `null` when this night was not checked since the app was opened. */
    readiness: readinessView.nullable(),
    /** `null` while it can't be told. */
    displayLink: displayLinkView.nullable(),
    /** Invented guests are here; `null` in a real night. */
    practice: practiceView.nullable(),
    displayOpen: z.boolean(),
    /** Black by the DJ's wish. */
    displayBlank: z.boolean(),
  }),
])

export const displayView = z.object({
  /** `null` before a night is open. */
  room: roomView.nullable(),
  /** What was accepted in the last minutes and is still to come or plays, the earliest first. Left out without any. */
  accepted: z
    .array(roomSong.extend({ acceptedAt: time }))
    .max(limits.justAccepted)
    .optional(),
  /** How to join, as the display shows it; `null` while nobody can. */
  join: z
    .object({
      url: z.string(),
      joinUrl: z.string(),
      pin: z.string(),
      /** It is the longer code, which stands in for a PIN that was guessed at too often. */
      isCode: z.boolean(),
      /** The code of the wifi to join first; `null` when the DJ entered none. */
      wifiCode: z.string().nullable(),
    })
    .nullable(),
  look: z.object({ mood: z.enum(displayMoods), motion: z.boolean(), coverColours: z.boolean() }),
  /** All that is shown is invented. */
  practice: z.boolean().optional(),
  /** The DJ wants it black, whatever there is to show. */
  blank: z.boolean(),
})

export type ConsoleView = z.output<typeof consoleView>
export type NightView = Extract<ConsoleView, { phase: 'night' }>
export type ConsoleRequest = z.output<typeof consoleRequest>
export type ConsoleNotice = z.output<typeof consoleNotice>
export type CatalogueView = z.output<typeof catalogueView>
export type Health = z.output<typeof health>
export type MigrationReport = z.output<typeof migrationReport>
export type EventSummary = z.output<typeof eventSummary>
export type DisplayView = z.output<typeof displayView>
export type AcceptedSong = NonNullable<DisplayView['accepted']>[number]
