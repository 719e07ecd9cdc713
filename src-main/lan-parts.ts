import { randomBytes } from 'node:crypto'
import type { Config } from './config.ts'
import { isLoopback } from './network-health.ts'
import type { LanParts } from './projections/lan-view.ts'
import { createNetwork } from './services/network.ts'
import type { Keychain, Lan, LocalName, Log } from './services/ports.ts'
import { createSelfTest } from './services/self-test.ts'
import type { MachineSettings } from './services/settings.ts'
import { createVenueWifi } from './services/wifi.ts'

type Deps = {
  readonly config: Config
  readonly lan: Lan
  readonly localName: LocalName
  readonly settings: MachineSettings
  readonly keychain: Keychain
  readonly log: Log
  readonly touch: () => void
}

/** All that is about phones finding this machine, wired together. Nothing of it needs the database. */
export function createLanParts({ config, lan, localName, settings, keychain, log, touch }: Deps): LanParts {
  const network = createNetwork({
    lan,
    localName,
    settings,
    clock: Date.now,
    log,
    host: config.host,
    names: config.names,
    touch,
  })
  // Bound to one address by wish: that one is in the code, whatever adapter it belongs to.
  const asked = { adapter: config.host, address: config.host, kind: 'unknown', routed: false } as const
  const selfTest = createSelfTest({
    randomToken: (bytes) => randomBytes(bytes).toString('base64url'),
    url: network.url,
    facts: () => {
      const { reachable, virtual } = network.addresses()
      return {
        door: network.port() === null ? 'closed' : isLoopback(config) ? 'loopback' : 'open',
        port: network.port(),
        address: network.everywhere ? network.address() : asked,
        onlyVirtual: reachable.length === 0 && virtual.length > 0,
        platform: platformOf(process.platform),
      }
    },
    touch,
  })
  return { network, wifi: createVenueWifi({ settings, keychain, touch }), selfTest }
}

function platformOf(platform: NodeJS.Platform): 'windows' | 'mac' | 'linux' {
  if (platform === 'win32') return 'windows'
  return platform === 'darwin' ? 'mac' : 'linux'
}
