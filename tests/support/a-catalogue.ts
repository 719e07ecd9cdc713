import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCatalogue } from '../../src-main/adapters/catalogue/catalogue.ts'
import { CatalogueAway } from '../../src-main/core/catalogue/catalogue-away.ts'
import type { CatalogueSource } from '../../src-main/core/event.ts'
import type { Track } from '../../src-main/core/track.ts'
import type { Catalogue, CatalogueState } from '../../src-main/services/ports.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A place on disk with an empty `music` folder, and catalogues that keep their cache there. `remove` ends all. */
export async function aCataloguePlace() {
  const place = await mkdtemp(join(tmpdir(), 'catalogue-'))
  const music = join(place, 'music')
  await mkdir(music)
  const opened: Catalogue[] = []

  function start(): Catalogue {
    const catalogue = createCatalogue({ cacheFolder: join(place, 'cache'), log, settleMs: 50 })
    opened.push(catalogue)
    return catalogue
  }

  return {
    place,
    music,
    folder: { kind: 'folder', path: music } satisfies CatalogueSource as CatalogueSource,
    start,
    /** Opens a source and waits until it is read, or refused. */
    load: async (source: CatalogueSource, catalogue = start()) => {
      await catalogue.open(source)
      return { catalogue, state: await until(catalogue, isSettled) }
    },
    list: async (name: string, content: string | Uint8Array): Promise<CatalogueSource> => {
      await writeFile(join(place, name), content)
      return { kind: 'file', path: join(place, name) }
    },
    remove: async () => {
      await Promise.all(opened.map((catalogue) => catalogue.close()))
      await rm(place, { recursive: true, force: true })
    },
  }
}

export function isSettled({ phase }: CatalogueState): boolean {
  return phase === 'ready' || phase === 'failed'
}

export function until(
  catalogue: Catalogue,
  wanted: (state: CatalogueState) => boolean,
): Promise<CatalogueState> {
  return new Promise((resolve) => {
    const undo = catalogue.onChange(look)
    function look(): void {
      const state = catalogue.state()
      if (!wanted(state)) return
      undo()
      resolve(state)
    }
    look()
  })
}

/** The best match of a query, as soon as there is one. */
export async function untilFound(catalogue: Catalogue, query: string): Promise<Track> {
  for (;;) {
    const changed = new Promise<void>((resolve) => {
      const undo = catalogue.onChange(() => {
        undo()
        resolve()
      })
    })
    const [track] = await catalogue.search(query, 1).catch(noneYet)
    if (track) return track
    await changed
  }
}

function noneYet(error: unknown): readonly Track[] {
  if (error instanceof CatalogueAway) return []
  throw error
}
