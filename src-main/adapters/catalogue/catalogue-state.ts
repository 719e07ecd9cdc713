import type { CatalogueSource } from '../../core/event.ts'
import type { CatalogueState, Clock, SkippedFile } from '../../services/ports.ts'
import type { ScanReport } from '../../workers/catalogue-messages.ts'

/** Between two calls of a listener: five a second. */
const quietMs = 200

/** The state of the catalogue and who listens to it. */
export function createCatalogueState(clock: Clock) {
  const listeners = new Set<(state: CatalogueState) => void>()
  let state: CatalogueState = { phase: 'none' }
  let lastTold = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null

  function tell(): void {
    timer = null
    lastTold = clock()
    for (const listener of listeners) listener(state)
  }

  function set(next: CatalogueState): void {
    state = next
    if (timer) return
    const wait = Math.min(quietMs, Math.max(0, lastTold + quietMs - clock()))
    if (wait === 0) tell()
    else timer = setTimeout(tell, wait)
  }

  return {
    get: () => state,
    set,
    onChange: (listener: (state: CatalogueState) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => {
      listeners.clear()
      if (timer) clearTimeout(timer)
    },
  }
}

export function scanningState(source: CatalogueSource, songs: number): CatalogueState {
  return { phase: 'scanning', source, songs, filesDone: 0, filesTotal: null, skipped: [] }
}

/** The state after a report of the scanning thread. `songs` are those that can be searched by now. */
export function stateAfter(
  state: CatalogueState,
  source: CatalogueSource,
  songs: number,
  report: ScanReport,
): CatalogueState {
  switch (report.kind) {
    case 'progress': {
      const { filesDone, filesTotal, skipped } = report
      return { phase: 'scanning', source, songs, filesDone, filesTotal, skipped }
    }
    case 'catalogue':
      return state.phase === 'none' || state.phase === 'failed'
        ? scanningState(source, songs)
        : { ...state, songs }
    case 'done': {
      const { skippedCount, skipped, partial, watched } = report
      return { phase: 'ready', source, songs, skippedCount, skipped, partial, watched }
    }
    case 'failed':
      return report.serving
        ? servingWithout(state, source, songs)
        : { phase: 'failed', source, refusal: report.refusal }
    case 'log':
      return state
  }
}

/** The drive is gone, its songs can still be asked for: the list says so in its first line. */
function servingWithout(state: CatalogueState, source: CatalogueSource, songs: number): CatalogueState {
  const gone: SkippedFile = {
    path: source.path,
    reason: 'This is not there right now. The songs read earlier can still be asked for.',
  }
  const before = 'skipped' in state ? state.skipped.filter((file) => file.reason !== gone.reason) : []
  const skipped = [gone, ...before].slice(0, 100)
  return {
    phase: 'ready',
    source,
    songs,
    skippedCount: skipped.length,
    skipped,
    partial: false,
    watched: false,
  }
}
