import { decode, encode } from 'dns-packet'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LocalName, Log } from '../services/ports.ts'
import { createLocalName } from './local-name.ts'
import { readPacket } from './mdns-packets.ts'
import type { MulticastEvents, OpenMulticast, Sender } from './multicast.ts'

/** One wifi: what one sends all hear, as multicast does; nothing leaves this test. */
function aWifi() {
  const members = new Map<string, MulticastEvents>()
  const answers: { readonly packet: ReturnType<typeof decode>; readonly to: Sender }[] = []
  const sent: ReturnType<typeof decode>[] = []
  const open: OpenMulticast = async (address, events) => {
    members.set(address, events)
    return {
      send(packet, to) {
        if (to) answers.push({ packet: decode(packet), to })
        else say(packet, { address, port: 5353 })
      },
      close: () => void members.delete(address),
    }
  }
  function say(packet: Buffer, from: Sender): void {
    sent.push(decode(packet))
    for (const events of [...members.values()]) events.packet(packet, from)
  }
  return { open, say, members, answers, sent }
}

const quiet: Log = { info() {}, warn() {}, error() {} }
const names: LocalName[] = []

function aConsole(wifi: ReturnType<typeof aWifi>): LocalName {
  const name = createLocalName({ open: wifi.open, log: quiet })
  names.push(name)
  return name
}

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const ask = (name: string, type: 'A' | 'AAAA' = 'A') =>
  encode({ type: 'query', id: 77, questions: [{ name, type, class: 'IN' }] })

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(async () => {
  await Promise.all(names.splice(0).map((name) => name.close()))
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

test('asks first whether the name is free, then has it and answers to it', async () => {
  const wifi = aWifi()
  const name = aConsole(wifi)
  const heard = vi.fn()
  name.onChange(heard)
  name.announce('192.168.1.20')
  await wait(500)
  expect(name.name()).toBeNull()
  expect(wifi.sent.every(({ type }) => type === 'query')).toBe(true)
  await wait(500)
  expect(name.name()).toBe('cueline.local')
  expect(heard).toHaveBeenCalledTimes(1)
  await wait(2_000)
  wifi.sent.length = 0
  wifi.say(ask('Cueline.local'), { address: '192.168.1.77', port: 5353 })
  expect(wifi.sent[1]).toMatchObject({ type: 'response', answers: [{ type: 'A', data: '192.168.1.20' }] })
})

test('a phone that asks from a port of its own is answered there, with its id', async () => {
  const wifi = aWifi()
  const name = aConsole(wifi)
  name.announce('192.168.1.20')
  await wait(2_000)
  const phone = { address: '192.168.1.77', port: 40_123 }
  wifi.say(ask('cueline.local'), phone)
  expect(wifi.answers).toMatchObject([
    {
      to: phone,
      packet: { id: 77, questions: [{ name: 'cueline.local' }], answers: [{ data: '192.168.1.20' }] },
    },
  ])
  wifi.say(ask('printer.local'), phone)
  expect(wifi.answers).toHaveLength(1)
})

test('a second console on the same network gets the next name', async () => {
  const wifi = aWifi()
  const first = aConsole(wifi)
  first.announce('192.168.1.20')
  await wait(2_000)
  const second = aConsole(wifi)
  second.announce('192.168.1.10')
  await wait(3_000)
  expect([first.name(), second.name()]).toEqual(['cueline.local', 'cueline-2.local'])
})

test('two that start at the same moment come to terms', async () => {
  const wifi = aWifi()
  const [one, other] = [aConsole(wifi), aConsole(wifi)]
  one.announce('192.168.1.20')
  other.announce('192.168.1.30')
  await wait(3_000)
  expect([one.name(), other.name()]).toEqual(['cueline-2.local', 'cueline.local'])
})

test('two networks that become one come to terms', async () => {
  const [here, there] = [aWifi(), aWifi()]
  const [one, other] = [aConsole(here), aConsole(there)]
  one.announce('192.168.1.20')
  other.announce('192.168.1.30')
  await wait(3_000)
  expect([one.name(), other.name()]).toEqual(['cueline.local', 'cueline.local'])
  const [ours, theirs] = [here.members.get('192.168.1.20'), there.members.get('192.168.1.30')]
  if (!ours || !theirs) throw new Error('nobody is there')
  here.members.set('192.168.1.30', theirs)
  there.members.set('192.168.1.20', ours)
  here.say(ask('cueline.local'), { address: '192.168.1.77', port: 5353 })
  await wait(5_000)
  expect(new Set([one.name(), other.name()]).size).toBe(2)
})

test('another address takes the name along; none takes it back', async () => {
  const wifi = aWifi()
  const name = aConsole(wifi)
  name.announce('192.168.1.20')
  await wait(2_000)
  name.announce('192.168.7.9')
  expect(name.name()).toBeNull()
  await wait(2_000)
  expect(name.name()).toBe('cueline.local')
  expect([...wifi.members.keys()]).toEqual(['192.168.7.9'])
  name.announce(null)
  expect(name.name()).toBeNull()
  expect(wifi.members.size).toBe(0)
  expect(wifi.sent.at(-1)).toMatchObject({ answers: [{ ttl: 0, data: '192.168.7.9' }] })
})

test('where multicast cannot be had there is no name and no harm; with another address it is tried again', async () => {
  const wifi = aWifi()
  let works = false
  const name = createLocalName({
    open: (address, events) => (works ? wifi.open(address, events) : Promise.reject(new Error('EADDRINUSE'))),
    log: quiet,
  })
  names.push(name)
  name.announce('192.168.1.20')
  await wait(3_000)
  expect(name.name()).toBeNull()
  works = true
  name.announce('192.168.7.9')
  await wait(3_000)
  expect(name.name()).toBe('cueline.local')
  wifi.members.get('192.168.7.9')?.failed(new Error('ENETDOWN'))
  expect(name.name()).toBeNull()
})

test('whatever comes in on the group does no harm', async () => {
  const wifi = aWifi()
  const name = aConsole(wifi)
  name.announce('192.168.1.20')
  await wait(2_000)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      wifi.members.get('192.168.1.20')?.packet(Buffer.from(bytes), { address: '192.168.1.66', port: 5353 })
      expect(readPacket(Buffer.from(bytes), 'cueline.local')).toBeNull()
    }),
  )
  expect(name.name()).toBe('cueline.local')
  for (let call = 0; call < 500; call += 1) {
    wifi.say(ask('cueline.local'), { address: '192.168.1.66', port: 40_000 })
  }
  expect(wifi.answers.length).toBeLessThanOrEqual(20)
  await wait(1_000)
})
