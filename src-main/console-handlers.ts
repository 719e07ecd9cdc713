import { accountHandlers } from './account-handlers.ts'
import type { Handlers } from './contract/command.ts'
import type { ConsoleCommands } from './contract/console-commands.ts'
import type { lanCommands } from './contract/lan-commands.ts'
import { limits } from './contract/limits.ts'
import { done, type Result, refuse } from './core/result.ts'
import { quietly } from './dispatch.ts'
import { createGate } from './gate.ts'
import { guestListHandlers } from './guest-list-handlers.ts'
import { noticeHandlers } from './notice-handlers.ts'
import { playerHandlers } from './player-handlers.ts'
import { eventSummary } from './projections/console-view.ts'
import { eventReport } from './projections/night-report.ts'
import { guestTrack } from './projections/room-view.ts'
import type { Readiness } from './services/readiness.ts'
import type { Services } from './services.ts'
import { songStarters, spotifyHandlers } from './spotify-handlers.ts'

/** What the console may ask, by name. All but the account's own commands need somebody signed in. */
export function consoleHandlers(
  services: Services,
  lan: Handlers<typeof lanCommands>,
  readiness: Pick<Readiness, 'check'>,
): Handlers<ConsoleCommands> {
  const { catalogue, displayLink, joinLink, nightLife, nightReport, nights, requests, sessions } = services
  const gate = createGate(sessions)
  const { signedIn } = gate
  const starters = songStarters(services)

  return {
    ...accountHandlers(services),
    ...guestListHandlers(services),
    ...noticeHandlers(services),
    ...spotifyHandlers(services, gate),
    ...playerHandlers(services, gate),

    'event.create': signedIn(async (night, user) => {
      const outcome = await nights.create(user.id, night)
      return outcome.ok ? done({ eventId: outcome.value.id }) : outcome
    }),
    'event.open': signedIn(({ eventId }, user) => nights.openById(user.id, eventId)),
    'event.list': signedIn(async (_, user) =>
      done({ events: (await nights.list(user.id)).map(eventSummary) }),
    ),
    'event.end': signedIn((seen, user) => nothing(nightLife.end(user.id, seen))),
    'event.reopen': signedIn(async (seen, user) => {
      const outcome = await nightLife.reopen(user.id, seen)
      return outcome.ok ? done({ pin: outcome.value.pin }) : outcome
    }),
    'event.archive': signedIn(({ archived, ...seen }, user) =>
      nothing(nightLife.archive(user.id, seen, archived)),
    ),
    'event.report': signedIn(async ({ eventId }, user) => {
      const outcome = await nightReport.of(user.id, eventId)
      return outcome.ok ? done(eventReport(outcome.value)) : outcome
    }),
    'event.rotatePin': signedIn(({ version }) => nothing(nightLife.rotatePin(version))),
    'event.rotateLink': signedIn(({ version }) => nothing(joinLink.rotate(version))),
    'event.takeBackLink': signedIn(({ version }) => nothing(joinLink.takeBack(version))),
    'display.newLink': signedIn((_, user) => displayLink.renew(user.id)),
    'display.takeBackLink': signedIn((_, user) => displayLink.takeBack(user.id)),
    'event.setStatus': signedIn(({ status, version }) => nothing(nights.change(version, { status }))),
    'event.update': signedIn(({ version, change }) =>
      nothing(nights.change(version, { config: defined(change) })),
    ),

    'catalogue.check': signedIn(({ source }) => catalogue.check(source)),
    'catalogue.set': signedIn(({ source, version }) => nothing(nights.setCatalogue(version, source))),
    'catalogue.rescan': signedIn(() => quietly(catalogue.rescan())),
    'catalogue.cancel': signedIn(() => quietly(catalogue.cancel())),
    'catalogue.search': signedIn(async ({ query }) => {
      const tracks = await catalogue.search(query, limits.tracksPerSearch)
      return done({ tracks: tracks.map(guestTrack) })
    }),

    'rules.try': signedIn(({ rules, song }) => services.tryRules(rules, song)),

    'request.add': signedIn((entry) => requests.add(entry)),
    'request.standing': signedIn(({ song }) => requests.standingOf(song)),
    'request.join': signedIn((join) => requests.join(join)),
    'request.takeBackEntry': signedIn((entry) => requests.takeBackEntry(entry)),
    'mustPlay.queue': signedIn(({ id, song }) => requests.queueMustPlay(id, song)),
    'request.approve': signedIn(({ before, ...seen }) => requests.approve(seen, before)),
    'request.playNext': signedIn((seen) => requests.playNext(seen)),
    'request.decline': signedIn(({ reason, ...seen }) => requests.decline(seen, reason || null)),
    'request.answer': signedIn(({ answer, ...seen }) => requests.answer(seen, answer)),
    'request.reopen': signedIn(({ held, ...seen }) => requests.reopen(seen, held)),
    'request.hold': signedIn(({ held, ...seen }) => requests.hold(seen, held)),
    'request.decideMany': signedIn(async ({ requests: seen, decision }) => {
      const outcome = await requests.decideMany(seen, decision)
      return outcome.ok ? done({ ...outcome.value, done: [...outcome.value.done] }) : outcome
    }),
    'queue.move': signedIn(({ before, ...seen }) => requests.move(seen, before)),
    'queue.arrange': signedIn(({ seen, order }) => requests.arrange(seen, order)),

    'practice.start': signedIn((_, user) => services.practice.start(user.id)),
    'practice.setPace': signedIn(async ({ pace }) => services.practice.setPace(pace)),
    'practice.stop': signedIn(() => services.practice.stop()),

    'readiness.check': signedIn(async (_, user) => {
      const event = services.live.night()?.event
      if (event?.userId !== user.id) return refuse('no-event')
      readiness.check(event)
      return done()
    }),

    'playback.start': signedIn((seen) => starters.start(seen)),
    'playback.next': signedIn(({ playing }) => starters.next(playing)),
    'playback.finish': signedIn(({ playing }) => starters.finish(playing)),

    'lan.choose': signedIn(lan['lan.choose']),
    'lan.setWifi': signedIn(lan['lan.setWifi']),
    'lan.startSelfTest': signedIn(lan['lan.startSelfTest']),
    'lan.stopSelfTest': signedIn(lan['lan.stopSelfTest']),
    'lan.retry': signedIn(lan['lan.retry']),
  }
}

async function nothing(outcome: Promise<Result<unknown>>): Promise<Result<null>> {
  const result = await outcome
  return result.ok ? done() : result
}

/** Keys that were left out stay as they are, instead of becoming `undefined`. */
function defined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
