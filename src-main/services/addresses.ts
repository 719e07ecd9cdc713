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

/**
 * What is kept of a guest's address: HMAC-SHA-256 with a key of the night. All servers of a night use the same key; once
 * it is destroyed, nobody can tell any more which address a hash was made of.
 */
export function createAddresses({ database, live, randomToken }: Deps) {
  let held: { readonly eventId: string; readonly key: Promise<string> } | null = null

  function keyOf({ id, userId }: Event): Promise<string> {
    if (held?.eventId === id) return held.key
    const key = database.withTenant({ role: 'dj', userId }, (tx) =>
      addressKeysIn(tx).keep({ eventId: id, userId, key: randomToken(keyBytes) }),
    )
    const mine = { eventId: id, key }
    held = mine
    // Whoever comes next tries again.
    key.catch(() => {
      if (held === mine) held = null
    })
    return key
  }

  return {
    /** Hex; `null` while no night is open. IPv6 comes cut to its /64. */
    async hash(address: string): Promise<string | null> {
      const event = live.night()?.event
      if (!event) return null
      return createHmac('sha256', await keyOf(event))
        .update(address)
        .digest('hex')
    },

    /** The key was destroyed: what comes after gets another one. */
    drop(): void {
      held = null
    },
  }
}
