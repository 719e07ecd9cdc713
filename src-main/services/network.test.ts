import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type LanAddresses, sortAddresses } from '../core/lan-address.ts'
import { createNetwork } from './network.ts'
import type { Lan, LocalName, Log, SettingsFile } from './ports.ts'
import { createSettings } from './settings.ts'

const quiet: Log = { info() {}, warn() {}, error() {} }

function has(adapters: Readonly<Record<string, string>>): LanAddresses {
  const all = Object.entries(adapters).map(([adapter, address]) => ({
    adapter,
    address,
    family: 'IPv4' as const,
    netmask: '255.255.255.0',
    mac: '3c:22:fb:12:34:56',
    internal: false,
  }))
  return sortAddresses(all, [])
}

function aFile(): SettingsFile {
  let kept: unknown = {}
  return {
    read: async () => kept,
    write: async (value) => {
      kept = value
    },
  }
}

/** A laptop whose networks the test changes as a person would. */
async function aLaptop({ host = '0.0.0.0', file = aFile(), names = [] as string[] } = {}) {
  let now = has({ 'Wi-Fi': '192.168.1.20', Ethernet: '10.0.0.9' })
  let changed = () => {}
  const announced: (string | null)[] = []
  const lan: Lan = {
    addresses: () => now,
    onChange: (listener) => {
      changed = listener
      return () => {}
    },
    close() {},
  }
  const localName: LocalName = {
    announce: (address) => void announced.push(address),
    name: () => (announced.at(-1) ? 'cueline.local' : null),
    onChange: () => () => {},
    close: async () => {},
  }
  const network = createNetwork({
    lan,
    localName,
    settings: createSettings(file),
    clock: Date.now,
    log: quiet,
    host,
    names,
    touch() {},
  })
  await network.load()
  return {
    network,
    announced,
    file,
    move(adapters: Readonly<Record<string, string>>) {
      now = has(adapters)
      changed()
    },
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('guests get the best address, once the door is open', async () => {
  const { network } = await aLaptop()
  expect(network.url()).toBeNull()
  network.serving(4747)
  expect(network.url()).toBe('http://192.168.1.20:4747')
  expect(network.nameUrl()).toBe('http://cueline.local:4747')
  expect(network.hosts()).toEqual(['192.168.1.20', '10.0.0.9', 'cueline.local'])
})

test('the DJ’s choice sticks by the adapter’s name, over restarts, other addresses and its absence', async () => {
  const first = await aLaptop()
  first.network.serving(4747)
  await first.network.choose('Ethernet')
  expect(first.network.url()).toBe('http://10.0.0.9:4747')

  const { network, move } = await aLaptop({ file: first.file })
  network.serving(4748)
  expect(network.url()).toBe('http://10.0.0.9:4748')
  move({ 'Wi-Fi': '192.168.1.20', Ethernet: '10.0.0.77' })
  expect([network.url(), network.missing()]).toEqual(['http://10.0.0.77:4748', false])
  move({ 'Wi-Fi': '192.168.1.20' })
  expect([network.url(), network.missing()]).toEqual(['http://192.168.1.20:4748', true])
  move({ 'Wi-Fi': '192.168.1.20', Ethernet: '10.0.0.77' })
  expect([network.url(), network.missing()]).toEqual(['http://10.0.0.77:4748', false])
  await network.choose(null)
  expect(network.url()).toBe('http://192.168.1.20:4748')
})

test('a change in the middle of the night is told, for a while; a chosen one is not', async () => {
  const { network, move, announced } = await aLaptop()
  move({ 'Wi-Fi': '192.168.1.21' })
  expect(network.change()).toBeNull()
  network.serving(4747)
  await network.choose('Ethernet')
  await network.choose(null)
  expect(network.change()).toBeNull()
  move({ 'Wi-Fi': '192.168.7.9' })
  expect(network.change()?.words).toContain('is now at 192.168.7.9. Guests scan the new code.')
  expect(network.change()?.words).toContain('or come back when it is at 192.168.1.21 again')
  expect(announced.at(-1)).toBe('192.168.7.9')
  expect(network.hosts()).toEqual(['192.168.7.9', 'cueline.local'])
  move({})
  expect(network.url()).toBeNull()
  expect(network.change()?.words).toContain('left its network')
  expect(announced.at(-1)).toBeNull()
  vi.advanceTimersByTime(5 * 60_000)
  expect(network.change()).toBeNull()
})

test('another adapter that comes and goes is no news', async () => {
  const { network, move } = await aLaptop()
  network.serving(4747)
  move({ 'Wi-Fi': '192.168.1.20' })
  expect(network.change()).toBeNull()
})

test('bound to one address by wish, that one is shown and no name is announced', async () => {
  const { network, announced, move } = await aLaptop({ host: '10.0.0.9' })
  network.serving(4747)
  expect(network.url()).toBe('http://10.0.0.9:4747')
  move({ 'Wi-Fi': '192.168.7.9' })
  expect(network.change()).toBeNull()
  expect(announced).toEqual([])
})

test('the names that stay are those that were configured and the announced one, while the door is open', async () => {
  const { network, move } = await aLaptop({ names: ['dj.test', 'a b;'] })
  expect(network.alsoAt()).toEqual([])
  network.serving(4747)
  expect(network.alsoAt()).toEqual(['http://dj.test:4747', 'http://cueline.local:4747'])
  move({})
  expect(network.alsoAt()).toEqual(['http://dj.test:4747'])
})

test('a door that closes takes the name back', async () => {
  const { network, announced } = await aLaptop()
  network.serving(4747)
  network.serving(null)
  expect(announced.at(-1)).toBeNull()
  expect(network.url()).toBeNull()
})
