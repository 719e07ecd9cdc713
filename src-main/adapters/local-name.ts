import type { LocalName, Log } from '../services/ports.ts'
import {
  announcePacket,
  goodbyePacket,
  type MdnsPacket,
  type NameRecord,
  probePacket,
  readPacket,
  replyPacket,
} from './mdns-packets.ts'
import { type Multicast, mdnsPort, type OpenMulticast, type Sender } from './multicast.ts'

type Options = { readonly open: OpenMulticast; readonly log: Log }

/** RFC 6762, 8.1 and 8.3: three questions, 250 ms apart, then the name is announced twice. */
const probes = 3
const probeMs = 250
const announceAgainMs = 1_000
/** Consoles on one network; beyond that there is no name, only the address. */
const mostNames = 9
/** Nobody who asks us over and over makes us shout. */
const answersPerSecond = 20

type Claim = {
  readonly address: string
  number: number
  record: NameRecord
  phase: 'asking' | 'ours'
  asked: number
  /** How many were given since `countedFrom`, which is a second ago at most. */
  answers: number
  countedFrom: number
  timer?: NodeJS.Timeout | undefined
  multicast?: Multicast
}

/** `cueline.local`, or `cueline-2.local` where another console has that; an extra beside the address. */
export function createLocalName({ open, log }: Options): LocalName {
  const listeners = new Set<() => void>()
  let claim: Claim | null = null
  let shown: string | null = null

  function show(name: string | null): void {
    if (name === shown) return
    shown = name
    for (const listener of listeners) listener()
  }

  function announce(address: string | null): void {
    if (address === (claim?.address ?? null)) return
    give()
    if (address === null) return
    const next: Claim = {
      address,
      number: 1,
      record: recordOf(1, address),
      phase: 'asking',
      asked: 0,
      answers: 0,
      countedFrom: 0,
    }
    claim = next
    open(address, {
      packet: (packet, from) => hear(next, packet, from),
      failed: (error) => fail(next, error),
    }).then(
      (multicast) => {
        if (claim !== next) return multicast.close()
        next.multicast = multicast
        ask(next)
      },
      (error) => fail(next, error),
    )
  }

  /** Takes the name back and ends; the one way out. */
  function give(): void {
    if (claim === null) return
    clearTimeout(claim.timer)
    if (claim.phase === 'ours') claim.multicast?.send(goodbyePacket(claim.record))
    claim.multicast?.close()
    claim = null
    show(null)
  }

  function fail(failed: Claim, error: unknown): void {
    if (claim !== failed) return
    log.info('This computer has no name on the network, only its address', { error })
    clearTimeout(failed.timer)
    failed.multicast?.close()
    // Kept as tried: with another address it is tried again.
    delete failed.multicast
    failed.phase = 'asking'
    show(null)
  }

  function ask(asking: Claim): void {
    asking.asked += 1
    asking.multicast?.send(probePacket(asking.record))
    later(asking, probeMs, () => (asking.asked < probes ? ask(asking) : own(asking)))
  }

  function own(owner: Claim): void {
    owner.phase = 'ours'
    owner.multicast?.send(announcePacket(owner.record))
    later(owner, announceAgainMs, () => owner.multicast?.send(announcePacket(owner.record)))
    show(owner.record.name)
  }

  /** From the first question on, with the same name or with the next. */
  function askAnew(asking: Claim, number: number): void {
    clearTimeout(asking.timer)
    show(null)
    if (number > mostNames) {
      fail(asking, new Error('every name is taken'))
      return
    }
    asking.number = number
    asking.record = recordOf(number, asking.address)
    asking.phase = 'asking'
    asking.asked = 0
    later(asking, probeMs, () => ask(asking))
  }

  function hear(hearing: Claim, bytes: Buffer, from: Sender): void {
    if (claim !== hearing || hearing.multicast === undefined) return
    const packet = readPacket(bytes, hearing.record.name)
    if (packet === null) return
    const others = packet.addresses.filter((address) => address !== hearing.address)
    if (hearing.phase === 'ours') {
      if (packet.kind === 'query') answer(hearing, packet, from)
      // Two have it, who did not hear each other before: whoever is asked first by the other keeps it.
      else if (others.length > 0) askAnew(hearing, hearing.number)
      return
    }
    const lost = packet.kind === 'response' || others.some((address) => isLater(address, hearing.address))
    if (others.length > 0 && lost) askAnew(hearing, hearing.number + 1)
  }

  function answer(owner: Claim, packet: MdnsPacket, from: Sender): void {
    const now = performance.now()
    if (now - owner.countedFrom >= 1_000) {
      owner.countedFrom = now
      owner.answers = 0
    }
    if (!packet.asked || owner.answers >= answersPerSecond) return
    owner.answers += 1
    if (from.port === mdnsPort) owner.multicast?.send(announcePacket(owner.record))
    else owner.multicast?.send(replyPacket(owner.record, packet), from)
  }

  function later(waiting: Claim, ms: number, work: () => void): void {
    waiting.timer = setTimeout(() => claim === waiting && waiting.multicast && work(), ms)
    waiting.timer.unref()
  }

  return {
    announce,
    name: () => shown,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      listeners.clear()
      give()
    },
  }
}

function recordOf(number: number, address: string): NameRecord {
  return { name: number === 1 ? 'cueline.local' : `cueline-${number}.local`, address }
}

/** Of two who ask for a name at the same moment the one with the later address gets it (RFC 6762, 8.2). */
function isLater(address: string, than: string): boolean {
  return Buffer.compare(bytesOf(address), bytesOf(than)) > 0
}

function bytesOf(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number))
}
