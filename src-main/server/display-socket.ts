import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import type { ConnectionGuard } from './connection-guard.ts'
import type { DoorLimits } from './door-limits.ts'
import type { DoorLog } from './door-log.ts'
import type { DisplayDoor } from './guest-door.ts'
import { sendRefusal } from './refusal-reply.ts'
import { textFrame } from './text-frame.ts'

export const displayLivePath = '/api/display/live'

/** The link opens no display here (any more). */
const closeWrongLink = 4401
const closeTooMany = 4429
/** Not known yet: come back soon. */
const closeLater = 1013
const closeFault = 1011
const pong = textFrame('{"type":"pong"}')

type Screen = {
  readonly socket: WebSocket
  /** The connection beneath it. */
  readonly line: Socket
  readonly token: string
  missedPings: number
  secondBegan: number
  messages: number
}

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
  const frameOf = (view: string) => textFrame(`{"page":${JSON.stringify(pageTag)},"view":${view}}`)

  function push({ socket, line }: Screen, frame: Buffer): void {
    if (socket.readyState !== socket.OPEN) return
    // Whoever reads too slowly gets a fresh view when it comes back, instead of our memory.
    if (line.writableLength + frame.length > limits.socketBuffered) socket.terminate()
    else line.write(frame)
  }

  const stopViews = display.views.subscribe((view) => {
    const frame = frameOf(view)
    for (const screen of screens) push(screen, frame)
  })
  const stopLink = display.onLink(() => {
    for (const { socket, token } of screens)
      if (display.check(token) !== 'right') socket.close(closeWrongLink)
  })
  const heart = setInterval(() => {
    for (const screen of screens) beat(screen)
  }, limits.socketPing)
  heart.unref()

  function beat(screen: Screen): void {
    if (screen.missedPings >= limits.socketMissedPings) screen.socket.terminate()
    else {
      screen.missedPings += 1
      screen.socket.ping()
    }
  }

  function listen(socket: WebSocket, request: FastifyRequest): void {
    const token = tokenOf(request)
    const refused = whyNot(token)
    if (refused !== null) {
      socket.close(refused)
      return
    }
    const line = request.raw.socket
    connections.joined(line, `display ${randomUUID()}`, true)
    const screen: Screen = { socket, line, token, missedPings: 0, secondBegan: 0, messages: 0 }
    screens.add(screen)
    display.watching(screens.size)
    push(screen, frameOf(display.views.current()))

    socket.on('pong', () => {
      screen.missedPings = 0
    })
    socket.on('ping', () => countMessage(screen))
    socket.on('message', (data) => {
      if (countMessage(screen) && String(data) === 'ping') push(screen, pong)
    })
    socket.once('close', () => {
      screens.delete(screen)
      display.watching(screens.size)
    })
  }

  /** The close code for who gets nothing to see. */
  function whyNot(token: string): number | null {
    const known = display.check(token)
    if (known !== 'right') return known === 'later' ? closeLater : closeWrongLink
    return screens.size >= limits.displays ? closeTooMany : null
  }

  function countMessage(screen: Screen): boolean {
    const now = performance.now()
    screen.missedPings = 0
    if (now - screen.secondBegan >= 1_000) {
      screen.secondBegan = now
      screen.messages = 0
    }
    screen.messages += 1
    if (screen.messages <= limits.socketMessagesPerSecond) return true
    screen.socket.terminate()
    return false
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

function tokenOf({ headers }: FastifyRequest): string {
  const [, token = ''] = (headers['sec-websocket-protocol'] ?? '').split(',')
  return token.trim().slice(0, 64)
}
