/** One address of one network adapter, as the operating system names it. */
export type AdapterAddress = {
  readonly adapter: string
  readonly address: string
  readonly family: 'IPv4' | 'IPv6'
  readonly netmask: string
  readonly mac: string
  readonly internal: boolean
}

/** Adapters that no guest's phone can be behind: VPN and tunnels, containers, virtual machines, cellular, peer to peer. */
const neverNames: readonly RegExp[] = [
  /^(lo|utun|tun|tap|wg|ppp|ipsec|gif|stf|sit|gre|zt|nordlynx|proton|wwan|rmnet|pdp_ip|awdl|llw|anpi|feth)\d*([^a-z]|$)/i,
  /^zt[a-z0-9]{6,}$/i,
  /^(docker|veth|virbr|vnet|vboxnet|vmnet|vnic|lxcbr|lxdbr|incusbr|cni|cali|flannel|podman|kube|nerdctl|weave|waydroid|anbox)/i,
  /^br-/i,
  /vpn|tailscale|zerotier|wireguard|hamachi|wintun|tap-windows|anyconnect|globalprotect|fortinet|fortissl|cloudflare|warp|mullvad/i,
  /virtualbox|vmware|hyper-v|parallels|docker|\bwsl\b|npcap|loopback|bluetooth|teredo|isatap|cellular|mobile broadband/i,
]

/** Hyper-V's switch. Bound to the real card ("external") it carries the default route and is the way to the phones. */
const hyperVSwitch = /^vEthernet/i
const hyperVOwn = /default switch|wsl|nat\b|internal/i

/** What the makers of virtual machines and Docker put into the card of the host, whatever the adapter is called. */
const neverMacs = /^(0a:00:27|00:50:56:c0:00|02:42:[0-9a-f]{2}:[0-9a-f]{2}|00:1c:42:00:00)/i

const wirelessNames = /^(wl|wi-?fi|wlan|drahtlos|airport|ap\d)/i
/** Made by sharing this laptop's connection or by virtual machines: right only when there is nothing better. */
const bridgeNames = /^(bridge|br)\d+$|^local area connection\* \d+$|^lan-verbindung\* \d+$/i

/**
 * The IPv4 addresses that phones may reach this machine at, best first; empty without a network.
 * `defaultRoute` is the own address towards the internet, where there is one.
 */
export function rankAddresses(
  all: readonly AdapterAddress[],
  defaultRoute: string | null,
): { readonly adapter: string; readonly address: string }[] {
  return all
    .filter((each) => isReachable(each, defaultRoute))
    .map(({ adapter, address }) => ({ adapter, address, score: score(adapter, address, defaultRoute) }))
    .sort(
      (a, b) => b.score - a.score || compareText(a.adapter, b.adapter) || compareText(a.address, b.address),
    )
    .map(({ adapter, address }) => ({ adapter, address }))
}

function isReachable(each: AdapterAddress, defaultRoute: string | null): boolean {
  if (each.internal || each.family !== 'IPv4' || rangeOf(each.address) === 'never') return false
  // A network of one is the near end of a tunnel.
  if (each.netmask === '255.255.255.255') return false
  if (hyperVSwitch.test(each.adapter)) return each.address === defaultRoute && !hyperVOwn.test(each.adapter)
  return !neverMacs.test(each.mac) && !neverNames.some((pattern) => pattern.test(each.adapter))
}

function score(adapter: string, address: string, defaultRoute: string | null): number {
  const byRange = { home: 40, office: 30, campus: 25, public: 5, carrier: 0, never: 0 }[rangeOf(address)]
  const route = address === defaultRoute ? 100 : 0
  const wireless = wirelessNames.test(adapter) ? 6 : 0
  const bridge = bridgeNames.test(adapter) ? -20 : 0
  return byRange + route + wireless + bridge
}

function rangeOf(address: string): 'home' | 'office' | 'campus' | 'public' | 'carrier' | 'never' {
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
