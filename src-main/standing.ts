import type { Database } from '../db/open-database.ts'
import type { Config } from './config.ts'
import type { ConsoleView, DisplayView, Health, MigrationReport } from './contract/console-view.ts'
import type { DisplayState } from './contract/display-commands.ts'
import { usualLook } from './core/display-mood.ts'
import { isPutAway } from './core/event.ts'
import { clockHealth, pagesHealth } from './core/machine-health.ts'
import { wordsForEnd } from './core/session-end.ts'
import { showStepUpCode } from './core/step-up-code.ts'
import { displayHealth } from './display-health.ts'
import { currentRoom } from './guest-feeds.ts'
import type { Live, Night } from './live.ts'
import type { MachineWatch } from './machine-watch.ts'
import { networkHealth } from './network-health.ts'
import { catalogueView, eventSummary, tonight } from './projections/console-view.ts'
import { displayLinkView } from './projections/display-link-view.ts'
import { justAccepted } from './projections/just-accepted.ts'
import { type LanParts, lanView, sheetView } from './projections/lan-view.ts'
import { playerView } from './projections/player-view.ts'
import { emptyRoom, publicEvent } from './projections/room-view.ts'
import { notTheirSpotify, spotifyHealth, spotifyView } from './projections/spotify-view.ts'
import type { Catalogue, Keychain } from './services/ports.ts'
import type { Readiness } from './services/readiness.ts'
import type { Session } from './services/session.ts'
import type { Services } from './services.ts'
import type { GuestServer } from './start-guest-server.ts'
import { wordsForProblem } from './start-problem.ts'

type Deps = {
  readonly config: Config
  readonly live: Live
  readonly session: Session
  readonly catalogue: Catalogue
  readonly keychain: Keychain
  readonly lan: LanParts
  readonly machine: Pick<MachineWatch, 'disk'>
  /** Guests whose page is connected now. */
  readonly listening: () => number
  /** Browsers that show the display. */
  readonly screens: () => number
  readonly touch: () => void
}

type Phase =
  | { readonly phase: 'starting'; readonly step: string }
  | { readonly phase: 'broken'; readonly words: string }
  | {
      readonly phase: 'migration'
      readonly report: MigrationReport
      readonly step: string | null
      readonly problem: string | null
    }
  | { readonly phase: 'ready'; readonly services: Services; readonly readiness: Readiness }

const healthEveryMs = 5_000

const ok = (words: string): Health => ({ state: 'ok', words })

