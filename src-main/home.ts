import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The folder of all state, as the environment says or where the platform keeps such things. An empty variable counts as not set. */
export function homeFolder(env: NodeJS.ProcessEnv): string {
  const named = env.CUELINE_HOME?.trim()
  return named ? resolve(named) : defaultHome(process.platform, env, homedir(), process.getuid?.() === 0)
}

/** Where Electron would put it, computed without Electron, so that every process agrees. */
export function defaultHome(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  userHome: string,
  isRoot = false,
): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(userHome, 'AppData', 'Roaming'), 'Cueline')
  if (platform === 'darwin') return join(userHome, 'Library', 'Application Support', 'Cueline')
  // Postgres never runs as root, and no other account may enter root's own home.
  if (isRoot) return '/var/lib/cueline'
  return join(env.XDG_CONFIG_HOME || join(userHome, '.config'), 'Cueline')
}
