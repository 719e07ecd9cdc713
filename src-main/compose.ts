import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseProblem } from '../db/database-problem.ts'
import { exportBefore } from '../db/export-database.ts'
import { MigrationNeeded } from '../db/migration/migration-problem.ts'
import { openDatabase } from '../db/open-database.ts'
import { type EmbeddedServer, startEmbedded } from '../db/postgres/start-embedded.ts'
import { createCatalogue } from './adapters/catalogue/catalogue.ts'
import { lookAtDisk } from './adapters/disk.ts'
import { createHasher } from './adapters/hasher.ts'
import { createKeychain } from './adapters/keychain.ts'
import { createLan } from './adapters/lan.ts'
import { createLocalName } from './adapters/local-name.ts'
import { createMailer } from './adapters/mail.ts'
import { openMulticast } from './adapters/multicast.ts'
import { createSessionTokens } from './adapters/session-tokens.ts'
import { createSettingsFile } from './adapters/settings-file.ts'
import { createFetchCover } from './adapters/spotify/cover.ts'
import { createSpotifyDoor } from './adapters/spotify/door.ts'
import { createTrialPhone } from './adapters/trial-phone.ts'
import type { Config } from './config.ts'
import { consoleHandlers } from './console-handlers.ts'
import { consoleCommands } from './contract/console-commands.ts'
import type { ConsoleView, DisplayView, MigrationReport } from './contract/console-view.ts'
import type { DisplayChoice } from './contract/display-commands.ts'
import { CatalogueAway } from './core/catalogue/catalogue-away.ts'
import type { EventStatus } from './core/event.ts'
import { type Result, refuse } from './core/result.ts'
import { createDispatch } from './dispatch.ts'
import { createDisplayDoor, createScreens } from './display-feed.ts'
import { createMineFeeds, createRoomFeed, isElsewhere } from './guest-feeds.ts'
import { guestHandlers } from './guest-handlers.ts'
import { lanHandlers } from './lan-handlers.ts'
import { createLanParts } from './lan-parts.ts'
import { createLive } from './live.ts'
import { createMachineWatch } from './machine-watch.ts'
import { createNightFiles } from './night-files.ts'
import { displayPageFolder, guestPageFile } from './places.ts'
import { createPulse, createView } from './projections/feeds.ts'
import { watchNoticeEnds } from './projections/notices.ts'
import { followChanges } from './services/follow-changes.ts'
import type { Hasher, Log, SettingsFile } from './services/ports.ts'
import { createReadiness } from './services/readiness.ts'
import { createSession } from './services/session.ts'
import { createSettings } from './services/settings.ts'
import { createServices, type Services } from './services.ts'
import { createStanding } from './standing.ts'
import { keepGuestServer } from './start-guest-server.ts'
import { wordsForProblem } from './start-problem.ts'
import { createTrialDoor } from './trial-door.ts'

export type Composition = ReturnType<typeof compose>

export type ComposeOptions = {
  readonly log: Log
  /** Where this machine's settings lie; a headless process brings its own and leaves the console's alone. */
  readonly settingsFile?: SettingsFile
  /** Opens the night before guests are let in, instead of going on with the session and night of this machine. */
  readonly openNight?: (services: Services) => Promise<void>
  /** The embedded server, when its start has begun already. */
  readonly embedded?: Promise<EmbeddedServer> | undefined
  /** Shows a page in the system's browser; left out where nobody sits before it. */
  readonly openOutside?: (url: string) => Promise<void>
  /** Whether the system lets this computer be kept awake, tried for a moment; left out where nobody could tell. */
  readonly canStayAwake?: () => boolean
  /** Hashes passwords as slowly as they need it; tests bring a quick one. */
  readonly hasher?: Hasher
}

/**
 * The wiring of the whole application. Answers at once and starts in the background: the console's view
 * tells how far it is. What does not start is told in words, and can be tried again.
 */
