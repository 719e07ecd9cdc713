import { basename } from 'node:path'
import { watch } from 'chokidar'
import { isAudioName, isCoverName, isHiddenName } from '../core/catalogue/audio-file-name.ts'
import type { CatalogueSource } from '../core/event.ts'

export type SourceWatch = { readonly close: () => Promise<void> }

export type WatchHandlers = {
  /** Something changed, and nothing more for the settling time. */
  readonly onChange: () => void
  /** Watching is impossible here (too many folders, a drive that can't): changes are looked for now and then. */
  readonly onLost: (reason: string) => void
}

/** A copy of a whole collection never settles: look at the latest after this many settling times. */
const mostDelays = 10

export async function watchSource(
  source: CatalogueSource,
  settleMs: number,
  { onChange, onLost }: WatchHandlers,
): Promise<SourceWatch> {
  const watcher = watch(source.path, {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    ignored: (path, details) => {
      if (path === source.path) return false
      const name = basename(path)
      return isHiddenName(name) || (details?.isFile() === true && !isAudioName(name) && !isCoverName(name))
    },
  })
  let timer: NodeJS.Timeout | null = null
  let firstChange = 0

  watcher.on('all', () => {
    const now = performance.now()
    if (timer) clearTimeout(timer)
    else firstChange = now
    const wait = Math.max(0, Math.min(settleMs, firstChange + settleMs * mostDelays - now))
    timer = setTimeout(() => {
      timer = null
      onChange()
    }, wait)
  })

  async function close(): Promise<void> {
    if (timer) clearTimeout(timer)
    await watcher.close()
  }

  watcher.on('error', (error) => {
    onLost(error instanceof Error ? error.message : String(error))
    void close()
  })
  await new Promise<void>((ready) => {
    watcher.on('ready', () => ready())
    watcher.on('error', () => ready())
  })
  return { close }
}
