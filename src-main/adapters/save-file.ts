import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/**
 * Writes text in pieces, taken as fast as the disk writes them. Whole or not at all: what was at `path` stays until all
 * is written. Throws what the pieces or the file system throw.
 */
export async function saveFile(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`
  try {
    await pipeline(pieces, createWriteStream(unfinished))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {})
    throw error
  }
}
