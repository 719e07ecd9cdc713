import { createHmac } from 'node:crypto'
import { addressKeysIn } from '../../db/address-keys.ts'
import type { Database } from '../../db/open-database.ts'
import type { Event } from '../core/event.ts'
import type { Live } from '../live.ts'
import type { RandomToken } from './ports.ts'

type Deps = { readonly database: Database; readonly live: Live; readonly randomToken: RandomToken }

export type Addresses = ReturnType<typeof createAddresses>

/** 256 bits. */
const keyBytes = 32

/** A room's phones mostly share a few addresses: each is hashed once. */
const mostHashes = 2_000

type Held = {
  readonly eventId: string
  readonly key: Promise<string>
  /** By address; in memory alone, and gone with the key. */
  readonly hashes: Map<string, string>
}

/**
 * What is kept of a guest's address: HMAC-SHA-256 with a key of the night. All servers of a night use the same key; once
 * it is destroyed, nobody can tell any more which address a hash was made of.
 */
export function createAddresses({ database, live, randomToken }: Deps) {
  let held: Held | null = null

  function keyOf({ id, userId }: Event): Held {
    if (held?.eventId === id) return held
    const key = database.withTenant({ role: 'dj', userId }, (tx) =>
      addressKeysIn(tx).keep({ eventId: id, userId, key: randomToken(keyBytes) }),
    )
    const mine = { eventId: id, key, hashes: new Map() }
    held = mine
    // Whoever comes next tries again.
    key.catch(() => {
      if (held === mine) held = null
    })
    return mine
  }

  return {
    /** Hex; `null` while no night is open. IPv6 comes cut to its /64. */
    async hash(address: string): Promise<string | null> {
      const event = live.night()?.event
      if (!event) return null
      const { key, hashes } = keyOf(event)
      const known = hashes.get(address)
      if (known !== undefined) return known
      const hash = createHmac('sha256', await key)
        .update(address)
        .digest('hex')
      if (hashes.size >= mostHashes) hashes.clear()
      hashes.set(address, hash)
      return hash
    },

    /** The key was destroyed: what comes after gets another one. */
    drop(): void {
      held = null
    },
  }
}
