import { createSocket } from 'node:dgram'
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { type AdapterAddress, rankAddresses } from '../core/lan-address.ts'
import type { Lan, LanAddress } from '../services/ports.ts'

/** Reserved for documentation: nothing answers there, and connecting a UDP socket sends nothing anyway. */
const somewhereFar = '192.0.2.1'

type Options = {
  readonly pollMs?: number
  /** What the machine has; the operating system's own list unless a test gives another. */
  readonly interfaces?: () => NodeJS.Dict<NetworkInterfaceInfo[]>
  /** The own address towards the internet, or `null`. */
  readonly defaultRoute?: () => Promise<string | null>
}

/** Watches this machine's addresses: looks at once, then every `pollMs` (5,000), best address first. */
export function createLan({
  pollMs = 5_000,
  interfaces = networkInterfaces,
  defaultRoute = askDefaultRoute,
}: Options = {}): Lan {
  const listeners = new Set<() => void>()
  let route: string | null = null
  let current = rankAddresses(flatten(interfaces()), route)
  let closed = false
  let timer: NodeJS.Timeout | undefined

  async function look(): Promise<void> {
    route = await defaultRoute()
    if (closed) return
    const next = rankAddresses(flatten(interfaces()), route)
    const changed = !sameList(next, current)
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

/** The address the system would send from, found without sending anything; `null` without a default route. */
function askDefaultRoute(): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const answer = (address: string | null) => {
      socket.close()
      resolve(address)
    }
    socket.once('error', () => answer(null))
    socket.once('connect', () => answer(socket.address().address))
    socket.connect(53, somewhereFar)
  })
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

function sameList(a: readonly LanAddress[], b: readonly LanAddress[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ adapter, address }, at) => adapter === b[at]?.adapter && address === b[at]?.address)
  )
}
