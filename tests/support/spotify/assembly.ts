import { seededRandom } from '../slips.ts'
import { createAccounts } from './accounts/accounts.ts'
import { createAuthorize, type Decision } from './accounts/authorize.ts'
import { createGrants, type TokenPair } from './accounts/grants.ts'
import { createTokenEndpoint } from './accounts/token.ts'
import { createApi } from './api/api.ts'
import type { Account } from './api/routes.ts'
import { createCallBook } from './calls.ts'
import { spotifyCatalogue } from './catalogue/catalogue.ts'
import { createLibrary } from './catalogue/library.ts'
import { type DoubleClock, settableClock, wallClock } from './clock.ts'
import { spotifyContract } from './description/contract.ts'
import { createFaults } from './faults.ts'
import { createPhone } from './phone.ts'
import type { NewDevice } from './player/devices.ts'
import { createPlayer } from './player/player.ts'
import { createPlaylists } from './playlists.ts'
import { createRespond, type RateLimit } from './respond.ts'

export type DoubleOptions = {
  /** `wall` runs with the machine; `still` (the default) moves by `clock.advance` alone. */
  readonly clock?: 'wall' | 'still' | DoubleClock
  readonly port?: number
  readonly clientIds?: readonly string[]
  /** As registered at Spotify. */
  readonly redirects?: readonly string[]
  readonly account?: Account
  readonly devices?: readonly NewDevice[]
  /** Between which milliseconds of the clock a command shows; at once without it. */
  readonly lag?: { readonly fromMs: number; readonly toMs: number }
  readonly unplayable?: 'silent' | 'skip'
  /** Spotify goes on with similar songs when nothing is left. */
  readonly autoplay?: boolean
  readonly rateLimit?: RateLimit
  /** Covers come from the double itself; their addresses are those of Spotify's host without it. */
  readonly artwork?: 'spotify' | 'own'
}

/** What Cueline asks for. */
export const usualScopes = [
  'user-read-playback-state',
  'user-modify-playback-state',
  'user-read-currently-playing',
  'user-read-private',
  'playlist-modify-private',
  'playlist-read-private',
] as const

export const testClientId = '0123456789abcdef0123456789abcdef'

const startAt = Date.parse('2026-11-28T18:00:00Z')

export type DoubleParts = ReturnType<typeof assembleDouble>['parts']

/** The parts of the double, put together but not yet reachable. `url` tells where they will be. */
export function assembleDouble(options: DoubleOptions, url: () => string) {
  const clock = clockOf(options.clock)
  const settings = { rotates: false, chatty: false, filtersExplicit: false }
  const catalogue = spotifyCatalogue()
  const ending = new AbortController()
  const apiUrl = () => `${url()}/v1`
  const artworkUrl = () => (options.artwork === 'own' ? `${url()}/image` : 'https://i.scdn.co/image')
  const links = () => ({ apiUrl: apiUrl(), artworkUrl: artworkUrl() })
  const library = createLibrary({ catalogue, links, filtersExplicit: () => settings.filtersExplicit })
  const playlists = createPlaylists(clock)
  const random = seededRandom(1)
  const { lag } = options
  let similar = 0

  const player = createPlayer({
    clock,
    look: library.look,
    unplayable: options.unplayable ?? 'silent',
    similar: options.autoplay ? () => catalogue.tracks[similar++ % 20]?.uri ?? '' : null,
    devices: options.devices ?? [{ name: 'DJ laptop' }, { name: 'Phone', type: 'Smartphone' }],
    lagMs: () => (lag ? Math.round(lag.fromMs + random() * (lag.toMs - lag.fromMs)) : 0),
    contextOf: (uri) => playlists.get(uri.split(':')[2] ?? '')?.items.map((item) => item.uri) ?? null,
  })

  const book = createCallBook(clock)
  const faults = createFaults()
  const grants = createGrants(clock)
  const clientIds = options.clientIds ?? [testClientId]
  const redirects = options.redirects ?? ['http://127.0.0.1/callback']
  const authorize = createAuthorize({ clientIds, redirects }, (detail) =>
    book.problem('sign-in', 'GET /authorize', detail),
  )
  const token = createTokenEndpoint({
    authorize,
    grants,
    clientIds,
    rotates: () => settings.rotates,
    report: (kind, detail) => book.problem(kind, 'POST /api/token', detail),
  })
  const secrets = () => [...grants.secrets(), ...authorize.secrets(), ...token.secrets()]
  const account = options.account ?? { id: 'dj-mira', name: 'Mira' }
  const api = createApi({
    world: { account, catalogue, library, player, playlists, apiUrl, chatty: () => settings.chatty },
    contract: spotifyContract(),
    scopesOf: grants.scopesOf,
  })
  const respond = createRespond({
    clock,
    book,
    faults,
    api,
    accounts: createAccounts({ authorize, token: token.answer, signal: ending.signal }),
    secrets,
    rateLimit: options.rateLimit ?? null,
    signal: ending.signal,
  })
  const parts = {
    clientId: clientIds[0] ?? '',
    clock,
    catalogue,
    faults,
    calls: book,
    player,
    playlists,
    phone: createPhone(player),
    heard: player.heard,
    accounts: {
      /** What the DJ does on the sign-in page. */
      decide: (decision: Decision) => authorize.decide(decision),
      /** Tokens without the sign-in page. */
      signIn: (scopes: readonly string[] = usualScopes): TokenPair => grants.start(scopes),
      revokeAll: grants.revokeAll,
      expireAccess: grants.expireAccess,
      /** Every token, code and verifier seen so far: none may be in a log or a file. */
      secrets,
    },
    /** `rotates`: refreshing gives a new refresh token; `chatty`: commands answer 200 with a text; the account's filter. */
    set(change: Partial<typeof settings>): void {
      Object.assign(settings, change)
    },
  }
  return { parts, respond, end: () => ending.abort() }
}

function clockOf(choice: DoubleOptions['clock']): DoubleClock {
  if (choice === 'wall') return wallClock()
  return choice === undefined || choice === 'still' ? settableClock(startAt) : choice
}
