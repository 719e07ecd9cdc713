import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import type { Lan } from '../services/ports.ts'
import { createLan } from './lan.ts'

let lan: Lan | undefined
afterEach(() => lan?.close())

function ipv4(address: string): NetworkInterfaceInfo {
  return {
    address,
    netmask: '255.255.255.0',
    family: 'IPv4',
    mac: '3c:22:fb:12:34:56',
    internal: false,
    cidr: `${address}/24`,
  }
}

describe('createLan', () => {
  it('lists addresses of this very machine, none of them loopback', () => {
    lan = createLan()
    const own = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
    const { reachable, virtual } = lan.addresses()
    for (const { address } of [...reachable, ...virtual]) {
      expect(own.find((each) => each.address === address)?.internal).toBe(false)
    }
  })

  it('knows the addresses at once, and prefers the one towards the internet a moment later', async () => {
    let heard = 0
    lan = createLan({
      interfaces: () => ({ en0: [ipv4('192.168.1.5')], en7: [ipv4('10.0.0.5')] }),
      ownAddress: async () => '10.0.0.5',
      defaultRoutes: async () => ['en7'],
    })
    lan.onChange(() => {
      heard += 1
    })
    expect(lan.addresses().reachable.map(({ adapter }) => adapter)).toEqual(['en0', 'en7'])
    await eventually(() => expect(heard).toBe(1))
    expect(lan.addresses().reachable.map(({ adapter }) => adapter)).toEqual(['en7', 'en0'])
  })

  it('tells of another network, and of none; not of no change', async () => {
    let has: NodeJS.Dict<NetworkInterfaceInfo[]> = { 'Wi-Fi': [ipv4('192.168.1.5')] }
    let looks = 0
    const heard: string[][] = []
    const watched = createLan({
      pollMs: 5,
      interfaces: () => {
        looks += 1
        return has
      },
      ownAddress: async () => null,
      defaultRoutes: async () => [],
    })
    lan = watched
    watched.onChange(() => heard.push(watched.addresses().reachable.map(({ address }) => address)))
    await eventually(() => expect(looks).toBeGreaterThan(3))
    expect(heard).toEqual([])
    has = { 'Wi-Fi': [ipv4('192.168.7.9')] }
    await eventually(() => expect(heard).toEqual([['192.168.7.9']]))
    has = {}
    await eventually(() => expect(heard).toEqual([['192.168.7.9'], []]))
  })

  it('asks the system’s table only when something changed, and does without where it cannot be read', async () => {
    let own: string | null = '10.0.0.5'
    let looks = 0
    let asked = 0
    lan = createLan({
      pollMs: 5,
      interfaces: () => ({ en0: [ipv4('192.168.1.5')], en7: [ipv4('10.0.0.5')] }),
      ownAddress: async () => {
        looks += 1
        return own
      },
      defaultRoutes: async () => {
        asked += 1
        return []
      },
    })
    const watched = lan
    await eventually(() => expect(looks).toBeGreaterThan(3))
    expect(asked).toBe(1)
    expect(watched.addresses().reachable[0]?.adapter).toBe('en7')
    own = '192.168.1.5'
    await eventually(() => expect(watched.addresses().reachable[0]?.adapter).toBe('en0'))
    expect(asked).toBe(2)
  })
})