/** How the app stands: started or not, healthy or not. From this and the live state the console's view is made. */
export function createStanding(deps: Deps) {
  const { config, live, session, catalogue, keychain, lan, touch } = deps
  let phase: Phase = { phase: 'starting', step: 'Starting' }
  let server: GuestServer | null = null
  let database: Health = ok('The database answers.')
  let display: DisplayState = { open: false, blank: false, monitors: 1, missing: false }

  function set(next: Phase): void {
    phase = next
    touch()
  }

  const network = (): Health => networkHealth({ config, network: lan.network, server })

  function lanNow() {
    return lanView(lan, live.night(), server?.ok === false)
  }

  function music(): Health {
    const halted = phase.phase === 'ready' ? phase.services.local.player.state().halted : null
    if (halted !== null) return { state: 'attention', words: halted }
    const state = catalogue.state()
    switch (state.phase) {
      case 'none':
        return ok('No music list: guests type their wishes freely.')
      case 'scanning':
        return ok(`Reading your music: ${state.songs} songs so far.`)
      case 'failed':
        return { state: 'attention', words: 'Your music cannot be read. Guests can still type wishes.' }
      case 'ready':
        return state.skippedCount > 0
          ? { state: 'attention', words: `${state.songs} songs; ${state.skippedCount} files were left out.` }
          : ok(`${state.songs} songs can be searched.`)
    }
  }

  function keychainHealth(): Health {
    return keychain.kind() === 'stored' || config.keychain === 'memory'
      ? ok('You stay signed in on this computer.')
      : {
          state: 'attention',
          words: 'This computer has no keychain: you will be asked for your password at the next start.',
        }
  }

  /** Once the PIN was guessed at too often it lets nobody in: what does, as it is shown. */
  function codeInstead(): string | null {
    const code = phase.phase === 'ready' ? phase.services.guests.codeInstead() : null
    return code === null ? null : showStepUpCode(code)
  }

  function spotifyNow({ spotify }: Services, userId: string) {
    const { connection, player, playlist } = spotify
    if (spotify.isOfAnother(userId)) return notTheirSpotify()
    return spotifyView(connection.state(), player.state(), playlist.problem(), live.night(), Date.now())
  }

  /** What is not the app's own: the room's display, the disk, the clock, the guests' phones. */
  function surroundings({ event, guests, requests }: Night) {
    const isLive = event.status === 'live'
    const newest = [...requests.values()].at(-1)?.createdAt ?? 0
    return {
      display: displayHealth(display, event.config.pages.display, isLive, deps.screens()),
      disk: deps.machine.disk(),
      clock: clockHealth(Date.now(), Math.max(newest, event.createdAt)),
      pages: pagesHealth(isLive && event.config.purpose === 'night', guests.size, deps.listening()),
    }
  }

  function watched() {
    const night = live.night()
    const user = session.user()
    const spotify =
      phase.phase === 'ready' && user ? spotifyHealth(spotifyNow(phase.services, user.id)) : null
    const { display, clock } = night ? surroundings(night) : { display: ok(''), clock: ok('') }
    return { network: network(), music: music(), display, clock, spotify }
  }

  /** Another DJ's link is nobody else's to see. */
  function linkOf({ displayLink }: Services, { event }: Night): string | null {
    const link = displayLink.current()
    return link?.userId === event.userId ? link.token : null
  }

  function consoleView(): ConsoleView {
    if (phase.phase === 'starting' || phase.phase === 'migration') return phase
    if (phase.phase === 'broken') {
      return { phase: 'broken', title: 'Cueline could not start', words: phase.words, canRetry: true }
    }
    const signedIn = session.signedIn()
    if (!signedIn) {
      const usernames = [...session.usernames()]
      if (usernames.length === 0) return { phase: 'first-run' }
      const end = session.end()
      const notice = end && wordsForEnd(end)
      const mail = phase.services.mail.isOn()
      return { phase: 'signed-out', usernames, keychain: keychainHealth(), notice, mail }
    }
    const { user, recoveryCodes } = signedIn
    const { id, username, claimed, role, email, emailVerified } = user
    const shownUser = { id, username, claimed, role, email, emailVerified, recoveryCodes }
    const night = live.night()
    const spotify = spotifyNow(phase.services, user.id)
    // One that has ended stays in memory, so that guests still see their songs; there is nothing to do in it.
    if (!night || night.event.userId !== user.id || isPutAway(night.event)) {
      const events = phase.services.nights.known()
      const newest = events[0]?.config.catalogue ?? null
      const list = events.map(eventSummary)
      return { phase: 'no-event', user: shownUser, events: list, catalogue: newest, spotify }
    }
    return {
      phase: 'night',
      user: shownUser,
      ...tonight(night, Date.now()),
      door: { guessing: phase.services.guests.isBeingGuessed(), code: codeInstead() },
      catalogue: catalogueView(catalogue.state()),
      lan: lanNow(),
      spotify,
      player: playerView(phase.services.local, night),
      health: {
        database,
        network: network(),
        music: music(),
        keychain: keychainHealth(),
        spotify: spotifyHealth(spotify),
        ...surroundings(night),
      },
      readiness: phase.readiness.view(night.event.id),
      displayLink: displayLinkView(lan, linkOf(phase.services, night), deps.screens()),
      practice: phase.services.practice.view(),
      displayOpen: display.open,
      displayBlank: display.blank,
    }
  }

  function displayView(): DisplayView {
    const night = live.night()
    if (!night) return { room: null, join: null, look: usualLook, blank: display.blank }
    const { url, joinUrl, wifi } = lanNow()
    const isOn = night.event.config.pages.display
    const open = isOn && url !== null && joinUrl !== null && night.event.status !== 'offline'
    const code = codeInstead()
    const way = { pin: code ?? night.event.pin, isCode: code !== null, wifiCode: wifi?.code ?? null }
    const { displayMood: mood, displayMotion: motion, coverColours } = night.event.config
    const accepted = isOn ? justAccepted(night, Date.now()) : []
    return {
      // Turned off, nobody gets it by the link either.
      room: isOn ? currentRoom(live, 'display') : emptyRoom(publicEvent(night.event)),
      ...(accepted.length > 0 && { accepted: [...accepted] }),
      join: open ? { url, joinUrl, ...way } : null,
      look: { mood, motion, coverColours },
      ...(night.event.config.purpose === 'practice' && { practice: true }),
      blank: display.blank,
    }
  }

  return {
    consoleView,
    displayView,
    lanView: lanNow,
    sheetView: () => sheetView(lan, live.night(), codeInstead()),
    network,
    starting: (step: string) => set({ phase: 'starting', step }),
    broken: (error: unknown) => set({ phase: 'broken', words: wordsForProblem(error) }),

    /** The database waits for the DJ to agree to this; `problem` is why the last try changed nothing. */
    asksToMigrate: (report: MigrationReport, problem: string | null) =>
      set({ phase: 'migration', report, step: null, problem }),
    migrationReport: () => (phase.phase === 'migration' ? phase.report : null),
    /** What the migration does right now: on its own screen, or as a step of the start when nobody was asked. */
    migrating(step: string): void {
      if (phase.phase === 'migration') set({ ...phase, step })
      else set({ phase: 'starting', step })
    },

    /** The guests' door is open, or can't be opened. */
    serving(started: GuestServer): void {
      server = started
      lan.network.serving(started.ok ? started.port : null)
    },
    ready: (services: Services, readiness: Readiness) => set({ phase: 'ready', services, readiness }),
    /** The parts that are watched all the time, as they are now; for the readiness check. */
    watched,

    /** The room sees the display, by a window or by its link. */
    isSeen: () => display.open || deps.screens() > 0,
    setDisplay(state: DisplayState): void {
      display = state
      touch()
    },

    /** Asks the database regularly how it is; answers how to stop that. */
    watch(opened: Database): () => Promise<void> {
      const timer = setInterval(async () => {
        const health = await opened.health()
        const next: Health = health.ok ? ok('The database answers.') : { state: 'down', words: health.words }
        if (next.words !== database.words) {
          database = next
          touch()
        }
      }, healthEveryMs)
      return async () => clearInterval(timer)
    },
  }
}
