import { type EmbeddedServer, startEmbedded } from '../db/postgres/start-embedded.ts'
import { createLog } from './adapters/log.ts'
import { homeFolder } from './home.ts'
import type { Log } from './services/ports.ts'
import type { ConsoleApp, ShellHandlers } from './start-console.ts'

/** Loads and starts the application. Postgres starts in processes of its own while the rest is still being read. */
export async function loadConsole(env: NodeJS.ProcessEnv, shell: ShellHandlers): Promise<ConsoleApp> {
  const home = homeFolder(env)
  const log = createLog({ home })
  const embedded = env.DATABASE_URL?.trim() ? undefined : await beginEmbedded(home, log)
  const { startConsole } = await import('./start-console.ts')
  return startConsole(env, shell, { log, embedded: embedded?.server })
}

/** Resolves when there is only to wait for it: reading the rest before would hold up the few steps until then. */
async function beginEmbedded(home: string, log: Log): Promise<{ readonly server: Promise<EmbeddedServer> }> {
  let server: Promise<EmbeddedServer> | undefined
  await new Promise<void>((onWait) => {
    server = startEmbedded({ home, log, onWait })
    // Whoever waits for it hears of a failure; until then it is not unhandled.
    server.then(
      () => onWait(),
      () => onWait(),
    )
  })
  return { server: server ?? startEmbedded({ home, log }) }
}
