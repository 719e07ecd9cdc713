import { AUTHORITATIVE_ANSWER, type DecodedPacket, decode, encode } from 'dns-packet'

/** One name, one IPv4 address: the few packets of mDNS (RFC 6762) that take. */
export type NameRecord = { readonly name: string; readonly address: string }

/** Seconds that others may remember the name. */
const lifetime = 120
/** For who asks once and doesn't listen to changes (RFC 6762, 6.7). */
const shortLifetime = 10

/** Known to dns-packet, not to its types. */
const anything = 'ANY' as 'A'

/** Asks whether anybody has the name, and tells what we would say (for the tie-break). */
export function probePacket(record: NameRecord): Buffer {
  return encode({
    type: 'query',
    questions: [{ name: record.name, type: anything, class: 'IN' }],
    authorities: [addressAnswer(record, lifetime)],
  })
}

export function announcePacket(record: NameRecord): Buffer {
  return encode({
    type: 'response',
    flags: AUTHORITATIVE_ANSWER,
    answers: [{ ...addressAnswer(record, lifetime), flush: true }],
    additionals: [nothingElse(record)],
  })
}

/** Takes the name back. */
export function goodbyePacket(record: NameRecord): Buffer {
  return encode({ type: 'response', flags: AUTHORITATIVE_ANSWER, answers: [addressAnswer(record, 0)] })
}

/** For a phone that asked from a port of its own, such as Android's: its question and id come back to it. */
export function replyPacket(record: NameRecord, question: MdnsPacket): Buffer {
  return encode({
    type: 'response',
    id: question.id,
    flags: AUTHORITATIVE_ANSWER,
    questions: [{ name: record.name, type: 'A', class: 'IN' }],
    answers: [addressAnswer(record, shortLifetime)],
  })
}

/** What a packet says about one name. */
export type MdnsPacket = {
  readonly id: number
  readonly kind: 'query' | 'response'
  /** The name is asked for. */
  readonly asked: boolean
  /** Addresses that the sender has, or in a probe would like to have, under this name. */
  readonly addresses: readonly string[]
}

/** `null` for what is no packet of DNS, or not about this name. */
export function readPacket(bytes: Buffer, name: string): MdnsPacket | null {
  let packet: DecodedPacket
  try {
    packet = decode(bytes)
  } catch {
    return null
  }
  const { id = 0, type, questions = [], answers = [], authorities = [] } = packet
  const asked = questions.some(
    (question) => isSame(question.name, name) && /^(A|AAAA|ANY)$/.test(question.type ?? ''),
  )
  const said = type === 'query' ? authorities : answers
  const addresses = said.flatMap((answer) =>
    answer.type === 'A' && isSame(answer.name, name) && answer.ttl !== 0 ? [answer.data] : [],
  )
  if (!asked && addresses.length === 0) return null
  return { id, kind: type === 'query' ? 'query' : 'response', asked, addresses }
}

function addressAnswer({ name, address }: NameRecord, ttl: number) {
  return { type: 'A', name, class: 'IN', ttl, data: address } as const
}

/** There is no IPv6 address to wait for. */
function nothingElse({ name }: NameRecord) {
  const data = { nextDomain: name, rrtypes: ['A'] }
  return { type: 'NSEC', name, class: 'IN', ttl: lifetime, flush: true, data } as const
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b
}
