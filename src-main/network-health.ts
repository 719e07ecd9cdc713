import type { Config } from './config.ts'
import type { Health } from './contract/console-view.ts'
import type { Network } from './services/network.ts'
import type { GuestServer } from './start-guest-server.ts'

type Facts = {
  readonly config: Config
  readonly network: Network
  /** `null` while it is starting. */
  readonly server: GuestServer | null
}

/** Whether phones can come in, in one sentence; what is worst comes first. */
export function networkHealth({ config, network, server }: Facts): Health {
  if (!server) return attention('The guests’ page is starting.')
  if (!server.ok) {
    return { state: 'down', words: `The night goes on, but phones cannot come in. ${server.words}` }
  }
  if (isLoopback(config)) {
    return attention('Only this computer can open the guests’ page: CUELINE_HOST lets no phone in.')
  }
  const { reachable, virtual } = network.addresses()
  if (network.everywhere && network.address() === null) {
    return attention(
      virtual.length > 0 && reachable.length === 0
        ? 'This computer is only in networks of a VPN or of virtual machines: phones cannot reach it. Join the wifi.'
        : 'This computer is in no network: phones cannot reach it. Join the wifi.',
    )
  }
  const change = network.change()
  if (change) return attention(change.words)
  if (network.missing()) {
    return attention(
      `${network.chosen()}, which you chose, has no network now; guests get ${network.address()?.address} until it is back.`,
    )
  }
  if (server.port !== config.port) {
    return attention(
      `Port ${config.port} is taken by another program, so guests use ${server.port}. Codes printed before lead nowhere: show the new one.`,
    )
  }
  return { state: 'ok', words: 'Guests can reach this computer.' }
}

/** Bound to this computer alone, and no name was given under which others come (by a proxy, in tests). */
export function isLoopback({ host, names }: Config): boolean {
  return /^(127\.|localhost$|::1$)/.test(host) && names.length === 0
}

function attention(words: string): Health {
  return { state: 'attention', words }
}
