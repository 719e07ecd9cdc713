import { hostname } from 'node:os'
import type { Config } from './config.ts'
import { buildServer } from './server/build-server.ts'
import type { GuestDoor } from './server/guest-door.ts'
import { loadGuestPage } from './server/guest-page.ts'
import { listen } from './server/listen.ts'
import type { Lan, LanAddress, Log } from './services/ports.ts'

export type GuestServer = { readonly close: () => Promise<void> } & (
  | { readonly ok: true; readonly port: number }
  | { readonly ok: false; readonly words: string }
)

type Options = {
  readonly config: Config
  readonly door: GuestDoor
  readonly lan: Lan
  readonly page: string
  readonly log: Log
}

/** Opens the door on the network. When no port can be had the night goes on without guests, told in words. */
export async function startGuestServer({ config, door, lan, page, log }: Options): Promise<GuestServer> {
  const own = new Set(['localhost', '127.0.0.1', '[::1]', ...config.names, config.host.toLowerCase()])
  own.add(hostname().toLowerCase())
  let port: number | null = null
  let addresses = lan.addresses()
  let hosts = hostsOf(own, addresses)
  /** Looked at by every call, so made anew only for a new list of addresses. */
  function allowedHosts(): ReadonlySet<string> {
    if (addresses !== lan.addresses()) {
      addresses = lan.addresses()
      hosts = hostsOf(own, addresses)
    }
    return hosts
  }
  const server = await buildServer({
    door,
    page: await loadGuestPage(page),
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

function hostsOf(own: ReadonlySet<string>, addresses: readonly LanAddress[]): ReadonlySet<string> {
  return new Set([...own, ...addresses.map(({ address }) => address)])
}
