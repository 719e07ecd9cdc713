import type { Track } from '../track.ts'

/** What one line of a list or one audio file says about a song; everything but the title may be missing. */
export type SongRow = Omit<Track, 'id' | 'provider' | 'hasArtwork'>

/** A song of which nothing is known. */
export const emptyRow: SongRow = {
  title: '',
  artist: '',
  album: null,
  durationMs: null,
  explicit: null,
  year: null,
  genre: null,
  bpm: null,
  key: null,
  path: null,
}

const longestText = 300

/** One line without control characters and outer space, at most 300 characters. */
export function tidyText(text: string | undefined | null): string {
  if (!text) return ''
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\uFEFF\uFFFE\uFFFF]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestText)
}

/** `tidyText`, or `null` where nothing is left. */
export function textOrNull(text: string | undefined | null): string | null {
  return tidyText(text) || null
}

const longestSongMs = 24 * 3_600_000

/** `3:45`, `1:02:03`, seconds (`225`, `225.5`, `225 s`) or milliseconds (`225000`) to milliseconds; `null` if it is none. */
export function parseDuration(text: string, unit: 'ms' | 's' | null = null): number | null {
  const clean = text.trim().toLowerCase().replace(',', '.')
  const clock = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2}(?:\.\d+)?)$/.exec(clean)
  if (clock)
    return plausible((Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000)
  const number = /^(\d+(?:\.\d+)?)\s*(ms|s|sec|seconds)?$/.exec(clean)
  if (!number) return null
  const value = Number(number[1])
  const written = number[2] === 'ms' ? 'ms' : number[2] ? 's' : unit
  // Without a unit: no song lasts three hours, and none ten seconds.
  const inMs = written === 'ms' || (written === null && value >= 10_000)
  return plausible(inMs ? value : value * 1000)
}

function plausible(ms: number): number | null {
  return Number.isFinite(ms) && ms > 0 && ms <= longestSongMs ? Math.round(ms) : null
}

/** The year in `1984`, `1984-05-01` or `5/1/1984`, 1000..2999, or `null`. */
export function parseYear(text: string): number | null {
  const found = /(?<!\d)([12]\d{3})(?!\d)/.exec(text)
  return found ? Number(found[1]) : null
}

/** Beats a minute, 20..400, or `null`. */
export function parseBpm(text: string): number | null {
  const value = Number(
    text
      .trim()
      .replace(',', '.')
      .replace(/\s*bpm$/i, ''),
  )
  return text.trim() !== '' && value >= 20 && value <= 400 ? Math.round(value * 100) / 100 : null
}

/** `yes`, `true`, `1`, `explicit`, `e` / `no`, `false`, `0`, `clean`; `null` for anything else. */
export function parseExplicit(text: string): boolean | null {
  const clean = text.trim().toLowerCase()
  if (['1', 'true', 'yes', 'y', 'e', 'x', 'explicit', 'ja', 'oui', 'si'].includes(clean)) return true
  if (['0', 'false', 'no', 'n', 'clean', 'nein', 'non'].includes(clean)) return false
  return null
}
