/** What an adapter's name and hardware address tell about what is behind it. `virtual`: no guest's phone can be. */
export type AdapterKind = 'wireless' | 'wired' | 'hotspot' | 'bridge' | 'virtual' | 'unknown'

/** VPN and tunnels, containers, virtual machines, cellular, peer to peer. */
const virtualNames: readonly RegExp[] = [
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
const virtualMacs = /^(0a:00:27|00:50:56:c0:00|02:42:[0-9a-f]{2}:[0-9a-f]{2}|00:1c:42:00:00)/i

/** Windows names its wifi-direct adapters "Local Area Connection* 3" in each language; only the star is common. */
const hotspotNames = /\*\s?\d+$|^ap\d/i
const bridgeNames = /^(bridge|br)\d+$/i
const wirelessNames =
  /^(wl|wi-?fi|airport)|drahtlos|draadloos|wireless|sans fil|inal[áa]mbric|sem fio|senza fili|bezprzewodow|беспровод|ワイヤレス|无线|無線/iu
const wiredNames = /^(eth|en[opsx]|em\d|lan\b|lan-)|以太网|乙太網路|イーサネット|이더넷/iu

/** `routed`: the way to the internet leads through this adapter. */
export function kindOfAdapter(adapter: string, mac: string, routed: boolean): AdapterKind {
  if (hyperVSwitch.test(adapter)) return routed && !hyperVOwn.test(adapter) ? 'wired' : 'virtual'
  if (virtualMacs.test(mac) || virtualNames.some((pattern) => pattern.test(adapter))) return 'virtual'
  if (hotspotNames.test(adapter)) return 'hotspot'
  if (bridgeNames.test(adapter)) return 'bridge'
  if (wirelessNames.test(adapter)) return 'wireless'
  return wiredNames.test(adapter) ? 'wired' : 'unknown'
}
