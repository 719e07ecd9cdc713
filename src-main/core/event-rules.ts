import { foldText } from './fold-text.ts'
import type { RefusalCode } from './refusals.ts'
import { artistName, type NamedSong } from './song-names.ts'
import type { Track } from './track.ts'

/** What the DJ names in words; for a track `Title`, or `Artist - Title` where others share the title. */
export const namedKinds = ['track', 'artist', 'genre', 'word'] as const

export type RuleEntry =
  | { readonly kind: (typeof namedKinds)[number]; readonly text: string }
  /** From the start of the one to the end of the other. */
  | { readonly kind: 'years'; readonly from: number; readonly to: number }

/** What the DJ does not take from guests. */
export type SongRules = {
  readonly doNotPlay: readonly RuleEntry[]
  /** An artist who played within that time is not taken again; 0 = off. */
  readonly artistPauseMinutes: number
  /** A guest asks again only after that time; 0 = off. */
  readonly guestPauseMinutes: number
  /** Longer songs are not taken, those of unknown length are; 0 = off. */
  readonly longestMinutes: number
}

export const ruleLimits = {
  entries: 500,
  text: 120,
  pauseMinutes: 1440,
  longestMinutes: 600,
  firstYear: 1000,
  lastYear: 2999,
} as const

export const noRules: SongRules = {
  doNotPlay: [],
  artistPauseMinutes: 0,
  guestPauseMinutes: 0,
  longestMinutes: 0,
}

export type RuledSong = Pick<Track, 'title' | 'artist' | 'genre' | 'year' | 'durationMs'>

/** What was played and asked, as far as the rules look at it. Times are epoch milliseconds. */
export type PlayHistory = {
  /** When a song of theirs last played to its end, by `artistNames`. */
  readonly artistPlayedAt: ReadonlyMap<string, number>
  readonly playing: NamedSong | null
  /** When this guest last asked; `null`: never, or it does not matter. */
  readonly guestAskedAt: number | null
}

/** Why not, for both sides. */
export type RuleHit = {
  readonly code: Extract<RefusalCode, `rule-${string}`>
  /** For the DJ, a few words: `artist played`. */
  readonly rule: string
  /** How long ago that was, where it says more. */
  readonly since?: number
  /** What the guest's sentence names; see `refusals`. */
  readonly detail?: string
}

/** Two entries with one key say the same. */
export function entryKey(entry: RuleEntry): string {
  if (entry.kind === 'years') return `years ${entry.from} ${entry.to}`
  return `${entry.kind} ${entry.kind === 'artist' ? artistName(entry.text) : foldText(entry.text)}`
}
