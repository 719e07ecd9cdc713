import { z } from 'zod'
import { displayMoods } from '../core/display-mood.ts'
import { hiddenWordLimits } from '../core/hidden-words.ts'
import { mustPlayLimits } from '../core/must-play.ts'
import { nightTables } from '../core/night-csv.ts'
import { sheetKinds } from '../core/sheet.ts'
import { aboutCommands } from './about.ts'
import { accountCommands } from './account-commands.ts'
import { type Command, command } from './command.ts'
import { eventSummary, ruleMark } from './console-view.ts'
import { displayCommands, displayLinkCommands } from './display-commands.ts'
import { guestCommands } from './guest-commands.ts'
import { guestTrack } from './guest-track.ts'
import { lanCommands } from './lan-commands.ts'
import { limits } from './limits.ts'
import { eventReport } from './night-report.ts'
import { noticeCommands } from './notice-commands.ts'
import { playerCommands } from './player-commands.ts'
import { practiceCommands } from './practice-commands.ts'
import { readinessCommands } from './readiness.ts'
import { rulesCommands } from './rules-commands.ts'
import { catalogueSource, eventStatus, noInput, nothing, time, trackId, uuid, version } from './shapes.ts'
import { namedSong, songRules } from './song-rules.ts'
import { spotifyCommands } from './spotify-commands.ts'

/** Everything that the DJ's console can ask of main, over one channel. A change names the version it saw. */

const anEvent = z.strictObject({ eventId: uuid, version })
const aRequest = z.strictObject({ id: uuid, version })
/** The song that is seen to play, `null` for none: when another one does by now, nothing is changed. Left out: whatever plays. */
const leaving = z.strictObject({ playing: uuid.nullable().optional() })
const enteredSong = z.union([
  z.strictObject({ trackId }),
  z.strictObject({
    wish: z.strictObject({
      title: z.string().trim().min(1).max(limits.wishInput),
      artist: z.string().trim().max(limits.wishInput),
    }),
  }),
])
/** When an entry approved the request that it joined, and since when that was set aside before. */
const joined = { approvedAt: time.nullable(), heldAt: time.nullable() }
const bulkDecision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approve') }),
  z.strictObject({
    kind: z.literal('decline'),
    reason: z.string().trim().max(limits.rejectReason).nullable(),
  }),
  z.strictObject({ kind: z.literal('hold'), held: z.boolean() }),
  z.strictObject({ kind: z.literal('reopen'), held: z.boolean() }),
])
const settings = z.strictObject({
  title: z.string().trim().min(1).max(limits.title).optional(),
  welcome: z.string().trim().max(limits.welcome).optional(),
  autoApprove: z.boolean().optional(),
  autoDeclineExplicit: z.boolean().optional(),
  maxRequestsPerGuest: z.int().min(0).max(1000).optional(),
  repeatAfterMinutes: z.int().min(0).max(1440).optional(),
  guestDataDays: z.int().min(0).max(3650).optional(),
  requestsPaused: z.boolean().optional(),
  rules: songRules.optional(),
  displayMood: z.enum(displayMoods).optional(),
  displayMotion: z.boolean().optional(),
  coverColours: z.boolean().optional(),
  hiddenWords: z
    .array(z.string().trim().min(1).max(hiddenWordLimits.length))
    .max(hiddenWordLimits.words)
    .optional(),
  hideSlurs: z.boolean().optional(),
  fairOrder: z.boolean().optional(),
  mustPlay: z.array(namedSong).max(mustPlayLimits.songs).optional(),
  pages: z.strictObject({ requests: z.boolean(), display: z.boolean() }).optional(),
})

