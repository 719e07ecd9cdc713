import { hostname } from 'node:os'
import type { Config } from './config.ts'
import { buildServer } from './server/build-server.ts'
import { loadDisplayPage } from './server/display-page.ts'
import type { GuestDoor } from './server/guest-door.ts'
import { loadGuestPage } from './server/guest-page.ts'
import { listen } from './server/listen.ts'
import type { Log } from './services/ports.ts'

export type GuestServer = { readonly close: () => Promise<void> } & (
  | { readonly ok: true; readonly port: number }
  | { readonly ok: false; readonly words: string }
)

type Options = {
  readonly config: Config
  readonly door: GuestDoor
  /** This machine's present addresses and announced names, lower case. */
  readonly hosts: () => readonly string[]
  readonly page: string
  /** The folder of the display's page for browsers. */
  readonly displayPage: string
  readonly log: Log
}

/** The door as it can be tried again: what is open stays open, and two tries at once are one. */
export function keepGuestServer(options: Options, onServer: (server: GuestServer) => void) {
  let server: GuestServer | null = null
  let opening: Promise<void> | null = null

  async function start(): Promise<void> {
    if (server?.ok) return
    server = await startGuestServer(options)
    onServer(server)
  }

  return {
    open(): Promise<void> {
      opening ??= start().finally(() => {
        opening = null
      })
      return opening
    },
    async close(): Promise<void> {
      await opening
      await server?.close()
    },
  }
}

/** Opens the door on the network. When no port can be had the night goes on without guests, told in words. */
async function startGuestServer({
  config,
  door,
  hosts,
  page,
  displayPage,
  log,
}: Options): Promise<GuestServer> {
  const own = new Set(['localhost', '127.0.0.1', '[::1]', ...config.names, config.host.toLowerCase()])
  own.add(hostname().toLowerCase())
  let port: number | null = null
  let present = hosts()
  let allowed = new Set([...own, ...present])
  /** Looked at by every call, so made anew only for a new list of addresses. */
  function allowedHosts(): ReadonlySet<string> {
    const now = hosts()
    if (now !== present) {
      present = now
      allowed = new Set([...own, ...present])
    }
    return allowed
  }
  const server = await buildServer({
    door,
    page: await loadGuestPage(page),
    displayPage: await loadDisplayPage(displayPage),
    allowedHosts,
    port: () => port,
    log,
  })
  const bound = await listen(server, { host: config.host, port: config.port })
  if (!bound.ok) {
    await server.close()
    log.error('The guests’ server did not start', { words: bound.words })
    return { ok: false, words: bound.words, close: async () => {} }
  }
  port = bound.port
  return { ok: true, port: bound.port, close: () => server.close() }
}
