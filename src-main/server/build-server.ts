import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyInstance } from 'fastify'
import { parse as parseSafely } from 'secure-json-parse'
import { isAddress } from '../core/pin-guard.ts'
import type { Log } from '../services/ports.ts'
import { bindGuestApi } from './bind-guest-api.ts'
import { callerAddress } from './caller-address.ts'
import { guardConnections } from './connection-guard.ts'
import { type DisplayPage, serveDisplayPage } from './display-page.ts'
import { openDisplaySockets } from './display-socket.ts'
import { type DoorLimits, doorLimits } from './door-limits.ts'
import { createDoorLog, type DoorLog } from './door-log.ts'
import { serveArtwork } from './guest-artwork.ts'
import type { GuestDoor } from './guest-door.ts'
import { type GuestPage, serveGuestPage } from './guest-page.ts'
import { openGuestSockets } from './guest-socket.ts'
import { hostNamed, isOurHost, mayBeOurPage, pathOf } from './host-check.ts'
import { identifyCallers } from './identify.ts'
import { describeGuestApi } from './open-api.ts'
import { answerBrokenCall, answerErrors, DoorRefusal, refusalOf, sendRefusal } from './refusal-reply.ts'
import { askSecurityHeaders } from './security-headers.ts'
import { selfTestPath, serveSelfTest } from './self-test.ts'

type Options = {
  readonly door: GuestDoor
  readonly page: GuestPage
  readonly displayPage: DisplayPage
  /** The names and addresses that lead here, lower case, without port; loopback always does. */
  allowedHosts(): ReadonlySet<string>
  /** The port that we listen at; `null` before. */
  port(): number | null
  readonly log: Log
  readonly limits?: Partial<DoorLimits>
}

/** The guests' server, complete but not listening (`listen.ts` does). Serves nothing of the DJ's powers. */
export async function buildServer(options: Options): Promise<FastifyInstance> {
  const limits: DoorLimits = { ...doorLimits, ...options.limits }
  const log = createDoorLog(options.log)
  const app = newFastify(limits, log)
  const connections = guardConnections(app.server, limits, log)
  app.addHook('preClose', async () => connections.closing())

  // The order matters: first what costs least and refuses most, then who it is, then what they want.
  await guardHost(app, options, log)
  await guardPressure(app, limits, log)
  await app.register(cookie)
  await app.register(websocket, {
    options: {
      maxPayload: limits.socketFrame,
      perMessageDeflate: false,
      // Known to ws, not yet to its types: how long a phone may take to say goodbye.
      ...{ closeTimeout: limits.socketClose },
    },
    // The default would cut the line before the close code is sent.
    errorHandler: () => {},
  })
  identifyCallers(app, {
    ...{ door: options.door, connections, log },
    isOurPage: (origin) => mayBeOurPage(origin, options.allowedHosts(), options.port()),
  })
  await limitRates(app, limits)
  takeJsonOnly(app)
  answerErrors(app, log, limits.retryAfter)

  serveGuestPage(app, options.page, options.door.alsoAt)
  bindGuestApi(app, options.door, limits)
  serveArtwork(app, options.door, limits)
  openGuestSockets(app, options.door, limits, log)
  serveDisplayPage(app, options.displayPage, options.door.alsoAt)
  openDisplaySockets(app, {
    ...{ display: options.door.display, limits, connections, log },
    pageTag: options.displayPage.page.etag,
  })
  await serveSelfTest(app, options.door.selfTest)
  const openApi = Buffer.from(JSON.stringify(describeGuestApi()))
  app.get('/api/openapi.json', (_, reply) =>
    reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(openApi),
  )
  return app
}

function newFastify(limits: DoorLimits, log: DoorLog): FastifyInstance {
  return Fastify({
    logger: false,
    bodyLimit: limits.body,
    rewriteUrl: ({ url }) => pathOf(url ?? '/'),
    requestTimeout: limits.bodyTime,
    keepAliveTimeout: limits.keepAlive,
    clientErrorHandler: (error, socket) => {
      log.refused(error.code)
      answerBrokenCall(error, socket)
    },
    // Addresses that can't be decoded or matched never reach the hooks.
    frameworkErrors: (error, _, reply) => {
      void sendRefusal(reply, refusalOf(error, limits.retryAfter))
    },
    http: {
      // A call without a host gets the same answer as one with a wrong host.
      requireHostHeader: false,
      maxHeaderSize: limits.headers,
      headersTimeout: limits.headersTime,
      requestTimeout: limits.bodyTime,
      connectionsCheckingInterval: limits.timeCheck,
    },
  })
}

async function guardHost(
  app: FastifyInstance,
  { allowedHosts, port, door: { selfTest } }: Options,
  log: DoorLog,
): Promise<void> {
  const headers = await askSecurityHeaders()
  app.addHook('onRequest', (request, reply, next) => {
    reply.headers(headers)
    const host = hostNamed({ rawHeaders: request.raw.rawHeaders, target: request.originalUrl })
    const ours = allowedHosts()
    const testing = request.url.startsWith(selfTestPath)
    if (isOurHost(host, ours, port())) {
      const address = callerAddress(request.socket.remoteAddress)
      if (!testing && !ours.has(address)) selfTest.others()
      return next()
    }
    // Phones ask all the time for addresses of their maker; only who opens a page of ours has been led astray.
    if (testing || request.url === '/') selfTest.strayed(request.headers.host ?? '')
    // The name is worth knowing: a venue's proxy or a name that is missing in CUELINE_NAMES looks like this.
    log.refused('wrong-host', { host: request.headers.host?.slice(0, 100) })
    void sendRefusal(reply, { code: 'wrong-host' })
  })
}

async function guardPressure(app: FastifyInstance, limits: DoorLimits, log: DoorLog): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: limits.stall,
    pressureHandler: () => {
      log.refused('event loop stalled')
      throw new DoorRefusal({ code: 'busy', retryAfter: limits.retryAfter })
    },
  })
}

/**
 * By guest, so that three hundred behind one address don't share; strangers by their cookie, and without one by address,
 * with room for all of them. The page itself has no limit: with it comes the cookie.
 */
async function limitRates(app: FastifyInstance, limits: DoorLimits): Promise<void> {
  const none = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }
  await app.register(rateLimit, {
    max: ({ caller: { guest, device } }) => {
      if (guest !== null) return limits.guestCallsPerSecond
      return isAddress(device) ? limits.addressCallsPerSecond : limits.strangerCallsPerSecond
    },
    timeWindow: 1_000,
    keyGenerator: ({ caller: { guest, device } }) => guest?.id ?? device,
    errorResponseBuilder: (_, { ttl }) =>
      new DoorRefusal({ code: 'slow-down', retryAfter: Math.max(1, Math.ceil(ttl / 1000)) }),
    addHeaders: { ...none, 'retry-after': false },
    addHeadersOnExceeding: none,
  })
}

/** Forms of other web pages can't send JSON without asking first; an empty body is none, whatever it calls itself. */
function takeJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, text, done) => {
    if (text === '') return done(null, undefined)
    try {
      done(null, parseSafely(String(text), { protoAction: 'error', constructorAction: 'error' }))
    } catch {
      done(new DoorRefusal({ code: 'bad-input' }))
    }
  })
}
