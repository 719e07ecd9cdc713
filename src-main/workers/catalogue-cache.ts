import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CatalogueSource } from '../core/event.ts'
import type { SkippedFile } from '../services/ports.ts'
import type { StoredTrack } from './catalogue-table.ts'

/** Grows when the meaning of a line changes: older caches are then read no more. */
const version = 1

/** The first line of a cache file; the others are stored tracks, in the order of the index. */
export type CacheHeader = {
  readonly version: number
  readonly source: CatalogueSource
  readonly songs: number
  /** The scan was cancelled before its end. */
  readonly partial: boolean
  readonly skippedCount: number
  readonly skipped: readonly SkippedFile[]
  /** Of a list file, to see whether it changed. */
  readonly size: number | null
  readonly modifiedMs: number | null
}

/** Gives each cached track to `onTrack`; `null` when there is no cache, or none that can be read. */
export async function readCache(
  file: string,
  source: CatalogueSource,
  onTrack: (track: StoredTrack, line: string) => void,
): Promise<CacheHeader | null> {
  const bytes = await readFile(file).catch(() => null)
  if (!bytes) return null
  const end = bytes.indexOf(0x0a)
  const header = parseHeader(bytes.toString('utf8', 0, end < 0 ? bytes.length : end), source)
  if (!header) return null
  let songs = 0
  let from = end + 1
  for (let to = bytes.indexOf(0x0a, from); to >= 0; to = bytes.indexOf(0x0a, from)) {
    const line = bytes.toString('utf8', from, to)
    from = to + 1
    onTrack(JSON.parse(line) as StoredTrack, line)
    songs++
  }
  return songs === header.songs ? header : null
}

function parseHeader(line: string, source: CatalogueSource): CacheHeader | null {
  try {
    const header = JSON.parse(line) as CacheHeader
    const ours =
      header.version === version && header.source.kind === source.kind && header.source.path === source.path
    return ours ? header : null
  } catch {
    return null
  }
}

/** Writes beside and renames, so that a crash leaves the earlier cache whole. */
export async function writeCache(
  file: string,
  header: Omit<CacheHeader, 'version' | 'songs'>,
  lines: readonly string[],
): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const beside = `${file}.${process.pid}.new`
  const first = JSON.stringify({ version, songs: lines.length, ...header } satisfies CacheHeader)
  try {
    await pipeline(Readable.from(chunks(first, lines)), createWriteStream(beside, { mode: 0o600 }))
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

const linesInChunk = 2_000

function* chunks(first: string, lines: readonly string[]): Generator<string> {
  yield `${first}\n`
  for (let from = 0; from < lines.length; from += linesInChunk) {
    yield `${lines.slice(from, from + linesInChunk).join('\n')}\n`
  }
}