export function compose(config: Config, options: ComposeOptions) {
  const { log, settingsFile, openNight, embedded: begun, openOutside, hasher = createHasher() } = options
  let early = begun
  const pulse = createPulse()
  const live = createLive()
  const session = createSession()
  const settings = createSettings(settingsFile ?? createSettingsFile(join(config.home, 'settings.json'), log))
  const keychain = createKeychain({ service: 'Cueline', memory: config.keychain === 'memory', log })
  const catalogue = createCatalogue({ cacheFolder: join(config.home, 'catalogue'), log })
  const lan = createLan()
  const outside = {
    ...{ live, session, settings, catalogue, hasher, keychain, log },
    tokens: createSessionTokens(keychain),
    mailer: createMailer(),
    computer: hostname(),
    spotifyDoor: createSpotifyDoor({
      ...config.spotify,
      keychain,
      openOutside,
      clock: Date.now,
      after,
      log,
      rests: {
        read: async () => (await settings.read()).spotifyRest,
        write: (spotifyRest) => settings.write({ spotifyRest }),
      },
    }),
    fetchCover: createFetchCover(config.spotify),
    clock: Date.now,
    after,
  }
  const localName = createLocalName({ open: openMulticast, log })
  const found = createLanParts({ config, lan, localName, settings, keychain, log, touch: pulse.touch })
  const machine = createMachineWatch({ look: () => lookAtDisk(config.home), touch: pulse.touch })
  const mine = createMineFeeds(live, pulse)
  const screens = createScreens(pulse.touch)
  const standing = createStanding({
    config,
    live,
    session,
    catalogue,
    keychain,
    lan: found,
    machine,
    listening: mine.listening,
    screens: screens.count,
    touch: pulse.touch,
  })

  const undoes = [live, session].map((source) => source.subscribe(pulse.touch))
  undoes.push(
    session.subscribe(() => void listNights().catch((error) => log.error('No list of nights', { error }))),
  )
  undoes.push(watchNoticeEnds({ live, touch: pulse.touch, clock: Date.now, after }))
  undoes.push(catalogue.onChange(pulse.touch), found.network.stop, found.selfTest.stop)

  function isNight(status: EventStatus): boolean {
    const event = live.night()?.event
    return event?.status === status && event.config.purpose === 'night'
  }

  let services: Services | null = null
  let dispatch: ReturnType<typeof createDispatch> | null = null
  const nightFiles = createNightFiles({ services: () => services, excuse, log })
  const closers: (() => Promise<unknown>)[] = []
  /** The report of the migration that the DJ has read and agreed to, until it is done. */
  let agreed: MigrationReport | null = null

  /** In this order: nobody is let in before the night is read, and all is told before anything is missed. */
  async function start(): Promise<Services> {
    if (agreed === null) standing.starting('Starting the database')
    const url = config.databaseUrl ?? (await startOwnServer())
    const database = await openDatabase({
      url,
      log,
      replicaUrl: config.replicaUrl,
      poolSize: config.poolSize,
      // What the DJ's own computer keeps is brought along without a question; another database may be others', too.
      migration: agreed !== null || config.databaseUrl === null ? 'run' : 'ask',
      exportBefore: exportBefore(url, config.home),
      onStep: standing.migrating,
    })
    agreed = null
    // Not before the server has made its folder, with the rights that it needs.
    const stopMachine = machine.start()
    closers.push(async () => stopMachine())
    standing.starting('Reading the night')
    closers.push(() => database.close())
    const ready = createServices({ ...outside, database })
    closers.push(ready.spotify.start(pulse.touch), ready.local.start(pulse.touch))
    const stopKnown = ready.nights.onKnown(pulse.touch)
    closers.push(async () => stopKnown())
    closers.push(ready.guests.settle, ready.practice.close)
    const stopPractice = ready.practice.onChange(pulse.touch)
    closers.push(async () => stopPractice())
    const stopGuessing = ready.guests.onGuessing(pulse.touch)
    closers.push(async () => stopGuessing())
    await database.listen(followChanges({ ...ready, log }))
    await (openNight ? openNight(ready) : ready.nights.resume(null))
    // While nobody is let in yet: a night that is long over is not shown with what it no longer knows.
    await ready.expiry.run()
    const stopExpiry = ready.expiry.daily()
    closers.push(async () => stopExpiry())
    standing.starting('Opening the door for guests')
    const link = ready.displayLink
    await link.refresh()
    const stopLinks = [link.start(), link.onChange(pulse.touch)]
    closers.push(async () => {
      for (const stopLink of stopLinks) stopLink()
    })
    const trial = createTrialDoor({ services: ready, excuse, pulse })
    const door = trial.over({
      handlers: guestHandlers(ready, excuse, found.network.alsoAt),
      guestOf: ready.guests.byToken,
      room: createRoomFeed(live, pulse),
      mine: mine.of,
      isElsewhere: (guestId: string) => isElsewhere(live, guestId),
      alsoAt: found.network.alsoAt,
      artwork: ready.catalogue.artwork,
      selfTest: found.selfTest,
      display: createDisplayDoor({ link, live, pulse, screens, view: standing.displayView }),
    })
    await found.network.load()
    const { hosts } = found.network
    const server = keepGuestServer(
      { config, door, hosts, page: guestPageFile, displayPage: displayPageFolder, log },
      standing.serving,
    )
    closers.push(server.close, standing.watch(database))
    await server.open()
    const readiness = createReadiness({
      trial,
      phoneAt: createTrialPhone,
      url: found.network.url,
      songs: catalogue.state,
      health: standing.watched,
      disk: machine.look,
      canStayAwake: options.canStayAwake ?? null,
      clock: Date.now,
      log,
      touch: pulse.touch,
    })
    services = ready
    dispatch = createDispatch(
      consoleCommands,
      consoleHandlers(ready, lanHandlers(found, server.open), readiness),
      excuse,
      log,
    )
    void found.wifi.load().catch((error) => log.warn('The wifi for guests was not read', { error }))
    // Guests are served by now: a keychain that is slow to answer holds up nobody but the DJ.
    standing.starting('Signing in')
    if (!openNight) {
      await ready.mail.read()
      await ready.sessions.resume()
      await ready.nights.resume(session.user()?.id ?? null)
      await ready.expiry.run()
    }
    standing.ready(ready, readiness)
    return ready
  }

  /** The list that is offered while no night is open. */
  async function listNights(): Promise<void> {
    const user = session.user()
    if (user && services) await services.nights.list(user.id)
  }

  async function startOwnServer(): Promise<string> {
    // A second attempt starts anew.
    const starting = early ?? startEmbedded({ home: config.home, log })
    early = undefined
    const embedded = await starting
    closers.push(() => embedded.stop())
    return embedded.url
  }

  async function stop(): Promise<void> {
    services = null
    dispatch = null
    // Last started, first stopped.
    for (const close of closers.splice(0).reverse()) {
      await close().catch((error) => log.error('Something did not close', { error }))
    }
  }

  async function attempt(): Promise<Services | null> {
    try {
      return await start()
    } catch (error) {
      const report = agreed
      agreed = null
      await stop()
      if (error instanceof MigrationNeeded) {
        standing.asksToMigrate(error.report, null)
        return null
      }
      log.error('The start failed', { error })
      if (report === null) standing.broken(error)
      else standing.asksToMigrate(report, wordsForProblem(error))
      return null
    }
  }

  let started = attempt()

  return {
    /** One command of the console, by name. */
    async call(name: string, input: unknown): Promise<Result<unknown>> {
      return dispatch ? dispatch(name, input) : refuse('database-away')
    },
    consoleView: createView<ConsoleView>(pulse, standing.consoleView),
    displayView: createView<DisplayView>(pulse, standing.displayView),
    artwork: (id: string) => (services?.catalogue ?? catalogue).artwork(id),
    /** The file of a song of tonight's catalogue, for the console to play; `null` when there is none. */
    soundFile: async (trackId: string) => (await services?.local.files.find(trackId)) ?? null,
    /** Where guests find this machine. */
    address: standing.lanView,
    /** What is printed for guests; `null` without a night or an address. */
    sheet: standing.sheetView,
    nightFiles,
    network: standing.network,
    setDisplay: standing.setDisplay,
    screens: screens.count,
    displayChoice: {
      read: async () => (await settings.read()).display,
      write: (display: DisplayChoice) => settings.write({ display }),
    },
    /** Something of the system still holds a thread, so that the process can't end by itself. */
    isHeldUp: keychain.isWaiting,
    /** A practice needs nobody's care. */
    isLive: () => isNight('live'),
    /** This computer goes to sleep, or has slept. */
    slept(): void {
      services?.local.player.slept()
      screens.renew()
    },
    /** Neither this computer nor its screens may go to sleep: it plays, guests ask, or the room looks at what comes. */
    staysAwake: () =>
      isNight('live') ||
      (isNight('standby') && standing.isSeen()) ||
      live.night()?.playhead?.playing === true,
    /** The services once everything runs; `null` when it does not start, see `consoleView`. */
    started: () => started,
    /** Brings the database to the newest schema, once the DJ has read the report and agreed; then goes on starting. */
    async migrate(): Promise<void> {
      await started
      agreed = standing.migrationReport()
      if (agreed === null) return
      standing.migrating('Connecting to the database')
      started = attempt()
      await started
    },
    /** Starts again what did not start. */
    async retry(): Promise<void> {
      await started
      await stop()
      started = attempt()
      await started
    },
    async close(): Promise<void> {
      // What starts may be waiting for it, and behind that the database waits to be stopped.
      keychain.hurry()
      await started
      await stop()
      for (const undo of undoes) undo()
      pulse.stop()
      lan.close()
      await Promise.all([catalogue.close(), hasher.close(), localName.close()])
    },
  }
}

/** A timer that keeps nothing from ending. */
function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

/** A database that is away is no bug: nothing is lost, and trying again helps. */
export function excuse(error: unknown): Result<never> | null {
  if (error instanceof CatalogueAway) return refuse('busy', { retryAfter: 2 })
  return error instanceof DatabaseProblem ? refuse('database-away') : null
}
