// Where things lie. Dependency-free: this runs before any package is installed.
import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

export const isRoot = process.getuid?.() === 0

/** The folder that root shares with everybody on a Linux machine. */
export const sharedCache = '/var/cache/cueline'

/** What is expensive to fetch and belongs to no single clone. World-readable when root made it. */
export function cacheFolder() {
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? homedir(), 'cueline', 'Cache')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'cueline')
  if (isRoot) return sharedCache
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cueline')
}

/** The cache folder, made when it is missing; returns it. */
export function ensureCacheFolder() {
  const folder = cacheFolder()
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  return folder
}

export function isReadable(path) {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}

/** A file in `node_modules`, by its path below it. */
export function inPackages(...parts) {
  return join(root, 'node_modules', ...parts)
}
