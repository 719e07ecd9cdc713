import { access, stat } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { Refusal } from '../core/refusals.ts'
import { assertNever } from '../core/result.ts'
import type { SkippedFile } from '../services/ports.ts'
import { readCache, writeCache } from './catalogue-cache.ts'
import { createSongCollector, type SongCollector } from './catalogue-collector.ts'
import { buffersOf, type ScanCommand, type ScanOrder, type ScanReport } from './catalogue-messages.ts'
import { type KnownFiles, readFolder, readListFile } from './catalogue-read-source.ts'
import type { StoredTrack } from './catalogue-table.ts'
import { isFileError } from './catalogue-walk.ts'
import { type SourceWatch, watchSource } from './catalogue-watch.ts'

/** The scanning thread: reads one source, keeps it fresh, and hands over songs with their index. */
const order = workerData as ScanOrder
const { source, cacheFile, settleMs } = order

const skippedShown = 100
const progressEveryMs = 250
/** Songs read so far become searchable this often, while building an index stays a small part of the work. */
const publishEveryMs = 2_000
const publishShare = 0.15
/** Where nothing can be watched, and to see a drive come back. */
const lookEveryMs = 30_000
const rescanUnwatchedMs = 300_000

let cancelled = false
let running = false
let again = false
let served = 0
let away = false
let watcher: SourceWatch | null = null
let watchLost = false
let lastScan = 0

function report(message: ScanReport, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, [...transfer])
}

function say(level: 'info' | 'warn', message: string, facts: object = {}): void {
  report({ kind: 'log', level, message, facts })
}

function publish(collector: SongCollector): void {
  const catalogue = collector.build()
  served = catalogue.songs
  report({ kind: 'catalogue', catalogue }, buffersOf(catalogue))
}

/** What the last run left behind: served at once, and the measure of what changed. */
async function readKnown() {
  const collector = createSongCollector(source)
  const known = new Map<string, { readonly track: StoredTrack; readonly line: string }>()
  try {
    const header = await readCache(cacheFile, source, (track, line) => {
      collector.addLine(track, line, null)
      if (source.kind === 'folder' && track[10] !== null) known.set(track[10], { track, line })
    })
    return header ? { header, collector, known: known as KnownFiles } : null
  } catch (error) {
    say('warn', 'The stored catalogue could not be read and is made anew.', { reason: String(error) })
    return null
  }
}

async function scan(): Promise<void> {
  const before = await readKnown()
  if (before && before.collector.size() > 0 && served === 0) publish(before.collector)
  const details = await stat(source.path).catch(refusalOf)
  if ('code' in details) return fail(details)
  const { header } = before ?? {}
  const listUnchanged =
    source.kind === 'file' &&
    header?.partial === false &&
    header.size === details.size &&
    header.modifiedMs === details.mtimeMs
  if (header && listUnchanged) {
    await startWatching()
    return finished(false, header.skippedCount, header.skipped)
  }

  const collector = createSongCollector(source)
  const skips = createSkips()
  const progress = createProgress(collector, skips)
  const options = { collector, cancelled: () => cancelled, onProgress: progress, onSkipped: skips.add }
  let changed = true
  try {
    if (source.kind === 'folder') {
      changed = (await readFolder(source.path, before?.known ?? new Map(), options)).changed
    } else {
      const read = await readListFile(source.path, options)
      if (!read.ok) return fail(read.error)
    }
  } catch (error) {
    if (isFileError(error)) return fail(refusalOf(error))
    throw error
  }
  const partial = cancelled
  if (partial && collector.size() < served) return finished(true, skips.count(), skips.first())
  // An empty folder where songs were is a drive that was taken out, not a collection that was deleted.
  if (collector.size() === 0 && !partial)
    return fail({ code: served > 0 ? 'catalogue-missing' : 'catalogue-empty', detail: source.path })
  if (changed || served !== collector.size()) publish(collector)
  const state = { source, partial, skippedCount: skips.count(), skipped: skips.first() }
  await writeCache(
    cacheFile,
    { ...state, size: details.size, modifiedMs: details.mtimeMs },
    collector.orderedLines(),
  ).catch((error: unknown) =>
    say('warn', 'The catalogue could not be stored for the next start.', { reason: String(error) }),
  )
  await startWatching()
  finished(partial, skips.count(), skips.first())
}

function createSkips() {
  const first: SkippedFile[] = []
  let count = 0
  return {
    add: (skipped: SkippedFile) => {
      count++
      if (first.length < skippedShown) first.push(skipped)
    },
    count: () => count,
    first: () => [...first],
  }
}

function createProgress(collector: SongCollector, skips: ReturnType<typeof createSkips>) {
  let lastReport = 0
  let lastPublish = performance.now()
  let publishMs = 0
  return (filesDone: number, filesTotal: number | null) => {
    const now = performance.now()
    if (now - lastReport < progressEveryMs) return
    lastReport = now
    report({ kind: 'progress', filesDone, filesTotal, skippedCount: skips.count(), skipped: skips.first() })
    if (now - lastPublish < Math.max(publishEveryMs, publishMs / publishShare) || collector.size() <= served)
      return
    publish(collector)
    lastPublish = performance.now()
    publishMs = lastPublish - now
  }
}

function finished(partial: boolean, skippedCount: number, skipped: readonly SkippedFile[]): void {
  away = false
  report({ kind: 'done', partial, watched: watcher !== null, skippedCount, skipped })
}

function fail(refusal: Refusal): void {
  away = true
  report({ kind: 'failed', refusal, serving: served > 0 })
}

function refusalOf(error: unknown): Refusal {
  const code = isFileError(error) ? error.code : ''
  const gone =
    code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENXIO' || code === 'EIO' || code === 'ENODEV'
  return { code: gone ? 'catalogue-missing' : 'catalogue-unreadable', detail: source.path }
}

async function startWatching(): Promise<void> {
  if (watcher || watchLost) return
  watcher = await watchSource(source, settleMs, {
    onChange: run,
    onLost: (reason) => {
      watcher = null
      watchLost = true
      say(
        'warn',
        'Changes in the catalogue are looked for every five minutes; watching is not possible here.',
        { reason },
      )
    },
  })
  if (watchLost) watcher = null
}

/** One scan at a time; what comes meanwhile leads to one more. */
function run(): void {
  again = true
  if (running) return
  running = true
  void (async () => {
    while (again) {
      again = false
      cancelled = false
      await scan()
      lastScan = performance.now()
    }
    running = false
  })()
}

async function look(): Promise<void> {
  if (running) return
  const there = await access(source.path).then(
    () => true,
    () => false,
  )
  const overdue = watchLost && performance.now() - lastScan > rescanUnwatchedMs
  if (!there || !(away || overdue)) return
  if (away) await watcher?.close()
  if (away) watcher = null
  run()
}

parentPort?.on('message', (command: ScanCommand) => {
  switch (command.kind) {
    case 'rescan':
      return run()
    case 'cancel':
      cancelled = true
      return
    case 'publish':
      served = 0
      return run()
    default:
      return assertNever(command)
  }
})

setInterval(() => void look(), lookEveryMs)
run()
