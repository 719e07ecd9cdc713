import { randomBytes, randomInt } from 'node:crypto'
import type { Database } from '../db/open-database.ts'
import type { Live } from './live.ts'
import { createAccountRecovery } from './services/account-recovery.ts'
import { createAccounts } from './services/accounts.ts'
import { createAddresses } from './services/addresses.ts'
import { createExpiry } from './services/expiry.ts'
import { createGuestList } from './services/guest-list.ts'
import { createGuests } from './services/guests.ts'
import { createImported } from './services/imported.ts'
import { createJoinLink } from './services/join-link.ts'
import { createMail } from './services/mail.ts'
import { createNightLife } from './services/night-life.ts'
import { createNights } from './services/nights.ts'
import { createOwnAccount } from './services/own-account.ts'
import { createPasswords } from './services/passwords.ts'
import { createPlayback } from './services/playback.ts'
import type { Catalogue, Clock, Hasher, Keychain, Log, Mailer, SessionTokens } from './services/ports.ts'
import { createRequests } from './services/requests.ts'
import type { Session } from './services/session.ts'
import { createSessions } from './services/sessions.ts'
import type { MachineSettings } from './services/settings.ts'
import { createSignIn } from './services/sign-in.ts'
import { createSpotifyTokens } from './services/spotify-tokens.ts'
import { createThrottle } from './services/throttle.ts'
import { createUsers } from './services/users.ts'

type Outside = {
  readonly database: Database
  readonly live: Live
  readonly session: Session
  readonly settings: MachineSettings
  readonly catalogue: Catalogue
  readonly hasher: Hasher
  readonly keychain: Keychain
  readonly tokens: SessionTokens
  readonly mailer: Mailer
  /** What this computer is called. */
  readonly computer: string
  readonly clock: Clock
  readonly log: Log
}

export type Services = ReturnType<typeof createServices>

/** Everything that the app does, over one open database. */
export function createServices(outside: Outside) {
  const deps = {
    ...outside,
    randomToken: (bytes: number) => randomBytes(bytes).toString('base64url'),
    randomBelow: (below: number) => randomInt(below),
  }
  const nights = createNights(deps)
  const addresses = createAddresses(deps)
  return {
    ...outside,
    ...accountServices(deps),
    nights,
    nightLife: createNightLife({ ...deps, nights }),
    imported: createImported({ ...deps, nights }),
    addresses,
    expiry: createExpiry({ ...deps, nights, addresses }),
    guests: createGuests(deps),
    guestList: createGuestList(deps),
    joinLink: createJoinLink({ ...deps, nights }),
    requests: createRequests(deps),
    playback: createPlayback(deps),
  }
}

type Deps = Outside & { readonly randomToken: (bytes: number) => string }

/** Who may work here. Each is given what the ones before it do. */
function accountServices(outside: Deps) {
  const throttle = createThrottle(outside.clock)
  const passwords = createPasswords(outside)
  const mail = createMail(outside)
  const sessions = createSessions({ ...outside, spotifyTokens: createSpotifyTokens(outside) })
  const deps = { ...outside, throttle, passwords, mail, sessions }
  const recovery = createAccountRecovery(deps)
  return {
    mail,
    sessions,
    recovery,
    signIn: createSignIn(deps),
    accounts: createAccounts({ ...deps, recovery }),
    ownAccount: createOwnAccount({ ...deps, recovery }),
    users: createUsers(deps),
  }
}
