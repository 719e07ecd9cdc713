import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { assertNever } from '../core/result.ts'
import type { LinkFit } from '../services/display-link.ts'
import type { ConnectionGuard } from './connection-guard.ts'
import type { DoorLimits } from './door-limits.ts'
import type { DoorLog } from './door-log.ts'
import type { DisplayDoor } from './guest-door.ts'
import { createLiveLine, type LiveLine } from './live-line.ts'
import { sendRefusal } from './refusal-reply.ts'
import { textFrame } from './text-frame.ts'

export const displayLivePath = '/api/display/live'

/** The link opens no display here (any more). */
const closeWrongLink = 4401
/** Another DJ's night is open here: it works again after that. */
const closeOtherDj = 4409
const closeTooMany = 4429
/** Not known yet: come back soon. */
const closeLater = 1013
const closeFault = 1011

type Screen = { readonly socket: WebSocket; readonly line: LiveLine; readonly token: string }

type Parts = {
  readonly display: DisplayDoor
  readonly limits: DoorLimits
  readonly connections: ConnectionGuard
  readonly log: DoorLog
  /** Names the page that is served: one that is older loads itself anew. */
  readonly pageTag: string
}

/**
 * `GET /api/display/live`: what the room's display shows, at once and then each time it changed. The link's secret comes
 * as the second WebSocket protocol, so that it stands in no address. What screens send is ignored but for pings.
 */
export function openDisplaySockets(
  app: FastifyInstance,
  { display, limits, connections, log, pageTag }: Parts,
): void {
  const screens = new Set<Screen>()
  const frameOf = (view: string) =>
    textFrame(`{"page":${JSON.stringify(pageTag)},"time":${JSON.stringify(roomTime())},"view":${view}}`)

  const stopViews = display.views.subscribe((view) => {
    const frame = frameOf(view)
    for (const { line } of screens) line.push(frame)
  })
  const stopLink = display.onLink(() => {
    for (const { socket, token } of screens) {
      const refused = closeCodeOf(display.check(token))
      if (refused !== null) socket.close(refused)
    }
  })
  const heart = setInterval(() => {
    for (const screen of screens) beat(screen)
  }, limits.socketPing)
  heart.unref()

  function beat({ socket, line }: Screen): void {
    if (line.isLost()) socket.terminate()
    else line.ping()
  }

  function listen(socket: WebSocket, request: FastifyRequest): void {
    const token = tokenOf(request)
    const refused = whyNot(token)
    if (refused !== null) {
      socket.close(refused)
      return
    }
    const connection = request.raw.socket
    connections.joined(connection, `display ${randomUUID()}`, true)
    const line = createLiveLine(socket, connection, limits, {
      isPing: (data) => String(data) === 'ping',
      onFlood: (flooding) => flooding.terminate(),
    })
    const screen = { socket, line, token }
    screens.add(screen)
    display.watching(screens.size)
    line.push(frameOf(display.views.current()))

    socket.once('close', () => {
      screens.delete(screen)
      display.watching(screens.size)
    })
  }

  /** The close code for who gets nothing to see. */
  function whyNot(token: string): number | null {
    const refused = closeCodeOf(display.check(token))
    if (refused !== null) return refused
    return screens.size >= limits.displays ? closeTooMany : null
  }

  app.route({
    method: 'GET',
    url: displayLivePath,
    handler: (_, reply) => sendRefusal(reply, { code: 'not-found' }),
    wsHandler: (socket, request) => {
      socket.on('error', () => log.refused('broken WebSocket frame'))
      try {
        listen(socket, request)
      } catch (error) {
        log.failure(error, request)
        socket.close(closeFault)
      }
    },
  })

  app.addHook('onClose', () => {
    clearInterval(heart)
    stopViews()
    stopLink()
  })
}

/** What this computer's clock shows: televisions' are wrong by hours, or know no zone. A server that runs in none says so. */
function roomTime(): { readonly at: number; readonly zone: string | null } {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return { at: Date.now(), zone: timeZone === 'UTC' ? null : timeZone }
}

function closeCodeOf(fit: LinkFit): number | null {
  switch (fit) {
    case 'right':
      return null
    case 'later':
      return closeLater
    case 'other':
      return closeOtherDj
    case 'wrong':
      return closeWrongLink
    default:
      return assertNever(fit)
  }
}

function tokenOf({ headers }: FastifyRequest): string {
  const [, token = ''] = (headers['sec-websocket-protocol'] ?? '').split(',')
  return token.trim().slice(0, 64)
}
