import { randomBytes, randomInt } from 'node:crypto'
import type { Database } from '../db/open-database.ts'
import type { Live } from './live.ts'
import { createAccountRecovery } from './services/account-recovery.ts'
import { createAccounts } from './services/accounts.ts'
import { createAddresses } from './services/addresses.ts'
import { createDisplayLink } from './services/display-link.ts'
import { createExpiry } from './services/expiry.ts'
import { createGuestList } from './services/guest-list.ts'
import { oneAskAtATime } from './services/guest-pause.ts'
import { createGuests } from './services/guests.ts'
import { createImported } from './services/imported.ts'
import { createJoinLink } from './services/join-link.ts'
import { createLocal } from './services/local/local.ts'
import { createMail } from './services/mail.ts'
import { createNightLife } from './services/night-life.ts'
import { createNightReport } from './services/night-report.ts'
import { createNights } from './services/nights.ts'
import { createNotices } from './services/notices.ts'
import { createOwnAccount } from './services/own-account.ts'
import { createPasswords } from './services/passwords.ts'
import { createPlayback } from './services/playback.ts'
import type { Catalogue, Clock, Hasher, Keychain, Log, Mailer, SessionTokens } from './services/ports.ts'
import { createPractice } from './services/practice.ts'
import { createRequests } from './services/requests.ts'
import { createRuleTrial } from './services/rule-trial.ts'
import type { Session } from './services/session.ts'
import { createSessions } from './services/sessions.ts'
import type { MachineSettings } from './services/settings.ts'
import { createSignIn } from './services/sign-in.ts'
import { createGuestAllowance } from './services/spotify/guest-allowance.ts'
import type { After, FetchCover, SpotifyDoor } from './services/spotify/ports.ts'
import { createSpotify } from './services/spotify/spotify.ts'
import { createSpotifyTokens, type SpotifyTokens } from './services/spotify-tokens.ts'
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
  readonly spotifyDoor: SpotifyDoor
  readonly fetchCover: FetchCover
  readonly clock: Clock
  readonly after: After
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
  const playback = createPlayback(deps)
  const spotifyTokens = createSpotifyTokens(deps)
  const spotify = createSpotify({ ...deps, nights, playback, spotifyTokens })
  const { catalogue } = spotify
  const guests = createGuests(deps)
  const requests = oneAskAtATime({ ...deps, requests: createRequests({ ...deps, catalogue }) })
  return {
    ...outside,
    ...accountServices({ ...deps, spotifyTokens }),
    spotify,
    /** The DJ's own files, played from this computer. */
    local: createLocal({ ...deps, playback }),
    /** The DJ's own songs and Spotify's. */
    catalogue,
    ownCatalogue: outside.catalogue,
    guestAllowance: createGuestAllowance(outside),
    nights,
    nightLife: createNightLife({ ...deps, nights }),
    nightReport: createNightReport({ ...deps, offsetAt }),
    imported: createImported({ ...deps, nights }),
    addresses,
    expiry: createExpiry({ ...deps, nights, addresses }),
    guests,
    guestList: createGuestList(deps),
    displayLink: createDisplayLink(deps),
    joinLink: createJoinLink({ ...deps, nights }),
    notices: createNotices(deps),
    requests,
    practice: createPractice({ ...deps, nights, guests, requests }),
    tryRules: createRuleTrial({ ...deps, catalogue }),
    playback,
  }
}

/** This computer's clock is the DJ's. */
function offsetAt(time: number): number {
  return -new Date(time).getTimezoneOffset()
}

type Deps = Outside & {
  readonly randomToken: (bytes: number) => string
  readonly spotifyTokens: SpotifyTokens
}

/** Who may work here. Each is given what the ones before it do. */
function accountServices(outside: Deps) {
  const throttle = createThrottle(outside.clock)
  const passwords = createPasswords(outside)
  const mail = createMail(outside)
  const sessions = createSessions(outside)
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
