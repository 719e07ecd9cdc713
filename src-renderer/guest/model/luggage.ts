import { createApi, type Outcome } from './api.ts'
import type { Box, Device } from './device.ts'
import { nicknameKey } from './joining.ts'
import { entryPrefix, readEntry } from './outbox.ts'
import { type Guest, listOf, loose, readGuest, text } from './read.ts'

/** What a phone takes along when the laptop has another address: browsers keep things for one address alone. */

export const tokenKey = 'cueline.token'
export const quietKey = 'cueline.quiet'
const luggageKey = 'cueline.luggage'
const own = 'cueline.'
const mark = 'move='

/** Everything that this page keeps, for itself at another address. In the fragment of a link no server sees it. */
export function packLuggage(local: Box): string {
  const pairs = local.keys().map((key) => [key, local.get(key)])
  return mark + encodeURIComponent(JSON.stringify(pairs.filter(([key]) => key?.startsWith(own))))
}

/** What may be taken over of it: whoever can send a link can have written it. */
export function unpackLuggage(packed: string): ReadonlyMap<string, string> {
  try {
    return new Map(listOf(JSON.parse(decodeURIComponent(packed.slice(mark.length))), readPair))
  } catch {
    return new Map()
  }
}

function readPair(pair: unknown): readonly [string, string] | null {
  const [key = '', value = ''] = Array.isArray(pair) ? pair.map(text) : []
  return isOurs(key, value) ? [key, value] : null
}

function isOurs(key: string, value: string): boolean {
  if (key === tokenKey) return /^[\w-]{22,128}$/.test(value)
  if (key === nicknameKey) return value.length < 100
  if (key === quietKey) return value === '1'
  const entry = readEntry(value)
  return entry !== null && key === entryPrefix + entry.id
}

/** The other end: what a link brought waits here, also over a reload, until the laptop has said whose it is. */
export function createArrival(device: Device, brought: string) {
  const { local } = device
  if (unpackLuggage(brought).has(tokenKey)) local.set(luggageKey, brought)
  const luggage = () => unpackLuggage(local.get(luggageKey) ?? '')

  return {
    isWaiting: () => local.get(luggageKey) !== null,
    /** Asks the laptop about that session; `null` without one. */
    ask(): Promise<Outcome> | null {
      const token = luggage().get(tokenKey)
      return token ? createApi(device, () => token)('GET', '/api/event') : null
    },
    /**
     * Takes everything over, and answers the guest, if the laptop knows that session and nobody else here (`known`): a link
     * from a stranger turns nobody who has joined into another guest. Otherwise forgets it, once the laptop can say so:
     * one that is busy, or has no night open yet, is asked again.
     */
    settle(asked: Outcome, known: Guest | null): Guest | null {
      const body = asked.kind === 'done' ? loose(asked.body) : {}
      if (!body.title) return null
      const found = luggage()
      local.remove(luggageKey)
      const guest = readGuest(body.guest)
      if (!guest || (known && known.id !== guest.id)) return null
      for (const [key, value] of found) local.set(key, value)
      return guest
    },
  }
}
