import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AdapterAddress, chooseAddress, sortAddresses } from './lan-address.ts'

function on(adapter: string, address: string, more: Partial<AdapterAddress> = {}): AdapterAddress {
  return {
    adapter,
    address,
    family: address.includes(':') ? 'IPv6' : 'IPv4',
    netmask: '255.255.255.0',
    mac: '3c:22:fb:12:34:56',
    internal: address === '127.0.0.1' || address === '::1',
    ...more,
  }
}

type Case = {
  readonly machine: string
  readonly routes: readonly string[]
  readonly has: readonly AdapterAddress[]
  readonly wants: readonly string[]
}

const cases: readonly Case[] = [
  {
    machine: 'Windows with VirtualBox, WSL and a VPN client',
    routes: ['192.168.178.31'],
    has: [
      on('Ethernet 3', '192.168.56.1', { mac: '0a:00:27:00:00:0b' }),
      on('vEthernet (WSL (Hyper-V firewall))', '172.27.80.1', { netmask: '255.255.240.0' }),
      on('vEthernet (Default Switch)', '172.18.224.1'),
      on('VMware Network Adapter VMnet8', '192.168.159.1', { mac: '00:50:56:c0:00:08' }),
      on('OpenVPN TAP-Windows6', '10.8.0.6'),
      on('Wi-Fi', 'fe80::1c2d:1'),
      on('Wi-Fi', '192.168.178.31'),
      on('Bluetooth Network Connection', '169.254.88.2'),
      on('Loopback Pseudo-Interface 1', '127.0.0.1'),
    ],
    wants: ['192.168.178.31'],
  },
  {
    machine: 'Windows whose card belongs to an external Hyper-V switch',
    routes: ['192.168.1.40'],
    has: [
      on('vEthernet (External Switch)', '192.168.1.40', { mac: '00:15:5d:01:02:03' }),
      on('vEthernet (Default Switch)', '172.29.16.1'),
    ],
    wants: ['192.168.1.40'],
  },
  {
    machine: 'Windows as its own hotspot beside a cable',
    routes: ['192.168.0.17'],
    has: [on('Local Area Connection* 10', '192.168.137.1'), on('Ethernet', '192.168.0.17')],
    wants: ['192.168.0.17', '192.168.137.1'],
  },
  {
    machine: 'Windows as its own hotspot, nothing else',
    routes: [],
    has: [on('Local Area Connection* 10', '192.168.137.1'), on('Wi-Fi', '169.254.10.10')],
    wants: ['192.168.137.1'],
  },
  {
    machine: 'macOS on wifi with iCloud relay, Tailscale, Parallels and AirDrop',
    routes: ['192.168.1.23'],
    has: [
      on('lo0', '127.0.0.1'),
      on('en0', 'fe80::14:1'),
      on('en0', '192.168.1.23'),
      on('awdl0', 'fe80::94f7:1'),
      on('utun3', '100.101.102.103', { netmask: '255.255.255.255' }),
      on('utun4', '10.2.0.2'),
      on('vnic0', '10.211.55.2'),
      on('bridge100', '192.168.64.1'),
    ],
    wants: ['192.168.1.23', '192.168.64.1'],
  },
  {
    machine: 'macOS with a full-tunnel VPN that took the default route',
    routes: ['10.96.0.5'],
    has: [on('utun6', '10.96.0.5'), on('en0', '10.0.1.8'), on('en7', '169.254.3.4')],
    wants: ['10.0.1.8'],
  },
  {
    machine: 'Linux with Docker, libvirt, WireGuard and two networks',
    routes: ['192.168.2.5'],
    has: [
      on('lo', '127.0.0.1'),
      on('docker0', '172.17.0.1', { mac: '02:42:ac:11:00:01' }),
      on('br-3f2a9c1b7d4e', '172.18.0.1', { mac: '02:42:0a:0b:0c:0d' }),
      on('veth12ab34', '172.18.0.9'),
      on('virbr0', '192.168.122.1'),
      on('wg0', '10.7.0.2'),
      on('wg-home', '10.7.1.2'),
      on('tun0', '10.8.0.2'),
      on('ztabcdef12', '10.147.17.3'),
      on('wwan0', '10.55.1.2'),
      on('enp3s0', '10.20.30.40'),
      on('wlp2s0', '192.168.2.5'),
    ],
    wants: ['192.168.2.5', '10.20.30.40'],
  },
  {
    machine: 'Linux without internet: wifi before a cable of the same kind of network',
    routes: [],
    has: [on('enp3s0', '192.168.1.9'), on('wlp2s0', '192.168.2.9')],
    wants: ['192.168.2.9', '192.168.1.9'],
  },
  {
    machine: 'Linux whose card belongs to a bridge',
    routes: ['192.168.1.2'],
    has: [on('br0', '192.168.1.2'), on('virbr0', '192.168.122.1')],
    wants: ['192.168.1.2'],
  },
  {
    machine: 'a laptop on an iPhone hotspot',
    routes: ['172.20.10.3'],
    has: [on('en0', '172.20.10.3', { netmask: '255.255.255.240' })],
    wants: ['172.20.10.3'],
  },
  {
    machine: 'a venue with public addresses',
    routes: ['203.0.113.7'],
    has: [on('eth0', '203.0.113.7')],
    wants: ['203.0.113.7'],
  },
  {
    machine: 'German Windows with a hotspot of its own and a VirtualBox',
    routes: ['192.168.178.40'],
    has: [
      on('LAN-Verbindung* 12', '192.168.137.1'),
      on('Ethernet 2', '192.168.56.1', { mac: '0a:00:27:00:00:05' }),
      on('Bluetooth-Netzwerkverbindung', '169.254.1.9'),
      on('WLAN', '192.168.178.40'),
    ],
    wants: ['192.168.178.40', '192.168.137.1'],
  },
  {
    machine: 'French Windows without internet',
    routes: [],
    has: [on('Connexion au réseau local* 2', '192.168.137.1'), on('Réseau sans fil', '192.168.1.30')],
    wants: ['192.168.1.30', '192.168.137.1'],
  },
  {
    machine: 'Russian Windows with a cable to an older network',
    routes: ['192.168.0.12'],
    has: [
      on('Подключение по локальной сети* 3', '192.168.137.1'),
      on('Беспроводная сеть', '192.168.0.12'),
      on('Radmin VPN', '26.10.20.30'),
    ],
    wants: ['192.168.0.12', '192.168.137.1'],
  },
  {
    machine: 'Japanese Windows',
    routes: ['192.168.11.5'],
    has: [on('ローカル エリア接続* 1', '192.168.137.1'), on('イーサネット', '192.168.11.5')],
    wants: ['192.168.11.5', '192.168.137.1'],
  },
  {
    machine: 'a machine that knows its routes by adapter',
    routes: ['wlp2s0'],
    has: [on('enp3s0', '192.168.1.9'), on('wlp2s0', '10.0.0.9')],
    wants: ['10.0.0.9', '192.168.1.9'],
  },
  { machine: 'nothing but loopback', routes: [], has: [on('lo', '127.0.0.1'), on('lo', '::1')], wants: [] },
]

