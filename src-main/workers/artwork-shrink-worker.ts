import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { ResizeFit, Transformer } from '@napi-rs/image'
import { imageSize } from 'image-size'
import { parseFile, selectCover } from 'music-metadata'
import { isCoverName } from '../core/catalogue/audio-file-name.ts'
import type { ArtworkCommand, ArtworkReply } from './catalogue-messages.ts'

/** The thread that makes covers small. A cover that can't be read is just no cover. */
const { folder } = workerData as { readonly folder: string }

const edge = 300
const quality = 80
const largestBytes = 30 * 2 ** 20
/** More pixels than any scanned sleeve has; a tiny file can claim far more and fill the memory. */
const mostPixels = 40_000_000
const mostKept = 6_000
const keptAfterCleaning = 4_000
const atOnce = 2

async function coverOf(path: string): Promise<Uint8Array | null> {
  const metadata = await parseFile(path, { duration: false }).catch(() => null)
  const cover = metadata ? selectCover(metadata.common.picture) : null
  if (cover) return cover.data
  const names = (await readdir(dirname(path)).catch(() => [])).filter(isCoverName).sort()
  for (const name of names) {
    const beside = join(dirname(path), name)
    const details = await stat(beside).catch(() => null)
    if (details?.isFile() && details.size <= largestBytes) return await readFile(beside)
  }
  return null
}

async function shrink(picture: Uint8Array): Promise<Buffer | null> {
  if (picture.length === 0 || picture.length > largestBytes) return null
  try {
    const { width, height } = imageSize(picture)
    if (!(width > 0 && height > 0) || width * height > mostPixels) return null
    const transformer = new Transformer(picture)
    if (Math.max(width, height) > edge)
      transformer.resize({ width: edge, height: edge, fit: ResizeFit.Inside })
    return await transformer.jpeg(quality)
  } catch {
    return null
  }
}

async function artworkOf(id: string, path: string): Promise<Uint8Array | null> {
  const details = await stat(path).catch(() => null)
  const version = details
    ? createHash('sha256').update(`${path}\n${details.mtimeMs}`).digest('hex').slice(0, 16)
    : ''
  const file = join(folder, `${id}-${version}.jpg`)
  const kept = details ? await readFile(file).catch(() => null) : await anyVersion(id)
  if (kept || !details) return kept
  const cover = await coverOf(path)
  const small = cover ? await shrink(cover) : null
  if (small) await keep(file, small)
  return small
}

/** The drive is away: an earlier cover is better than none. */
async function anyVersion(id: string): Promise<Uint8Array | null> {
  const name = (await readdir(folder).catch(() => [])).find((file) => file.startsWith(`${id}-`))
  return name ? await readFile(join(folder, name)).catch(() => null) : null
}

async function keep(file: string, picture: Buffer): Promise<void> {
  const beside = `${file}.new`
  try {
    await writeFile(beside, picture, { mode: 0o600 })
    await rename(beside, file)
  } catch {
    // A full disk costs time, not the cover.
    await rm(beside, { force: true })
  }
}

async function clean(): Promise<void> {
  await mkdir(folder, { recursive: true })
  const names = await readdir(folder)
  if (names.length <= mostKept) return
  const ages = await Promise.all(
    names.map(async (name) => ({
      name,
      at: (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? 0,
    })),
  )
  ages.sort((a, b) => a.at - b.at)
  for (const { name } of ages.slice(0, names.length - keptAfterCleaning))
    await rm(join(folder, name), { force: true })
}

const waiting: ArtworkCommand[] = []
let busy = 0

async function work(): Promise<void> {
  if (busy >= atOnce) return
  busy++
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const body = await artworkOf(next.id, next.path).catch(() => null)
    const reply: ArtworkReply = { call: next.call, picture: body && { type: 'image/jpeg', body } }
    parentPort?.postMessage(reply)
  }
  busy--
}

const ready = clean().catch(() => undefined)

parentPort?.on('message', (command: ArtworkCommand) => {
  waiting.push(command)
  void ready.then(work)
})
