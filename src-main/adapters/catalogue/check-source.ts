import { constants } from 'node:fs'
import { access, readdir, stat } from 'node:fs/promises'
import type { CatalogueSource } from '../../core/event.ts'
import { done, type Result, refuse } from '../../core/result.ts'
import { lookAtList } from '../../workers/catalogue-list.ts'

/** Looks at a source without loading it: there, readable, of a known kind, not too large. */
export async function checkSource(source: CatalogueSource): Promise<Result<null>> {
  const detail = source.path
  try {
    const details = await stat(source.path)
    if (source.kind === 'folder') {
      if (!details.isDirectory()) return refuse('catalogue-unknown-kind', { detail })
      await access(source.path, constants.R_OK | constants.X_OK)
      await readdir(source.path)
      return done()
    }
    const shape = await lookAtList(source.path)
    return shape.ok ? done() : shape
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR') return refuse('catalogue-missing', { detail })
    if (typeof code === 'string') return refuse('catalogue-unreadable', { detail })
    throw error
  }
}
