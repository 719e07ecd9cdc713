import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { eventually } from '../tests/support/eventually.ts'
import { createLan } from './adapters/lan.ts'
import { createLocalName } from './adapters/local-name.ts'
import { lanView } from './projections/lan-view.ts'
import { call, join, openTestServer } from './server/test-door.ts'
import { createNetwork } from './services/network.ts'
import { createSelfTest } from './services/self-test.ts'
import { createSettings } from './services/settings.ts'
import { createVenueWifi } from './services/wifi.ts'
import { quiet } from './testing/a-console.ts'
import { aNight } from './testing/builders.ts'

function ipv4(address: string): NetworkInterfaceInfo {
  const mac = '3c:22:fb:12:34:56'
  return { address, netmask: '255.255.255.0', family: 'IPv4', mac, internal: false, cidr: `${address}/24` }
}

/** All that follows the address, over interfaces that the test makes up; no packet leaves this machine. */
async function aLaptop(first: Record<string, string>) {
  let has = first
  let touched = 0
  const touch = () => {
    touched += 1
  }
  const lan = createLan({
    pollMs: 5,
    interfaces: () => Object.fromEntries(Object.entries(has).map(([name, at]) => [name, [ipv4(at)]])),
    ownAddress: async () => null,
    defaultRoutes: async () => [],
  })
  const localName = createLocalName({ open: () => Promise.reject(new Error('no multicast')), log: quiet })
  const settings = createSettings({ read: async () => ({}), write: async () => {} })
  const network = createNetwork({
    lan,
    localName,
    settings,
    clock: () => 1,
    log: quiet,
    host: '0.0.0.0',
    names: [],
    touch,
  })
  const memory = new Map<string, string>()
  const keychain = {
    get: async (name: string) => memory.get(name) ?? null,
    set: async (name: string, secret: string) => void memory.set(name, secret),
    remove: async (name: string) => void memory.delete(name),
    kind: () => 'memory' as const,
    isWaiting: () => false,
  }
  const wifi = createVenueWifi({ settings, keychain, touch })
  const selfTest = createSelfTest({
    randomToken: () => 'token',
    url: network.url,
    facts: () => ({
      door: 'open',
      port: 1,
      address: network.address(),
      onlyVirtual: false,
      platform: 'linux',
    }),
    touch,
  })
  const server = await openTestServer({ movingHosts: network.hosts, selfTest })
  network.serving(server.port)
  return {
    server,
    selfTest,
    touched: () => touched,
    view: () => lanView({ network, wifi, selfTest }, { event: aNight() }, false),
    move(next: Record<string, string>) {
      has = next
    },
    async [Symbol.asyncDispose]() {
      network.stop()
      selfTest.stop()
      lan.close()
      await localName.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

test('another network in the middle of the night: a new code, new hosts, the same guests', async () => {
  await using laptop = await aLaptop({ 'Wi-Fi': '192.168.1.20' })
  const { server, view } = laptop
  const at = (address: string) => ({ host: `${address}:${server.port}` })
  const token = await join(server)
  const search = async (address: string) =>
    (
      await call(server, 'GET', '/api/tracks?q=a', {
        headers: { ...at(address), authorization: `Bearer ${token}` },
      })
    ).status
  expect(view().joinUrl).toBe(`http://192.168.1.20:${server.port}/#bp_AAAAAAAAAAAAAAAAAAAAAA`)
  expect(await search('192.168.1.20')).toBe(200)
  expect(await search('192.168.7.9')).toBe(421)

  const before = laptop.touched()
  laptop.move({ 'Wi-Fi': '192.168.7.9' })
  await eventually(() => expect(view().url).toBe(`http://192.168.7.9:${server.port}`))
  expect(laptop.touched()).toBeGreaterThan(before)
  expect(view().joinUrl).toContain('192.168.7.9')
  expect(view().change?.words).toContain('Guests scan the new code')
  expect(await search('192.168.7.9')).toBe(200)
  expect(await search('192.168.1.20')).toBe(421)

  // A page that is still open at the old address may ask whether we are here now.
  const origin = `http://192.168.1.20:${server.port}`
  const headers = { ...at('192.168.7.9'), origin }
  const asked = await call(server, 'GET', '/api/health', { headers })
  expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([200, origin])
})

test('a real page, a real phone’s call: the test with a phone sees it arrive', async () => {
  await using laptop = await aLaptop({ 'Wi-Fi': '192.168.1.20' })
  laptop.selfTest.start()
  const { pathname } = new URL(laptop.view().selfTest?.url ?? '')
  const iPhone = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)' }
  expect((await call(laptop.server, 'GET', pathname, { headers: iPhone })).status).toBe(200)
  const headers = { origin: laptop.server.origin }
  await call(laptop.server, 'POST', pathname, { headers, body: { roundTripMs: 41 } })
  expect(laptop.view().selfTest?.seen).toEqual([{ phone: 'iPhone', roundTripMs: 41 }])
  laptop.selfTest.stop()
  expect((await call(laptop.server, 'GET', pathname, { headers: iPhone })).status).toBe(404)
})
