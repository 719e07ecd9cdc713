import { randomBytes, randomInt } from 'node:crypto'
import type { Database } from '../db/open-database.ts'
import type { Live } from './live.ts'
import { createAccounts } from './services/accounts.ts'
import { createGuests } from './services/guests.ts'
import { createNights } from './services/nights.ts'
import { createPlayback } from './services/playback.ts'
import type { Catalogue, Hasher, Keychain, Log } from './services/ports.ts'
import { createRequests } from './services/requests.ts'
import type { Session } from './services/session.ts'
import type { MachineSettings } from './services/settings.ts'

type Outside = {
  readonly database: Database
  readonly live: Live
  readonly session: Session
  readonly settings: MachineSettings
  readonly catalogue: Catalogue
  readonly hasher: Hasher
  readonly keychain: Keychain
  readonly log: Log
}

export type Services = ReturnType<typeof createServices>

/** Everything that the app does, over one open database. */
export function createServices(outside: Outside) {
  const deps = {
    ...outside,
    clock: Date.now,
    randomToken: (bytes: number) => randomBytes(bytes).toString('base64url'),
    randomBelow: (below: number) => randomInt(below),
  }
  return {
    ...outside,
    accounts: createAccounts(deps),
    nights: createNights(deps),
    guests: createGuests(deps),
    requests: createRequests(deps),
    playback: createPlayback(deps),
  }
}
