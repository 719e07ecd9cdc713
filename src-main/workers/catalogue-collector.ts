import { createHash } from 'node:crypto'
import type { SongRow } from '../core/catalogue/song-row.ts'
import type { CatalogueSource } from '../core/event.ts'
import { songKey } from '../core/fold-text.ts'
import { createIndexBuilder } from '../core/search/build-index.ts'
import type { LoadedCatalogue } from './catalogue-messages.ts'
import { buildTable, type StoredTrack } from './catalogue-table.ts'

/** Songs as they are read, ready to become a searchable catalogue at any time. */
export type SongCollector = ReturnType<typeof createSongCollector>

export function createSongCollector(source: CatalogueSource) {
  const lines: string[] = []
  const ids = new Set<string>()
  const popularities: number[] = []
  const builder = createIndexBuilder()
  let ranked = false

  /** Takes a stored track and its JSON; a song that is there already is merged into the first one. */
  function addLine(track: StoredTrack, line: string, popularity: number | null): boolean {
    const [id, title, artist] = track
    if (ids.has(id)) return false
    ids.add(id)
    lines.push(line)
    popularities.push(popularity ?? 0)
    if (popularity !== null) ranked = true
    builder.add(title, artist)
    return true
  }

  function add(track: StoredTrack, popularity: number | null): boolean {
    return addLine(track, JSON.stringify(track), popularity)
  }

  /** The songs' numbers, best known first; in the order of reading where the source does not say. */
  function order(): Uint32Array {
    const all = Uint32Array.from(lines, (_, song) => song)
    return ranked ? all.sort((a, b) => (popularities[b] ?? 0) - (popularities[a] ?? 0) || a - b) : all
  }

  function build(): LoadedCatalogue {
    const ordered = order()
    const table = buildTable(Array.from(ordered, (song) => lines[song] ?? ''))
    return { source, songs: lines.length, index: builder.build(ordered), table }
  }

  return {
    add,
    addLine,
    size: () => lines.length,
    /** In the order of the index. */
    orderedLines: () => Array.from(order(), (song) => lines[song] ?? ''),
    build,
  }
}

/** 96 bits of SHA-256, base64url: the same for one path or song on every machine and at every start. */
export function idOf(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 12).toString('base64url')
}

/** A file in a folder is known by where it lies. */
export function folderTrackId(path: string): string {
  return idOf(path.normalize('NFC'))
}

/** A line in a list is known by its song. */
export function listTrackId(title: string, artist: string): string {
  return idOf(songKey(title, artist))
}

export function storedOf(id: string, row: SongRow, hasArtwork: boolean): StoredTrack {
  const { title, artist, album, durationMs, explicit, year, genre, bpm, key, path } = row
  return [id, title, artist, album, durationMs, explicit, year, genre, bpm, key, path, hasArtwork ? 1 : 0]
}
