import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { type AdapterAddress, type LanAddresses, sortAddresses } from '../core/lan-address.ts'
import type { Lan } from '../services/ports.ts'
import { askOwnAddress, readDefaultRoutes } from './default-routes.ts'

type Options = {
  readonly pollMs?: number
  /** What the machine has; the operating system's own list unless a test gives another. */
  readonly interfaces?: () => NodeJS.Dict<NetworkInterfaceInfo[]>
  /** The own address towards the internet, or `null`; asked at each look, so it must cost nothing. */
  readonly ownAddress?: () => Promise<string | null>
  /** The system's default routes; asked when something else changed, since it may start a program. */
  readonly defaultRoutes?: () => Promise<readonly string[]>
}

/** Watches this machine's addresses: looks at once, then every `pollMs` (5,000). */
export function createLan({
  pollMs = 5_000,
  interfaces = networkInterfaces,
  ownAddress = askOwnAddress,
  defaultRoutes = readDefaultRoutes,
}: Options = {}): Lan {
  const listeners = new Set<() => void>()
  let current = sortAddresses(flatten(interfaces()), [])
  let routes: readonly string[] = []
  let seen = ''
  let closed = false
  let timer: NodeJS.Timeout | undefined

  async function look(): Promise<void> {
    const own = await ownAddress()
    const state = JSON.stringify([own, flatten(interfaces())])
    if (state !== seen) {
      const table = await defaultRoutes()
      routes = table.length > 0 || own === null ? table : [own]
      seen = state
    }
    if (closed) return
    const next = sortAddresses(flatten(interfaces()), routes)
    const changed = !isSame(next, current)
    current = next
    timer = setTimeout(look, pollMs)
    timer.unref()
    if (changed) for (const listener of listeners) listener()
  }
  void look()

  return {
    addresses: () => current,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      closed = true
      clearTimeout(timer)
      listeners.clear()
    },
  }
}

function flatten(all: NodeJS.Dict<NetworkInterfaceInfo[]>): AdapterAddress[] {
  return Object.entries(all).flatMap(([adapter, addresses = []]) =>
    addresses.map(({ address, family, netmask, mac, internal }) => ({
      adapter,
      address,
      family,
      netmask,
      mac,
      internal,
    })),
  )
}

function isSame(a: LanAddresses, b: LanAddresses): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
