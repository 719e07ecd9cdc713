import { stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { isAudioName } from '../core/catalogue/audio-file-name.ts'
import type { SongRow } from '../core/catalogue/song-row.ts'
import { done, type Result } from '../core/result.ts'
import type { SkippedFile } from '../services/ports.ts'
import { folderTrackId, listTrackId, type SongCollector, storedOf } from './catalogue-collector.ts'
import { lookAtList, readList } from './catalogue-list.ts'
import type { StoredTrack } from './catalogue-table.ts'
import { readTags } from './catalogue-tags.ts'
import { type FoundFile, walkAudioFiles } from './catalogue-walk.ts'

/** Files that are read at once: enough to keep a drive busy, too few to starve the rest of the machine. */
const filesAtOnce = 4

export type ReadOptions = {
  readonly collector: SongCollector
  readonly cancelled: () => boolean
  /** `total` is `null` while files are still being counted. */
  readonly onProgress: (done: number, total: number | null) => void
  readonly onSkipped: (skipped: SkippedFile) => void
}

/** A file as it was read before, by its path below the folder. */
export type KnownFiles = ReadonlyMap<string, { readonly track: StoredTrack; readonly line: string }>

export type FolderRead = { readonly changed: boolean }

/** Reads every audio file below `root` that is new or changed. Throws when the folder itself can't be read. */
export async function readFolder(root: string, known: KnownFiles, options: ReadOptions): Promise<FolderRead> {
  const { collector, cancelled, onProgress, onSkipped } = options
  const files: FoundFile[] = []
  for await (const file of walkAudioFiles(root, onSkipped)) {
    if (cancelled()) break
    files.push(file)
    if (files.length % 200 === 0) onProgress(0, null)
  }
  let read = 0
  let changed = false

  async function readOne(file: FoundFile): Promise<void> {
    const path = join(root, file.path)
    const details = await stat(path).catch(() => null)
    if (!details) {
      onSkipped({ path, reason: 'This file is not there any more.' })
      return
    }
    const before = known.get(file.path)
    if (before && before.track[12] === details.size && before.track[13] === details.mtimeMs) {
      collector.addLine(before.track, before.line, null)
      return
    }
    changed = true
    if (details.size === 0) {
      onSkipped({ path, reason: 'This file is empty.' })
      return
    }
    const tags = await readTags(path)
    if (tags.kind === 'broken') {
      onSkipped({ path, reason: tags.reason })
      return
    }
    const row: SongRow = { ...tags.row, path: file.path }
    const hasArtwork = tags.hasCover || file.coverBeside
    const stored = storedOf(folderTrackId(file.path), row, hasArtwork)
    const track = [...stored.slice(0, 12), details.size, details.mtimeMs] as unknown as StoredTrack
    collector.add(track, null)
  }

  await eachAtOnce(files, filesAtOnce, async (file) => {
    if (cancelled()) return
    await readOne(file)
    onProgress(++read, files.length)
  })
  return { changed: changed || collector.size() !== known.size }
}

/** Reads a list. Refuses what is none; file errors are thrown. */
export async function readListFile(path: string, options: ReadOptions): Promise<Result<null>> {
  const { collector, cancelled, onProgress, onSkipped } = options
  const shape = await lookAtList(path)
  if (!shape.ok) return shape
  onProgress(0, 1)
  const reading = readList(path, shape.value, (line, reason) =>
    onSkipped({ path: `${basename(path)}, line ${line}`, reason }),
  )
  let waiting: SongRow[] = []
  let songs = 0
  for await (const { row, popularity } of reading) {
    if (cancelled()) break
    if (shape.value.kind === 'm3u') {
      waiting.push(row)
      if (waiting.length >= 200) {
        await addPlaylistSongs(path, waiting, options)
        waiting = []
      }
    } else {
      const located = { ...row, path: row.path === null ? null : locate(path, row.path) }
      collector.add(storedOf(listTrackId(row.title, row.artist), located, false), popularity)
    }
    if (++songs % 500 === 0) onProgress(0, 1)
  }
  await addPlaylistSongs(path, waiting, options)
  onProgress(1, 1)
  return done()
}

/** A playlist says little; where its files are there, their tags say the rest. */
async function addPlaylistSongs(
  list: string,
  rows: readonly SongRow[],
  { collector, cancelled }: ReadOptions,
) {
  const filled = rows.map((row): { row: SongRow; hasCover: boolean } => ({ row, hasCover: false }))
  await eachAtOnce([...rows.entries()], filesAtOnce, async ([at, row]) => {
    if (cancelled()) return
    const path = row.path === null ? null : locate(list, row.path)
    filled[at] = { row: { ...row, path }, hasCover: false }
    if (path === null || !isAudioName(path) || !(await isFile(path))) return
    const tags = await readTags(path)
    if (tags.kind === 'broken') return
    const title = tags.row.title && tags.row.artist ? tags.row.title : row.title
    const artist = tags.row.artist || row.artist
    filled[at] = { row: { ...tags.row, title, artist, path }, hasCover: tags.hasCover }
  })
  for (const { row, hasCover } of filled) {
    collector.add(storedOf(listTrackId(row.title, row.artist), row, hasCover), null)
  }
}

/** Where a list's entry lies on this machine; `null` for an address on the web. */
function locate(list: string, path: string): string | null {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return null
  if (isAbsolute(path)) return path
  const slashed = process.platform === 'win32' ? path : path.replaceAll('\\', '/')
  return resolve(dirname(list), slashed)
}

async function isFile(path: string): Promise<boolean> {
  const details = await stat(path).catch(() => null)
  return details?.isFile() ?? false
}

async function eachAtOnce<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  async function runner(): Promise<void> {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at]
      if (item !== undefined) await work(item)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
}
