import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { CatalogueAway } from '../../core/catalogue/catalogue-away.ts'
import type { CatalogueSource } from '../../core/event.ts'
import { createRecent } from '../../core/recent.ts'
import type { Track } from '../../core/track.ts'
import type { Catalogue, Clock, Log } from '../../services/ports.ts'
import {
  type ArtworkCommand,
  type ArtworkReply,
  buffersOf,
  type ScanReport,
  type SearchCommand,
  type SearchReply,
} from '../../workers/catalogue-messages.ts'
import { startWorker } from '../../workers/start-worker.ts'
import { createCallThread } from './call-thread.ts'
import { createCatalogueState, scanningState, stateAfter } from './catalogue-state.ts'
import { checkSource } from './check-source.ts'
import { gatherCalls } from './gather-calls.ts'
import { type ScanThread, startScanThread } from './scan-thread.ts'

export type CatalogueOptions = {
  /** Where read tags and small covers are kept; made when missing. */
  readonly cacheFolder: string
  readonly log: Log
  readonly clock?: Clock
  /** Quiet after the last change in the source before it is read again, in milliseconds. */
  readonly settleMs?: number
}

type Picture = { readonly type: string; readonly body: Buffer } | null
type Numbered = { readonly call: number }

/** Guests ask for what a search has just shown them: about 300 bytes each. */
const songsKept = 10_000
/** Covers kept in memory, at about 15 kB each. */
const coversKept = 300

/** The music that guests can search. One thread reads it, one searches it, one makes its covers small. */
export function createCatalogue(options: CatalogueOptions): Catalogue {
  const { cacheFolder, log, clock = Date.now, settleMs = 2_000 } = options
  const state = createCatalogueState(clock)
  let shown = createRecent<Track>(songsKept)
  const covers = createRecent<Promise<Picture>>(coversKept)
  const searching = createCallThread<SearchReply>({
    start: () => startWorker('catalogue-search-worker'),
    log,
    clock,
    onRestart: () => scanning?.post({ kind: 'publish' }),
  })
  const artworkFolder = join(cacheFolder, 'artwork')
  const shrinking = createCallThread<ArtworkReply>({
    start: () => startWorker('artwork-shrink-worker', { workerData: { folder: artworkFolder } }),
    log,
    clock,
    onRestart: () => covers.clear(),
  })
  let source: CatalogueSource | null = null
  let scanning: ScanThread | null = null
  let songs = 0

  function take(from: CatalogueSource, report: ScanReport): void {
    if (report.kind === 'log') {
      log[report.level](report.message, report.facts)
      return
    }
    if (report.kind === 'catalogue') {
      songs = report.catalogue.songs
      forget()
      const load: SearchCommand = { kind: 'load', catalogue: report.catalogue }
      searching.post(load, buffersOf(report.catalogue))
    }
    if (report.kind === 'failed') log.warn('The catalogue could not be read.', report.refusal)
    state.set(stateAfter(state.get(), from, songs, report))
  }

  async function open(next: CatalogueSource | null): Promise<void> {
    if (next && source && next.kind === source.kind && next.path === source.path) return rescan()
    source = next
    songs = 0
    forget()
    const before = scanning
    scanning = null
    searching.post({ kind: 'clear' } satisfies SearchCommand)
    state.set(next ? scanningState(next, 0) : { phase: 'none' })
    await before?.close()
    if (next && source === next) await begin(next)
  }

  function forget(): void {
    covers.clear()
    // A search that is under way shows songs of before: it keeps the old one.
    shown = createRecent(songsKept)
  }

  async function search(query: string, limit: number): Promise<readonly Track[]> {
    const command: Omit<Extract<SearchCommand, { kind: 'search' }>, 'call'> = { kind: 'search', query, limit }
    const memory = shown
    const tracks = (await lookUp(command)).filter((track) => track !== null)
    for (const track of tracks) memory.set(track.id, track)
    return tracks
  }

  /** Resolves with the first word of the scanning thread: what is cached can be searched from then on. */
  function begin(from: CatalogueSource): Promise<void> {
    return new Promise((resolve) => {
      const name = createHash('sha256').update(`${from.kind}\n${from.path}`).digest('hex').slice(0, 24)
      const cacheFile = join(cacheFolder, `catalogue-${name}.jsonl`)
      scanning = startScanThread(
        { source: from, cacheFile, settleMs },
        log,
        (report) => {
          take(from, report)
          if (report.kind !== 'log') resolve()
        },
        () => {
          take(from, { kind: 'failed', refusal: { code: 'internal', detail: from.path }, serving: songs > 0 })
          resolve()
        },
      )
    })
  }

  async function rescan(): Promise<void> {
    if (!source || !scanning) return
    state.set(scanningState(source, songs))
    scanning.post({ kind: 'rescan' })
  }

  const find = gatherCalls(async (ids) => {
    const command: Omit<Extract<SearchCommand, { kind: 'find' }>, 'call'> = { kind: 'find', ids }
    return lookUp(command)
  })

  async function byId(id: string) {
    const isWhole = state.get().phase !== 'scanning'
    const track = shown.get(id) ?? (await find(id)) ?? null
    // It may be among those that are still to be read.
    if (track === null && !isWhole) throw new CatalogueAway()
    return track
  }

  /** No answer while songs are to come is not the answer that there are none. */
  async function lookUp(command: object): Promise<NonNullable<SearchReply['tracks']>> {
    const reply = await searching.call(command)
    if (reply?.tracks) return reply.tracks
    if (songs > 0 || state.get().phase === 'scanning') throw new CatalogueAway()
    return []
  }

  async function readCover(id: string): Promise<Picture> {
    const track = await byId(id).catch(() => null)
    if (!track?.path || !track.hasArtwork) return null
    const command: Omit<ArtworkCommand, keyof Numbered> = { id, path: track.path }
    const picture = (await shrinking.call(command))?.picture
    return picture ? { type: picture.type, body: Buffer.from(picture.body) } : null
  }

  return {
    check: checkSource,
    open,
    rescan,
    cancel: async () => scanning?.post({ kind: 'cancel' }),
    state: state.get,
    onChange: state.onChange,
    search,
    byId,
    artwork: (id) => {
      const known = covers.get(id)
      if (known) return known
      const cover = readCover(id)
      covers.set(id, cover)
      return cover
    },
    close: async () => {
      state.close()
      await Promise.all([scanning?.close(), searching.close(), shrinking.close()])
    },
  }
}
