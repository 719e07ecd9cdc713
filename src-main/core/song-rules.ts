import type { PlayHistory, RuledSong, RuleHit, SongRules } from './event-rules.ts'
import { listedIn } from './listed-songs.ts'
import { minutesInWords } from './rule-words.ts'
import { artistNames, type NamedSong } from './song-names.ts'

const minuteMs = 60_000

type Played = Pick<PlayHistory, 'artistPlayedAt'> & { readonly playing: { readonly track: NamedSong } | null }

/** What speaks against a song, in a few words, and since when (epoch milliseconds). */
export type RuleNote = { readonly words: string; readonly since: number | null }

/** What a night's rules look at beside the song. */
export function historyOf({ artistPlayedAt, playing }: Played, guestAskedAt: number | null): PlayHistory {
  return { artistPlayedAt, playing: playing?.track ?? null, guestAskedAt }
}

/** Credited where nobody is known: they pause for nobody. */
const nobody: ReadonlySet<string> = new Set(['unknown artist', 'unknown', 'various artists', 'various', 'va'])

/** The first of the DJ's rules that speaks against this song; `null`: none does. `now` in epoch milliseconds. */
export function whyNotByRules(
  rules: SongRules,
  song: RuledSong,
  history: PlayHistory,
  now: number,
): RuleHit | null {
  return (
    listedIn(rules.doNotPlay, song) ??
    whyTooLong(rules, song) ??
    whyArtistWaits(rules, song, history, now) ??
    whyGuestWaits(rules, history, now)
  )
}

/** The same as a DJ reads it, without the pauses of one guest. */
export function ruleAgainst(rules: SongRules, song: RuledSong, played: Played, now: number): RuleNote | null {
  const hit = whyNotByRules(rules, song, historyOf(played, null), now)
  return hit && { words: hit.rule, since: hit.since ?? null }
}

function whyTooLong({ longestMinutes }: SongRules, { durationMs }: RuledSong): RuleHit | null {
  if (longestMinutes === 0 || durationMs === null || durationMs <= longestMinutes * minuteMs) return null
  const detail = minutesInWords(longestMinutes)
  return { code: 'rule-length', rule: `longer than ${detail}`, detail }
}

function whyArtistWaits(
  { artistPauseMinutes }: SongRules,
  song: RuledSong,
  { artistPlayedAt, playing }: PlayHistory,
  now: number,
): RuleHit | null {
  if (artistPauseMinutes === 0) return null
  const names = artistNames(song).filter((name) => !nobody.has(name))
  const heard = playing === null ? [] : artistNames(playing)
  if (names.some((name) => heard.includes(name)))
    return { code: 'rule-artist-pause', rule: 'artist plays now', detail: minutesInWords(artistPauseMinutes) }
  const last = Math.max(...names.map((name) => artistPlayedAt.get(name) ?? Number.NEGATIVE_INFINITY))
  const wait = last + artistPauseMinutes * minuteMs - now
  if (!(wait > 0)) return null
  return { code: 'rule-artist-pause', rule: 'artist played', since: last, detail: waitInWords(wait) }
}

function whyGuestWaits(
  { guestPauseMinutes }: SongRules,
  { guestAskedAt }: PlayHistory,
  now: number,
): RuleHit | null {
  if (guestPauseMinutes === 0 || guestAskedAt === null) return null
  const wait = guestAskedAt + guestPauseMinutes * minuteMs - now
  if (wait <= 0) return null
  return { code: 'rule-guest-pause', rule: 'guest asked', since: guestAskedAt, detail: waitInWords(wait) }
}

function waitInWords(ms: number): string {
  return minutesInWords(Math.ceil(ms / minuteMs))
}
