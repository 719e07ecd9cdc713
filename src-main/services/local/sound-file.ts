import { access, constants } from 'node:fs/promises'
import { isAbsolute, relative } from 'node:path'
import { CatalogueAway } from '../../core/catalogue/catalogue-away.ts'
import { soundType } from '../../core/local/own-file.ts'
import type { Track } from '../../core/track.ts'
import type { Live } from '../../live.ts'
import type { Catalogue } from '../ports.ts'
import type { After } from '../spotify/ports.ts'

type Deps = { readonly live: Live; readonly catalogue: Pick<Catalogue, 'byId'>; readonly after: After }

/** Milliseconds: a drive that does not answer by then is away. */
const answersWithin = 2_000

/** Finds the file of a song of the open night's catalogue; nothing else on this computer can be asked for. */
export function createSoundFiles({ live, catalogue, after }: Deps) {
  async function trackOf(trackId: string): Promise<Track | null> {
    try {
      return (await catalogue.byId(trackId)) ?? askedBefore(trackId)
    } catch (error) {
      if (!(error instanceof CatalogueAway)) throw error
      return askedBefore(trackId)
    }
  }

  /** While the music is still being read, or its drive was away: as when somebody asked for it, if that lies in tonight's folder. */
  function askedBefore(trackId: string): Track | null {
    const night = live.night()
    const source = night?.event.config.catalogue
    if (!night || source?.kind !== 'folder') return null
    for (const { track } of night.requests.values())
      if (track.id === trackId && track.path !== null && isInside(source.path, track.path)) return track
    return null
  }

  /** Its absolute path and media type; `null`: no such song tonight, or none that can be played here. */
  async function find(trackId: string): Promise<{ readonly path: string; readonly type: string } | null> {
    if (live.night() === null) return null
    const path = (await trackOf(trackId))?.path ?? null
    const type = path === null ? null : soundType(path)
    return path === null || type === null ? null : { path, type }
  }

  return {
    find,

    async isThere(trackId: string): Promise<boolean> {
      const file = await find(trackId)
      if (file === null) return false
      return new Promise((resolve) => {
        const stopWaiting = after(answersWithin, () => resolve(false))
        access(file.path, constants.R_OK)
          .then(
            () => resolve(true),
            () => resolve(false),
          )
          .finally(stopWaiting)
      })
    },
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..'
}
