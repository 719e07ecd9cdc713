import { type AdapterKind, kindOfAdapter } from './adapter-kind.ts'

/** One address of one network adapter, as the operating system names it. */
export type AdapterAddress = {
  readonly adapter: string
  readonly address: string
  readonly family: 'IPv4' | 'IPv6'
  readonly netmask: string
  readonly mac: string
  readonly internal: boolean
}

/** An IPv4 address of this machine that could be printed on the code. */
export type LanAddress = {
  readonly adapter: string
  readonly address: string
  readonly kind: AdapterKind
  /** The way to the internet leads through here. */
  readonly routed: boolean
}

export type LanAddresses = {
  /** Where phones may reach this machine, best first. */
  readonly reachable: readonly LanAddress[]
  /** Of tunnels and virtual machines: nobody is there, as far as the names tell. */
  readonly virtual: readonly LanAddress[]
}

/**
 * Sorts this machine's addresses by how likely guests' phones are behind them. `routes`: adapters or own
 * addresses that a default route leads through, best first; where they are not known the rest still decides.
 */
export function sortAddresses(all: readonly AdapterAddress[], routes: readonly string[]): LanAddresses {
  const scored = all.filter(isShowable).map((each) => {
    const route = routes.findIndex((name) => name === each.adapter || name === each.address)
    // A network of one is the near end of a tunnel.
    const tunnel = each.netmask === '255.255.255.255'
    const kind = tunnel ? 'virtual' : kindOfAdapter(each.adapter, each.mac, route >= 0)
    const { adapter, address } = each
    return { shown: { adapter, address, kind, routed: route >= 0 }, score: score(kind, address, route) }
  })
  const sorted = scored
    .sort(
      (a, b) =>
        b.score - a.score ||
        compareText(a.shown.adapter, b.shown.adapter) ||
        compareText(a.shown.address, b.shown.address),
    )
    .map(({ shown }) => shown)
  return {
    reachable: sorted.filter(({ kind }) => kind !== 'virtual'),
    virtual: sorted.filter(({ kind }) => kind === 'virtual'),
  }
}

/**
 * The address for the code: of the adapter that the DJ chose, else the best. `missing`: that adapter has no
 * address now; it is taken again as soon as it is back.
 */
export function chooseAddress(
  { reachable, virtual }: LanAddresses,
  wanted: string | null,
): { readonly address: LanAddress | null; readonly missing: boolean } {
  const chosen = [...reachable, ...virtual].find(({ adapter }) => adapter === wanted)
  return { address: chosen ?? reachable[0] ?? null, missing: wanted !== null && chosen === undefined }
}

function isShowable({ internal, family, address }: AdapterAddress): boolean {
  return !internal && family === 'IPv4' && rangeOf(address) !== 'never'
}

const byRange = { home: 40, office: 30, campus: 25, public: 5, carrier: 0, never: 0 } as const
/** Bridges and hotspots of this very laptop are right only when there is nothing better. */
const byKind = { wireless: 6, wired: 0, unknown: 0, hotspot: -20, bridge: -20, virtual: 0 } as const

function score(kind: AdapterKind, address: string, route: number): number {
  const routed = route < 0 ? 0 : 100 - route
  return byRange[rangeOf(address)] + byKind[kind] + routed
}

function rangeOf(address: string): keyof typeof byRange {
  const [a = 0, b = 0] = address.split('.').map(Number)
  if (a === 192 && b === 168) return 'home'
  if (a === 10) return 'office'
  if (a === 172 && b >= 16 && b <= 31) return 'campus'
  if (a === 100 && b >= 64 && b <= 127) return 'carrier'
  if (a === 0 || a === 127 || a >= 224 || (a === 169 && b === 254)) return 'never'
  return 'public'
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
