import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Log, SettingsFile } from '../services/ports.ts'

/** JSON in one file, replaced as a whole; one that can't be parsed is kept aside and counts as absent. */
export function createSettingsFile(path: string, log: Log): SettingsFile {
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch(() => null)
      if (text === null) return {}
      try {
        return JSON.parse(text)
      } catch {
        log.warn('The settings file is damaged; it was kept aside', { path: `${path}.damaged` })
        await rename(path, `${path}.damaged`)
        return {}
      }
    },
    async write(value) {
      await mkdir(dirname(path), { recursive: true })
      // A name of its own, so that two writers at once don't take each other's file away.
      const fresh = `${path}.${randomUUID()}.new`
      await writeFile(fresh, JSON.stringify(value, null, 2))
      await rename(fresh, path)
    },
  }
}
