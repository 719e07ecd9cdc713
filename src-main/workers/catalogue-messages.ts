import type { CatalogueSource } from '../core/event.ts'
import type { Refusal } from '../core/refusals.ts'
import type { SearchIndex } from '../core/search/build-index.ts'
import type { Track } from '../core/track.ts'
import type { SkippedFile } from '../services/ports.ts'
import type { TrackTable } from './catalogue-table.ts'

/** What the scanning thread is started with. It serves one source for all its life. */
export type ScanOrder = {
  readonly source: CatalogueSource
  readonly cacheFile: string
  /** Quiet after the last change before the source is read again. */
  readonly settleMs: number
}

export type ScanCommand =
  | { readonly kind: 'rescan' }
  | { readonly kind: 'cancel' }
  /** Send the songs again: the searching thread was started anew. */
  | { readonly kind: 'publish' }

/** Songs and their index, ready to be searched; its buffers move between threads. */
export type LoadedCatalogue = {
  readonly source: CatalogueSource
  readonly songs: number
  readonly index: SearchIndex
  readonly table: TrackTable
}

export type ScanReport =
  | {
      readonly kind: 'progress'
      readonly filesDone: number
      readonly filesTotal: number | null
      readonly skippedCount: number
      readonly skipped: readonly SkippedFile[]
    }
  | { readonly kind: 'catalogue'; readonly catalogue: LoadedCatalogue }
  | {
      readonly kind: 'done'
      readonly partial: boolean
      readonly watched: boolean
      readonly skippedCount: number
      readonly skipped: readonly SkippedFile[]
    }
  /** `serving`: songs read earlier are still there and stay searchable. */
  | { readonly kind: 'failed'; readonly refusal: Refusal; readonly serving: boolean }
  | {
      readonly kind: 'log'
      readonly level: 'info' | 'warn'
      readonly message: string
      readonly facts: object
    }

export type SearchCommand =
  | { readonly kind: 'load'; readonly catalogue: LoadedCatalogue }
  | { readonly kind: 'clear' }
  | { readonly kind: 'search'; readonly call: number; readonly query: string; readonly limit: number }
  | { readonly kind: 'find'; readonly call: number; readonly ids: readonly string[] }

/** To a search the songs found; to `find` one for each id, `null` where there is none. No tracks: nothing is loaded. */
export type SearchReply = { readonly call: number; readonly tracks: readonly (Track | null)[] | null }

export type ArtworkCommand = { readonly call: number; readonly id: string; readonly path: string }

export type ArtworkReply = {
  readonly call: number
  readonly picture: { readonly type: string; readonly body: Uint8Array } | null
}

export function buffersOf(catalogue: LoadedCatalogue): ArrayBuffer[] {
  const parts = [catalogue.index, catalogue.index.vocabulary, catalogue.table].flatMap((part) =>
    Object.values(part),
  )
  return parts.flatMap((part: unknown) =>
    ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
  )
}
