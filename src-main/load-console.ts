import { startEmbedded } from '../db/postgres/start-embedded.ts'
import { createLog } from './adapters/log.ts'
import { homeFolder } from './home.ts'
import type { ConsoleApp, ShellHandlers } from './start-console.ts'

/** Loads and starts the application. Postgres starts in processes of its own while the rest is still being read. */
export async function loadConsole(env: NodeJS.ProcessEnv, shell: ShellHandlers): Promise<ConsoleApp> {
  const home = homeFolder(env)
  const log = createLog({ home })
  const embedded = env.DATABASE_URL?.trim() ? undefined : startEmbedded({ home, log })
  // Whoever waits for it hears of the failure; until then it is not unhandled.
  embedded?.catch(() => {})
  const { startConsole } = await import('./start-console.ts')
  return startConsole(env, shell, { log, embedded })
}