export const consoleCommands = {
  ...accountCommands,
  ...lanCommands,
  ...guestCommands,
  ...noticeCommands,
  ...spotifyCommands,
  ...playerCommands,
  ...rulesCommands,
  ...readinessCommands,
  ...practiceCommands,

  'event.create': command(
    z.strictObject({
      title: z.string().trim().min(1).max(limits.title),
      catalogue: catalogueSource.nullable(),
      /** An earlier night, whose settings the new one begins with; its title, PIN and link are its own. */
      from: uuid.nullable().default(null),
    }),
    z.object({ eventId: z.string() }),
  ),
  /** Opens an earlier night; one that was live here before goes offline, nothing is ended. */
  'event.open': command(z.strictObject({ eventId: uuid }), nothing),
  'event.list': command(noInput, z.object({ events: z.array(eventSummary) })),
  /** Over: offline for good, its PIN free for others, all its requests kept. */
  'event.end': command(anEvent, nothing),
  /** Takes back the end. `pin` is another one when the night's own was taken in the meantime. */
  'event.reopen': command(anEvent, z.object({ pin: z.string() })),
  /** Out of sight in the list, or back in it; nothing is lost. */
  'event.archive': command(anEvent.extend({ archived: z.boolean() }), nothing),
  /** What became of a night, without opening it; of the open one, so far. */
  'event.report': command(z.strictObject({ eventId: uuid }), eventReport),
  /** A new PIN for the open night; who joined stays. */
  'event.rotatePin': command(z.strictObject({ version }), nothing),
  /** A new join link for the open night: the one before lets nobody in any more; who joined stays. */
  'event.rotateLink': command(z.strictObject({ version }), nothing),
  /** The undo of that, within ten seconds: the link before works again. */
  'event.takeBackLink': command(z.strictObject({ version }), nothing),
  'event.setStatus': command(z.strictObject({ status: eventStatus, version }), nothing),
  'event.update': command(z.strictObject({ version, change: settings }), nothing),

  ...displayLinkCommands,

  /** Looks at a folder or file before it is chosen; refuses in words. */
  'catalogue.check': command(z.strictObject({ source: catalogueSource }), nothing),
  'catalogue.set': command(z.strictObject({ source: catalogueSource.nullable(), version }), nothing),
  'catalogue.rescan': command(noInput, nothing),
  'catalogue.cancel': command(noInput, nothing),
  'catalogue.search': command(
    z.strictObject({ query: z.string().trim().min(1).max(limits.query) }),
    z.object({ tracks: z.array(guestTrack) }),
  ),

  /**
   * The DJ's own entry, or one for somebody without a phone: to the end of the queue, or to the inbox. A song that is open
   * already is refused, `alternative` names its request.
   */
  'request.add': command(
    z.strictObject({
      id: uuid,
      song: enteredSong,
      /** Who asks for it; `null`: the DJ. */
      nickname: z.string().max(limits.nicknameInput).nullable().default(null),
      note: z.string().max(limits.noteInput).nullable().default(null),
      to: z.enum(['up-next', 'inbox']).default('up-next'),
    }),
    nothing,
  ),
  /** Before it is entered: the open request of a song, or what became of it last tonight, and what the rules say against it. */
  'request.standing': command(
    z.strictObject({ song: enteredSong }),
    z.object({ requestId: z.string().nullable(), rule: ruleMark.nullable() }),
  ),
  /** Somebody at the desk asks for an open request's song, too; `approve`: and a pending one is approved. */
  'request.join': command(
    z.strictObject({
      id: uuid,
      requestId: uuid,
      nickname: z.string().max(limits.nicknameInput),
      note: z.string().max(limits.noteInput),
      approve: z.boolean(),
    }),
    z.object(joined),
  ),
  /** The undo of an entry, which takes back what it did and nothing else: `id` is the entry's, and the rest its answer. */
  'request.takeBackEntry': command(z.strictObject({ id: uuid, requestId: uuid, ...joined }), nothing),
  /**
   * A song that must be played goes in the queue: a guest's request where there is one, else the DJ's own under `id`. The
   * answer says what was done, for `request.takeBackEntry`.
   */
  'mustPlay.queue': command(
    z.strictObject({ id: uuid, song: namedSong }),
    z.object({ did: z.enum(['entered', 'approved', 'nothing']), requestId: z.string(), ...joined }),
  ),
  /** To the end of the queue or where its guest's turn is; with `before` where it stood: before that song, `null` at the end. */
  'request.approve': command(aRequest.extend({ before: uuid.nullable().optional() }), nothing),
  /** Approves when it is pending; in either case it becomes the next song. */
  'request.playNext': command(aRequest, nothing),
  'request.decline': command(
    aRequest.extend({ reason: z.string().trim().max(limits.rejectReason).nullable() }),
    nothing,
  ),
  /** A line to who asked and who added a +1; `null` takes it away. */
  'request.answer': command(
    aRequest.extend({ answer: z.string().trim().max(limits.noteInput).nullable() }),
    nothing,
  ),
  /** Back to pending: the undo of approve and decline, and "send back" from the queue. `held`: and set aside again. */
  'request.reopen': command(aRequest.extend({ held: z.boolean().optional() }), nothing),
  /** Sets a pending request aside, or brings it back among those to be decided. */
  'request.hold': command(aRequest.extend({ held: z.boolean() }), nothing),
  /** One decision about many, in one transaction; those that were changed meanwhile are left and counted. */
  'request.decideMany': command(
    z.strictObject({ requests: z.array(aRequest).min(1).max(limits.bulk), decision: bulkDecision }),
    z.object({ done: z.array(aRequest), changed: z.number() }),
  ),

  /** Moves a queued song before another one, or to the end with `null`. */
  'queue.move': command(aRequest.extend({ before: uuid.nullable() }), nothing),
  /** The whole queue in another order: this one, or guests taking turns with `null`. `seen`: its order as the DJ saw it. */
  'queue.arrange': command(
    z.strictObject({
      seen: z.array(uuid).max(limits.bulk),
      order: z.array(uuid).max(limits.bulk).nullable(),
    }),
    nothing,
  ),

  /** Sets now playing from the queue; the song that played before becomes played. */
  'playback.start': command(aRequest, nothing),
  /** Marks the playing song as played and starts the next one, if there is one. */
  'playback.next': command(leaving, nothing),
  /** Marks the playing song as played; nothing plays then. */
  'playback.finish': command(leaving, nothing),
} as const satisfies Record<string, Command>

