import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { deviceOfAddress } from '../core/pin-guard.ts'
import { callerAddress } from './caller-address.ts'
import type { ConnectionGuard } from './connection-guard.ts'
import type { DoorLog } from './door-log.ts'
import type { Caller, GuestDoor } from './guest-door.ts'
import { provenanceOf } from './host-check.ts'
import { sendRefusal } from './refusal-reply.ts'

const guestCookie = 'cueline_guest'
const deviceCookie = 'cueline_device'
export const livePath = '/api/live'
export const healthPath = '/api/health'

/** Longer than any night; the server decides when a token really ends. Seconds. */
const guestCookieAge = 7 * 24 * 3600
const deviceCookieAge = 24 * 3600
const longestToken = 128

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller
  }
}

const cookieOptions = { path: '/', httpOnly: true, sameSite: 'lax' } as const

type Options = {
  readonly door: GuestDoor
  readonly connections: ConnectionGuard
  readonly log: DoorLog
  /** Whether a page of ours may have come from there, be it from an address that is gone. */
  readonly isOurPage: (origin: string) => boolean
}

/** Puts `request.caller` on every call, and turns away calls of other web pages. */
export function identifyCallers(app: FastifyInstance, { door, connections, log, isOurPage }: Options): void {
  app.decorateRequest('caller')
  app.addHook('onRequest', (request, reply, next) => {
    const provenance = provenanceOf(request.headers)
    const { origin } = request.headers
    // The one thing that a page of ours may ask from another address: are you there now?
    const seeksUs = request.routeOptions.url === healthPath && origin !== undefined && isOurPage(origin)
    if (seeksUs) reply.header('access-control-allow-origin', origin)
    if (provenance === 'foreign' && !seeksUs) {
      log.refused('foreign-origin')
      void sendRefusal(reply, { code: 'foreign-origin' })
      return
    }
    const address = callerAddress(request.socket.remoteAddress)
    const joined = guestOf(request, door, provenance === 'same')
    const guest = joined?.guest ?? null
    request.caller = { guest, joined, address, device: knownDevice(request) ?? deviceOfAddress(address) }
    const listens = request.ws && request.routeOptions.url === livePath
    if (guest !== null) connections.joined(request.socket, guest.id, listens)
    next()
  })
}

/** A cookie is sent by whatever page the browser shows, so it counts only for calls that surely come from ours. */
function guestOf(request: FastifyRequest, door: GuestDoor, fromOurPage: boolean): Caller['joined'] {
  const bearer = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const tokens = [bearer, liveToken(request), fromOurPage ? request.cookies[guestCookie] : undefined]
  for (const token of tokens) {
    if (token === undefined || token === '' || token.length > longestToken) continue
    const guest = door.guestOf(token)
    if (guest !== null) return { guest, token }
  }
  return null
}

/** Browsers can't send a header along with a WebSocket. */
function liveToken({ routeOptions, query }: FastifyRequest): string | undefined {
  if (routeOptions.url !== livePath) return undefined
  const { token } = query as Record<string, unknown>
  return typeof token === 'string' ? token : undefined
}

function knownDevice({ cookies }: FastifyRequest): string | null {
  const id = cookies[deviceCookie]
  return id !== undefined && /^[\w-]{22}$/.test(id) ? id : null
}

/** Gives a phone its random id, the first time that it looks at the page or the event. */
export function keepDevice(request: FastifyRequest, reply: FastifyReply): void {
  if (knownDevice(request) !== null) return
  reply.setCookie(deviceCookie, randomBytes(16).toString('base64url'), {
    ...cookieOptions,
    maxAge: deviceCookieAge,
  })
}

export function keepGuest(reply: FastifyReply, token: string): void {
  reply.setCookie(guestCookie, token, { ...cookieOptions, maxAge: guestCookieAge })
}