function reachable(has: readonly AdapterAddress[], routes: readonly string[]): string[] {
  return sortAddresses(has, routes).reachable.map(({ address }) => address)
}

describe('sortAddresses', () => {
  it.each(cases)('$machine', ({ has, routes, wants }) => {
    expect(reachable(has, routes)).toEqual(wants)
    expect(reachable(has.toReversed(), routes)).toEqual(wants)
  })

  it('never shows an address that phones cannot reach, whatever the adapter', () => {
    const address = fc.constantFrom('169.254.1.2', '127.0.0.5', '0.0.0.0', '224.0.0.251', 'fe80::1', '::1')
    fc.assert(
      fc.property(fc.string(), address, (adapter, bad) => {
        expect(sortAddresses([on(adapter, bad)], [bad])).toEqual({ reachable: [], virtual: [] })
      }),
    )
  })

  it('keeps every other address, each once, in an order that does not hang on theirs', () => {
    const one = fc.record({
      adapter: fc.constantFrom('en0', 'Wi-Fi', 'utun3', 'docker0', 'Ethernet', 'bridge100'),
      address: fc.ipV4().filter((ip) => !/^(0|127|169\.254|22[4-9]|2[3-5]\d)\./.test(ip)),
    })
    const unique = fc.uniqueArray(one, { selector: ({ adapter, address }) => `${adapter} ${address}` })
    fc.assert(
      fc.property(unique, fc.array(fc.constantFrom('en0', 'utun3')), (list, routes) => {
        const has = list.map(({ adapter, address }) => on(adapter, address))
        const sorted = sortAddresses(has, routes)
        expect(sorted.reachable.length + sorted.virtual.length).toBe(has.length)
        expect(sortAddresses(has.toReversed(), routes)).toEqual(sorted)
        expect(sorted.virtual.every(({ adapter }) => /utun|docker/.test(adapter))).toBe(true)
      }),
    )
  })

  it('puts the routed adapter first, also when a VPN took the first route', () => {
    const has = [on('enp3s0', '192.168.1.9'), on('wlp2s0', '10.0.0.9'), on('tun0', '10.8.0.2')]
    expect(reachable(has, ['tun0', 'wlp2s0'])).toEqual(['10.0.0.9', '192.168.1.9'])
  })
})

describe('chooseAddress', () => {
  const both = sortAddresses([on('en0', '192.168.1.5'), on('en7', '10.0.0.5'), on('utun3', '10.8.0.2')], [])

  it('takes the best one by itself', () => {
    expect(chooseAddress(both, null)).toMatchObject({ address: { adapter: 'en0' }, missing: false })
  })

  it('keeps to what the DJ chose, even a tunnel', () => {
    expect(chooseAddress(both, 'en7')).toMatchObject({ address: { address: '10.0.0.5' }, missing: false })
    expect(chooseAddress(both, 'utun3')).toMatchObject({ address: { address: '10.8.0.2' }, missing: false })
  })

  it('stands in for an adapter that is gone, and says so', () => {
    const without = sortAddresses([on('en0', '192.168.1.5')], [])
    expect(chooseAddress(without, 'en7')).toMatchObject({ address: { adapter: 'en0' }, missing: true })
    expect(chooseAddress({ reachable: [], virtual: [] }, 'en7')).toEqual({ address: null, missing: true })
  })

  it('takes no tunnel by itself', () => {
    expect(chooseAddress({ reachable: [], virtual: both.virtual }, null).address).toBeNull()
  })
})
