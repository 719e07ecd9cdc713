import { type EmbeddedServer, startEmbedded } from '../db/postgres/start-embedded.ts'
import { createLog } from './adapters/log.ts'
import { homeFolder } from './home.ts'
import type { Log } from './services/ports.ts'
import type { ConsoleApp, Outside, ShellHandlers } from './start-console.ts'

/** Loads and starts the rest of the application. */
export type FinishConsole = (shell: ShellHandlers) => Promise<ConsoleApp>

/**
 * Begins what takes longest and costs this process least: Postgres starts in processes of its own while the
 * window is painted. What is read here stays small; the rest is read by what this resolves to.
 */
export async function beginConsole(env: NodeJS.ProcessEnv, outside: Outside): Promise<FinishConsole> {
  const home = homeFolder(env)
  const log = createLog({ home })
  const embedded = env.DATABASE_URL?.trim() ? undefined : await beginEmbedded(home, log)
  return async (shell) => {
    const { startConsole } = await import('./start-console.ts')
    return startConsole(env, shell, { ...outside, log, embedded: embedded?.server })
  }
}

/** Resolves when there is only to wait for it. */
async function beginEmbedded(
  home: string,
  log: Log,
): Promise<{ readonly server: Promise<EmbeddedServer> | undefined }> {
  let server: Promise<EmbeddedServer> | undefined
  await new Promise<void>((onWait) => {
    server = startEmbedded({ home, log, onWait })
    // Whoever waits for it hears of a failure; until then it is not unhandled.
    server.then(
      () => onWait(),
      () => onWait(),
    )
  })
  return { server }
}
