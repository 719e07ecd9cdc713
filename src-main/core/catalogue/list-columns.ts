import { foldText } from '../fold-text.ts'
import {
  parseBpm,
  parseDuration,
  parseExplicit,
  parseYear,
  type SongRow,
  textOrNull,
  tidyText,
} from './song-row.ts'

export type ListColumn =
  | 'title'
  | 'artist'
  | 'album'
  | 'duration'
  | 'explicit'
  | 'year'
  | 'genre'
  | 'bpm'
  | 'key'
  | 'path'
  | 'peak'
  | 'weeks'
  | 'popularity'

/** Folded column names that lists in the wild use; the first of a row that is there counts. */
const names: Readonly<Record<ListColumn, readonly string[]>> = {
  title: ['title', 'track title', 'song title', 'track name', 'song name', 'track', 'song', 'name', 'titel'],
  artist: [
    'artist',
    'artists',
    'artist name',
    'artist name s',
    'artist names',
    'track artist',
    'performer',
    'singer',
    'band',
    'album artist',
    'interpret',
  ],
  album: ['album', 'album name', 'album title', 'release'],
  duration: [
    'duration',
    'duration ms',
    'track duration ms',
    'duration s',
    'length',
    'time',
    'total time',
    'dauer',
  ],
  explicit: ['explicit', 'explicit lyrics', 'is explicit', 'parental advisory'],
  year: ['year', 'release year', 'release date', 'album release date', 'date', 'jahr'],
  genre: ['genre', 'genres', 'style'],
  bpm: ['bpm', 'tempo', 'beats per minute'],
  key: ['key', 'initial key', 'musical key', 'camelot', 'tonart'],
  path: ['path', 'file path', 'location', 'file', 'file name', 'filename', 'url'],
  peak: ['peak', 'peak position', 'best position'],
  weeks: ['weeks', 'weeks on chart', 'wks on chart'],
  popularity: ['popularity', 'plays', 'play count', 'playcount'],
}

/** Where each column stands in a header, and in which unit durations are. */
export type ListHeader = {
  readonly at: Readonly<Partial<Record<ListColumn, number>>>
  readonly durationUnit: 'ms' | 's' | null
}

/** Reads a header of any order; `null` if no column names the title. */
export function readHeader(cells: readonly string[]): ListHeader | null {
  const folded = cells.map((cell) => foldText(cell.replaceAll('_', ' ')))
  const at: Partial<Record<ListColumn, number>> = {}
  for (const [column, synonyms] of Object.entries(names) as [ListColumn, readonly string[]][]) {
    const place = synonyms.map((name) => folded.indexOf(name)).find((index) => index >= 0)
    if (place !== undefined) at[column] = place
  }
  if (at.title === undefined) return null
  const duration = at.duration === undefined ? '' : (folded[at.duration] ?? '')
  const durationUnit = / ms$/.test(duration) ? 'ms' : / s$/.test(duration) ? 's' : null
  return { at, durationUnit }
}

const delimiters = ['\t', ';', ',', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** The delimiter whose columns make the best header of a list's first line. */
export function sniffDelimiter(firstLine: string): Delimiter {
  const known = (delimiter: string) => {
    const cells = firstLine.split(delimiter).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''))
    return [Object.keys(readHeader(cells)?.at ?? {}).length, cells.length] as const
  }
  let best: Delimiter = ','
  for (const delimiter of delimiters) {
    const [columns, cells] = known(delimiter)
    const [bestColumns, bestCells] = known(best)
    if (columns > bestColumns || (columns === bestColumns && cells > bestCells)) best = delimiter
  }
  return best
}

export type ListSong = { readonly row: SongRow; readonly popularity: number | null }

/** One line of a list; `null` if it has no title. */
export function readCells(header: ListHeader, cells: readonly string[]): ListSong | null {
  const cell = (column: ListColumn) => {
    const place = header.at[column]
    return place === undefined ? '' : unquoted(cells[place] ?? '')
  }
  const title = tidyText(cell('title'))
  if (title === '') return null
  const row: SongRow = {
    title,
    artist: tidyText(cell('artist')),
    album: textOrNull(cell('album')),
    durationMs: parseDuration(cell('duration'), header.durationUnit),
    explicit: parseExplicit(cell('explicit')),
    year: parseYear(cell('year')),
    genre: textOrNull(cell('genre')),
    bpm: parseBpm(cell('bpm')),
    key: textOrNull(cell('key')),
    path: cell('path').trim() || null,
  }
  return { row, popularity: popularityOf(cell('popularity'), cell('peak'), cell('weeks')) }
}

/** Tab-separated lists are read without quoting; what a spreadsheet quoted is taken out here. */
function unquoted(cell: string): string {
  const inner = /^"((?:[^"]|"")*)"$/.exec(cell)?.[1]
  return inner === undefined ? cell : inner.replaceAll('""', '"')
}

/** Higher is better known. Chart lists: long in the charts and high up. */
function popularityOf(popularity: string, peak: string, weeks: string): number | null {
  if (popularity.trim() !== '' && Number.isFinite(Number(popularity))) return Number(popularity)
  const best = Number(peak)
  const stayed = Number(weeks)
  const hasPeak = peak.trim() !== '' && Number.isFinite(best)
  const hasWeeks = weeks.trim() !== '' && Number.isFinite(stayed)
  if (!hasPeak && !hasWeeks) return null
  return (hasWeeks ? 2 * stayed : 0) + (hasPeak ? 101 - Math.min(best, 101) : 0)
}
