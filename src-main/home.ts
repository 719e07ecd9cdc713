import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The folder of all state, as the environment says or where the platform keeps such things. An empty variable counts as not set. */
export function homeFolder(env: NodeJS.ProcessEnv): string {
  const named = env.CUELINE_HOME?.trim()
  return named ? resolve(named) : defaultHome(process.platform, env, homedir())
}

/** Where Electron would put it, computed without Electron, so that every process agrees. */
export function defaultHome(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, userHome: string): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(userHome, 'AppData', 'Roaming'), 'Cueline')
  if (platform === 'darwin') return join(userHome, 'Library', 'Application Support', 'Cueline')
  return join(env.XDG_CONFIG_HOME || join(userHome, '.config'), 'Cueline')
}
