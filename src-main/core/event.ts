import type { DisplayMood } from './display-mood.ts'
import type { SongRules } from './event-rules.ts'
import type { NamedSong } from './song-names.ts'
import type { PlaylistChoice, RequestPlayer } from './spotify/choices.ts'

export const eventStatuses = ['offline', 'standby', 'live'] as const
export type EventStatus = (typeof eventStatuses)[number]

/** `practice`: a night with invented guests. `check`: the readiness check's own. Both are wiped whole, and never listed. */
export const eventPurposes = ['night', 'practice', 'check'] as const
export type EventPurpose = (typeof eventPurposes)[number]

/** What guests can search: every song below a folder, or the songs that one list file names. */
export type CatalogueSource = { readonly kind: 'folder' | 'file'; readonly path: string }

/**
 * The settings of one event. The keys that the production database documents keep its spelling in the
 * database (`event_title` …); `db/event-config.ts` translates and keeps keys that it does not know.
 */
export type EventConfig = {
  readonly title: string
  readonly purpose: EventPurpose
  readonly welcome: string
  readonly autoDeclineExplicit: boolean
  readonly autoApprove: boolean
  /** 0 = no limit; pending, approved and played requests count. */
  readonly maxRequestsPerGuest: number
  /** Minutes after which a song that was played may be asked for again; 0 = at once. */
  readonly repeatAfterMinutes: number
  /** Days after the night's end until its guests' names and notes are forgotten; 0 = never. */
  readonly guestDataDays: number
  readonly pages: { readonly requests: boolean; readonly display: boolean }
  readonly requestsPaused: boolean
  readonly rules: SongRules
  readonly displayMood: DisplayMood
  /** Whether the display may move things; a computer that asks for less motion gets less anyhow. */
  readonly displayMotion: boolean
  readonly coverColours: boolean
  /** What no name and no wish on the display may hold: see `core/hidden-words.ts`. */
  readonly hiddenWords: readonly string[]
  /** Hides what `core/slurs.ts` knows as well. */
  readonly hideSlurs: boolean
  /** Guests take turns in the queue: see `core/fair-order.ts`. */
  readonly fairOrder: boolean
  /** What must be played tonight: see `core/must-play.ts`. */
  readonly mustPlay: readonly NamedSong[]
  /** The secret in the join link of the QR code: `bp_` and 128 random bits, base64url. */
  readonly bypassToken: string
  readonly catalogue: CatalogueSource | null
  /** Once Spotify is connected: it is searched tonight, after the DJ's own songs. */
  readonly spotifySearch: boolean
  readonly player: RequestPlayer
  readonly spotifyPlaylist: PlaylistChoice
  /** `null` until the first song goes on it. */
  readonly spotifyPlaylistId: string | null
}

/** The ended night that holds what the earlier app did not say whose it was. */
export const importedTitle = 'Imported requests'

/** One night of one DJ. Times are epoch milliseconds. */
export type Event = {
  readonly id: string
  readonly userId: string
  readonly pin: string
  readonly status: EventStatus
  readonly config: EventConfig
  /** The device that Spotify plays on, as it was last chosen; its id may have changed since. */
  readonly deviceId: string | null
  /** Grows by one with every change; a change names the version that it saw. */
  readonly version: number
  readonly createdAt: number
  readonly endedAt: number | null
  readonly archivedAt: number | null
}

/** Ended or archived: nobody works on it until it is reopened or brought back into the list. */
export function isPutAway(event: Pick<Event, 'endedAt' | 'archivedAt'>): boolean {
  return event.endedAt !== null || event.archivedAt !== null
}
