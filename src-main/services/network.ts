import { chooseAddress, type LanAddress } from '../core/lan-address.ts'
import { networkChangeWords } from '../core/network-words.ts'
import { done, type Result } from '../core/result.ts'
import type { Clock, Lan, LocalName, Log } from './ports.ts'
import type { MachineSettings } from './settings.ts'

type Deps = {
  readonly lan: Lan
  readonly localName: LocalName
  readonly settings: MachineSettings
  readonly clock: Clock
  readonly log: Log
  /** What the door is bound to, as configured. */
  readonly host: string
  /** Further names that lead here, as configured. */
  readonly names: readonly string[]
  readonly touch: () => void
}

type LanAddresses = ReturnType<Lan['addresses']>

export type Network = ReturnType<typeof createNetwork>

/** How long a change of the address is told. */
const changeShownMs = 5 * 60_000

/** Which address guests get: the DJ's choice, else the best one; and what happened to it. */
export function createNetwork({ lan, localName, settings, clock, log, host, names, touch }: Deps) {
  let chosen: string | null = null
  let port: number | null = null
  let used: LanAddress | null = null
  let change: { readonly words: string; readonly at: number } | null = null
  let forget: NodeJS.Timeout | undefined
  let known: {
    readonly addresses: LanAddresses
    readonly name: string | null
    readonly hosts: readonly string[]
  } | null = null

  const everywhere = host === '0.0.0.0' || host === '::'
  const now = () => chooseAddress(lan.addresses(), chosen)

  /** `tell`: guests are there, and the address changed without the DJ having asked for it. */
  function follow(tell: boolean): void {
    const before = used
    used = now().address
    if (everywhere) localName.announce(port === null ? null : (used?.address ?? null))
    if (tell && port !== null && everywhere && before?.address !== used?.address) told(before)
    touch()
  }

  function told(before: LanAddress | null): void {
    change = { words: networkChangeWords(before, used), at: clock() }
    log.info('The address for guests changed', { before: before?.address, after: used?.address })
    clearTimeout(forget)
    forget = setTimeout(() => {
      change = null
      touch()
    }, changeShownMs)
    forget.unref()
  }

  const undoes = [lan.onChange(() => follow(true)), localName.onChange(touch)]

  return {
    /** Reads the DJ's choice of this machine. */
    async load(): Promise<void> {
      chosen = (await settings.read()).adapter
      follow(false)
    },
    async choose(adapter: string | null): Promise<Result<null>> {
      await settings.write({ adapter })
      chosen = adapter
      change = null
      follow(false)
      return done()
    },
    /** The guests' door is open at this port; `null`: it is closed. */
    serving(at: number | null): void {
      port = at
      follow(false)
    },
    /** `loopback`: nobody but this computer gets in, and no other name was given for it. */
    everywhere,
    addresses: lan.addresses,
    port: () => port,
    chosen: () => chosen,
    missing: () => now().missing,
    address: () => now().address,
    change: () => change,

    /** Where phones find the page; `null` while they can't. */
    url(): string | null {
      const at = everywhere ? now().address?.address : host
      return port === null || at === undefined ? null : urlOf(at, port)
    },
    nameUrl(): string | null {
      const name = localName.name()
      return port === null || name === null ? null : urlOf(name, port)
    },
    /** Where the page is found whatever the address is: by what was configured, and by the announced name. */
    alsoAt(): readonly string[] {
      const name = localName.name()
      const lasting = [...names.filter(isPlainName), ...(name === null ? [] : [name])]
      return port === null ? [] : lasting.map((each) => `http://${each}:${port}`)
    },
    /** Every name and address of this machine on its networks, for the check of `Host`; the same list until one changes. */
    hosts(): readonly string[] {
      const [addresses, name] = [lan.addresses(), localName.name()]
      if (known?.addresses !== addresses || known.name !== name)
        known = { addresses, name, hosts: hostsOf(addresses, name) }
      return known.hosts
    },
    stop(): void {
      for (const undo of undoes) undo()
      clearTimeout(forget)
    },
  }
}

function hostsOf({ reachable, virtual }: LanAddresses, name: string | null): readonly string[] {
  const addresses = [...reachable, ...virtual].map(({ address }) => address)
  return name === null ? addresses : [...addresses, name]
}

/** What may stand in a header as it is. */
function isPlainName(name: string): boolean {
  return /^[\w.-]+$/.test(name)
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
