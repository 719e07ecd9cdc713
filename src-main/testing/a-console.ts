import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../db/open-database.ts'
import { createTestDatabase, fewConnections, patience } from '../../db/test-database.ts'
import { createCatalogue } from '../adapters/catalogue/catalogue.ts'
import { createHasher } from '../adapters/hasher.ts'
import { createKeychain } from '../adapters/keychain.ts'
import { createMailer } from '../adapters/mail.ts'
import { createSessionTokens } from '../adapters/session-tokens.ts'
import { createSettingsFile } from '../adapters/settings-file.ts'
import type { Guest } from '../core/guest.ts'
import type { Result } from '../core/result.ts'
import { createLive } from '../live.ts'
import { followChanges } from '../services/follow-changes.ts'
import type { Catalogue, Clock, Hasher, Keychain, Log, Mailer } from '../services/ports.ts'
import { createSession } from '../services/session.ts'
import { createSettings } from '../services/settings.ts'
import type { After, SpotifyDoor } from '../services/spotify/ports.ts'
import { createServices } from '../services.ts'

export const quiet: Log = { info() {}, warn() {}, error() {} }

const songs = [
  'title,artist,explicit',
  'Dancing Queen,ABBA,',
  'Waterloo,ABBA,',
  'Halo,Beyoncé,',
  'Bohemian Rhapsody,Queen,',
  'Lose Yourself,Eminem,yes',
].join('\n')

/** What a console has in common with another one, or a test of its own; what is left out it has for itself. */
type Given = {
  readonly url?: string
  readonly home?: string
  readonly keychain?: Keychain
  readonly hasher?: Hasher
  readonly mailer?: Mailer
  readonly computer?: string
  readonly spotifyDoor?: SpotifyDoor
  readonly clock?: Clock
  readonly after?: After
  readonly log?: Log
  /** Sees what takes real time: the work of the database and of the list of songs. */
  readonly during?: <T>(work: Promise<T>) => Promise<T>
  readonly poolSize?: number
}

/** One for all consoles of this process: a thread and its list of common passwords take longer than most tests. */
export const quickHasher: Hasher = { ...createHasher({ cost: 4 }), close: async () => {} }

/** The services of one console over a real Postgres, a real list of songs and a keychain in memory. */
export async function startConsole(given: Given = {}) {
  const home = given.home ?? (await mkdtemp(join(tmpdir(), 'cueline-console-')))
  const own = given.url === undefined ? await createTestDatabase() : null
  const url = given.url ?? own?.url ?? ''
  const { poolSize = fewConnections, log = quiet, during = (work) => work } = given
  const opened = own?.database ?? (await openDatabase({ url, log, poolSize, deadline: patience }))
  const database: Database = {
    ...opened,
    withTenant: (context, work, options) => during(opened.withTenant(context, work, options)),
    submitRequests: (door, asked, rules) => during(opened.submitRequests(door, asked, rules)),
  }
  const keychain = given.keychain ?? createKeychain({ service: 'Cueline', memory: true, log: quiet })
  const hasher = given.hasher ?? quickHasher
  const live = createLive()
  const songList = createCatalogue({ cacheFolder: join(home, 'catalogue'), log })
  const catalogue: Catalogue = {
    ...songList,
    search: (query, limit) => during(songList.search(query, limit)),
  }
  const services = createServices({
    database,
    live,
    session: createSession(),
    settings: createSettings(createSettingsFile(join(home, 'settings.json'), quiet)),
    catalogue,
    hasher,
    keychain,
    tokens: createSessionTokens(keychain),
    mailer: given.mailer ?? createMailer(),
    computer: given.computer ?? 'Booth laptop',
    spotifyDoor: given.spotifyDoor ?? noSpotify,
    fetchCover: async () => null,
    clock: given.clock ?? Date.now,
    after: given.after ?? afterwards,
    log,
  })
  await database.listen(followChanges({ ...services, log }))

  return {
    ...services,
    home,
    url,

    /** A further DJ of this database, signed in here. */
    async become(username: string): Promise<string> {
      must(await services.accounts.signUp({ username, password: 'correct horse' }))
      return services.session.user()?.id ?? ''
    },

    /** A night that is live, with a list of five songs that can be searched. */
    async openNight(title = 'Summer party') {
      const path = join(home, 'songs.csv')
      await writeFile(path, songs)
      if (!services.session.user())
        must(await services.accounts.create({ username: 'anna', password: 'correct horse' }))
      const userId = services.session.user()?.id ?? ''
      must(await services.nights.create(userId, { title, catalogue: { kind: 'file', path } }))
      await untilReady(catalogue)
      must(await services.nights.change(null, { status: 'live' }))
      return userId
    },

    async join(nickname: string): Promise<Guest> {
      const pin = live.night()?.event.pin ?? ''
      return must(await services.guests.join({ pin }, nickname, nickname)).guest
    },

    async trackId(query: string): Promise<string> {
      const [first] = await catalogue.search(query, 1)
      if (!first) throw new Error(`no song for ${query}`)
      return first.id
    },

    /** What the DJ sees of a request right now. */
    request(id: string) {
      const request = live.night()?.requests.get(id)
      if (!request) throw new Error(`no request ${id}`)
      return request
    },

    /** Ends it; who made the folder and the database removes them. */
    async close() {
      await catalogue.close()
      await (own ?? database).close()
      if (!given.home) await rm(home, { recursive: true, force: true })
    },
  }
}

/** A console with an open night, and a second process of the same DJ that serves it too. */
export async function startTwo() {
  const first = await startConsole()
  const userId = await first.openNight()
  const second = await startConsole(first)
  await second.nights.resume(userId)
  await untilReady(second.catalogue)
  return { first, second, userId }
}

/** Spotify where nobody is connected. */
const noSpotify: SpotifyDoor = { open: () => Promise.reject(new Error('nobody is connected')) }

function afterwards(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.error.code}`)
  return result.value
}

export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code
}

/** Until all songs can be searched. */
function untilReady(catalogue: Catalogue): Promise<void> {
  return new Promise((ready) => {
    const look = () => catalogue.state().phase === 'ready' && ready()
    catalogue.onChange(look)
    look()
  })
}
