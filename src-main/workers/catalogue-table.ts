import { join } from 'node:path'
import type { CatalogueSource } from '../core/event.ts'
import type { Track } from '../core/track.ts'

/**
 * All songs as lines of JSON in one buffer, decoded one by one when they are asked for: a million objects would cost
 * five times the memory. Line `n` is `lines[starts[n] .. starts[n + 1] - 2]`, its end is a line feed.
 */
export type TrackTable = {
  readonly lines: Uint8Array
  readonly starts: Uint32Array
  /** Ids in 12 bytes each. */
  readonly ids: Uint8Array
  /** Open addressing by the first four bytes of the id: song number + 1, 0 = free. */
  readonly slots: Uint32Array
}

/** One song as it is stored: id, title, artist, album, durationMs, explicit, year, genre, bpm, key, path, hasArtwork. */
export type StoredTrack = readonly [
  id: string,
  title: string,
  artist: string,
  album: string | null,
  durationMs: number | null,
  explicit: boolean | null,
  year: number | null,
  genre: string | null,
  bpm: number | null,
  key: string | null,
  path: string | null,
  hasArtwork: 0 | 1,
  /** Of a folder's file, to see whether it changed: bytes and milliseconds. */
  size?: number,
  modifiedMs?: number,
]

export const idLength = 16
const idBytes = 12

/** `lines` are stored tracks as JSON, in the order of the index. */
export function buildTable(lines: readonly string[]): TrackTable {
  const bytes = new Uint8Array(lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0))
  const text = Buffer.from(bytes.buffer)
  const starts = new Uint32Array(lines.length + 1)
  const ids = new Uint8Array(lines.length * idBytes)
  let size = 16
  while (size < lines.length * 2) size *= 2
  const slots = new Uint32Array(size)
  let at = 0
  for (const [song, line] of lines.entries()) {
    starts[song] = at
    at += text.write(line, at)
    bytes[at++] = 0x0a
    // A line starts with `["` and the id.
    const id = Buffer.from(line.slice(2, 2 + idLength), 'base64url')
    ids.set(id, song * idBytes)
    let slot = id.readUInt32LE(0) & (size - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1)
    slots[slot] = song + 1
  }
  starts[lines.length] = at
  return { lines: bytes, starts, ids, slots }
}

/** The number of the song with that id, or -1. */
export function songById(table: TrackTable, id: string): number {
  const wanted = Buffer.from(id, 'base64url')
  if (wanted.length !== idBytes) return -1
  const mask = table.slots.length - 1
  let slot = wanted.readUInt32LE(0) & mask
  for (let song = table.slots[slot]; song; song = table.slots[slot]) {
    const from = (song - 1) * idBytes
    if (wanted.every((byte, at) => table.ids[from + at] === byte)) return song - 1
    slot = (slot + 1) & mask
  }
  return -1
}

export function lineOf(table: TrackTable, song: number): string {
  return Buffer.from(table.lines.buffer, table.lines.byteOffset, table.lines.length).toString(
    'utf8',
    table.starts[song],
    (table.starts[song + 1] ?? 1) - 1,
  )
}

export function trackAt(table: TrackTable, source: CatalogueSource, song: number): Track {
  return trackOf(JSON.parse(lineOf(table, song)) as StoredTrack, source)
}

function trackOf(stored: StoredTrack, source: CatalogueSource): Track {
  const [id, title, artist, album, durationMs, explicit, year, genre, bpm, key, path, hasArtwork] = stored
  return {
    id,
    provider: source.kind,
    title,
    artist,
    album,
    durationMs,
    explicit,
    year,
    genre,
    bpm,
    key,
    path: path !== null && source.kind === 'folder' ? join(source.path, path) : path,
    hasArtwork: hasArtwork === 1,
  }
}
