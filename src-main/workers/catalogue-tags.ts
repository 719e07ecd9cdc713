import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { type IAudioMetadata, parseFile } from 'music-metadata'
import { readFileName } from '../core/catalogue/audio-file-name.ts'
import { oggSamples } from '../core/catalogue/ogg-length.ts'
import { emptyRow, type SongRow, textOrNull, tidyText } from '../core/catalogue/song-row.ts'

export type ReadTags =
  | { readonly kind: 'song'; readonly row: SongRow; readonly hasCover: boolean }
  | { readonly kind: 'broken'; readonly reason: string }

/** Reads what an audio file says about itself; where it says nothing its name does. Never throws. */
export async function readTags(path: string): Promise<ReadTags> {
  try {
    const quick = await parseFile(path, { duration: false })
    const seconds = quick.format.duration ?? (await oggSeconds(path, quick.format))
    // Without a length in the header only the whole file tells; rare enough to be affordable.
    const metadata = seconds ? quick : await parseFile(path, { duration: true })
    const length = seconds ?? metadata.format.duration ?? null
    if (!length && !metadata.format.codec) {
      return { kind: 'broken', reason: 'No sound was found in this file.' }
    }
    return {
      kind: 'song',
      row: rowOf(path, length, metadata),
      hasCover: (metadata.common.picture?.length ?? 0) > 0,
    }
  } catch (error) {
    return { kind: 'broken', reason: reasonOf(error) }
  }
}

const tailBytes = 64 * 1024
const opusRate = 48_000

async function oggSeconds(path: string, format: IAudioMetadata['format']): Promise<number | undefined> {
  if (format.container !== 'Ogg') return undefined
  const rate = format.codec?.toLowerCase() === 'opus' ? opusRate : format.sampleRate
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(tailBytes),
      0,
      tailBytes,
      Math.max(0, size - tailBytes),
    )
    const samples = oggSamples(buffer.subarray(0, bytesRead))
    return samples && rate ? samples / rate : undefined
  } finally {
    await file.close()
  }
}

function rowOf(path: string, seconds: number | null, { common, native }: IAudioMetadata): SongRow {
  const named = readFileName(basename(path))
  const title = tidyText(common.title)
  const artist =
    tidyText(common.artist) || tidyText(common.artists?.join(', ')) || tidyText(common.albumartist)
  return {
    ...emptyRow,
    title: title || named.title,
    artist: artist || named.artist,
    album: textOrNull(common.album),
    durationMs: seconds ? Math.round(seconds * 1000) : null,
    explicit: explicitOf(native),
    year: common.year && common.year >= 1000 && common.year < 3000 ? common.year : null,
    genre: textOrNull(common.genre?.join(', ')),
    bpm: common.bpm && common.bpm >= 20 && common.bpm <= 400 ? common.bpm : null,
    key: textOrNull(common.key),
    path,
  }
}

/** The advisory that iTunes writes: 1 or 4 explicit, 2 cleaned; the library has no common name for it. */
function explicitOf(native: IAudioMetadata['native']): boolean | null {
  for (const tag of Object.values(native).flat()) {
    if (!/(^|:)(rtng|ITUNESADVISORY)$/i.test(tag.id)) continue
    const value = Number(tag.value)
    if (value === 1 || value === 4) return true
    if (value === 2) return false
  }
  return null
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'Cueline may not read this file.'
    case 'ENOENT':
      return 'This file is not there any more.'
    case 'EIO':
    case 'ENXIO':
      return 'The drive could not read this file.'
    default:
      return 'This file is damaged or not really audio.'
  }
}
