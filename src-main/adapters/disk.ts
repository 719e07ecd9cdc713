import { randomUUID } from 'node:crypto'
import { readFile, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiskFacts } from '../core/machine-health.ts'

/** What a folder has to offer: the room that is left, and whether something written there can be read back. Never throws. */
export async function lookAtDisk(folder: string): Promise<DiskFacts> {
  const [writable, free] = await Promise.all([
    canWrite(folder).catch(() => false),
    statfs(folder).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => null,
    ),
  ])
  return { free, writable }
}

async function canWrite(folder: string): Promise<boolean> {
  const path = join(folder, `.trial-${randomUUID()}`)
  const text = randomUUID()
  try {
    await writeFile(path, text)
    return (await readFile(path, 'utf8')) === text
  } finally {
    await rm(path, { force: true })
  }
}