/** What only the window's shell can do. Same channel, same shape. */
export const shellCommands = {
  ...aboutCommands,
  ...displayCommands,
  /** The system's own dialogue; `null` when it was cancelled. */
  'shell.chooseFolder': command(noInput, z.string().nullable()),
  'shell.chooseFile': command(noInput, z.string().nullable()),
  /** A poster (A4) or table cards (eight on A4) as PDF, by the system's dialogue; `null` when it was cancelled. */
  'shell.saveSheet': command(z.strictObject({ kind: z.enum(sheetKinds) }), z.string().nullable()),
  /** A night's report as PDF, by the system's dialogue; `null` when it was cancelled. */
  'shell.saveReport': command(z.strictObject({ eventId: uuid }), z.string().nullable()),
  /** What was asked for in a night, or played, as CSV (see `core/csv.ts`), likewise. */
  'shell.saveCsv': command(
    z.strictObject({ eventId: uuid, table: z.enum(nightTables) }),
    z.string().nullable(),
  ),
  /** Cueline's own folder, in the system's file manager. */
  'shell.showFolder': command(z.strictObject({ which: z.enum(['home', 'logs']) }), nothing),
  /** Starts again what did not start: the database, the guests' server. */
  'shell.retry': command(noInput, nothing),
  /** Brings the database to this version's schema, after its report was read; see the phase `migration`. */
  'shell.migrate': command(noInput, nothing),
} as const satisfies Record<string, Command>

export type ConsoleCommands = typeof consoleCommands
export type ShellCommands = typeof shellCommands
export type AllCommands = ConsoleCommands & ShellCommands
