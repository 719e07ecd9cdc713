import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isAudioName, isCoverName, isHiddenName } from '../core/catalogue/audio-file-name.ts'
import type { SkippedFile } from '../services/ports.ts'

export type FoundFile = {
  /** Below the root, with `/` on every platform. */
  readonly path: string
  /** A cover lies in the same folder. */
  readonly coverBeside: boolean
}

/** Deeper than any collection; a guard where a file system lies about its folders. */
const deepest = 64

/**
 * Every audio file below `root`, sorted; linked folders are entered once. Throws only when the root itself can't be
 * read; what can't be read below it goes to `onSkipped`.
 */
export async function* walkAudioFiles(
  root: string,
  onSkipped: (skipped: SkippedFile) => void,
): AsyncGenerator<FoundFile> {
  const entered = new Set<string>()

  async function* below(folder: string, depth: number): AsyncGenerator<FoundFile> {
    const absolute = join(root, folder)
    const { dev, ino } = await stat(absolute, { bigint: true })
    const identity = `${dev}:${ino}`
    if (depth > deepest || entered.has(identity)) return
    // Some Windows drives number nothing: then the depth alone guards.
    if (ino !== 0n) entered.add(identity)
    const entries = await readdir(absolute, { withFileTypes: true })
    entries.sort((a, b) => (a.name < b.name ? -1 : 1))
    const coverBeside = entries.some((entry) => isCoverName(entry.name))
    for (const entry of entries) {
      if (isHiddenName(entry.name)) continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      const kind = await kindOf(entry, join(root, path))
      if (kind === 'file' && isAudioName(entry.name)) yield { path, coverBeside }
      if (kind !== 'folder') continue
      try {
        yield* below(path, depth + 1)
      } catch (error) {
        if (!isFileError(error)) throw error
        onSkipped({ path: join(root, path), reason: 'Cueline could not look into this folder.' })
      }
    }
  }

  yield* below('', 0)
}

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'other'> {
  if (entry.isDirectory()) return 'folder'
  if (entry.isFile()) return 'file'
  if (!entry.isSymbolicLink()) return 'other'
  try {
    const target = await stat(path)
    return target.isDirectory() ? 'folder' : target.isFile() ? 'file' : 'other'
  } catch {
    return 'other'
  }
}

export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}
