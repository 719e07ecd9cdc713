import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { RawData, WebSocket } from 'ws'
import type { DoorLimits } from './door-limits.ts'
import type { DoorLog } from './door-log.ts'
import type { GuestDoor } from './guest-door.ts'
import { livePath } from './identify.ts'
import { createLiveLine, type LiveLine } from './live-line.ts'
import { sendRefusal } from './refusal-reply.ts'
import { textFrame } from './text-frame.ts'

/** Tells the page to join (again); other codes mean: come back soon. */
const closeJoinAgain = 4401
const closeTooBusy = 1013
const closeTooMany = 1008
const closeFault = 1011

type Phone = { readonly socket: WebSocket; readonly line: LiveLine; readonly guestId: string }

/** `GET /api/live`: the room and the guest's own view at once, then each as it changes; what phones send is ignored. */
export function openGuestSockets(
  app: FastifyInstance,
  door: GuestDoor,
  limits: DoorLimits,
  log: DoorLog,
): void {
  const phones = new Set<Phone>()
  const ofGuests = new Map<string, number>()

  const stopRoom = door.room.subscribe((view) => {
    const frame = textFrame(view)
    for (const phone of phones) {
      // The next night's room is none of last night's guests' business: their page asks how things stand.
      if (door.isElsewhere(phone.guestId)) phone.socket.close(closeJoinAgain)
      else phone.line.push(frame)
    }
  })

  const heart = setInterval(() => {
    for (const phone of phones) beat(phone)
  }, limits.socketPing)
  heart.unref()

  /** Also where a phone learns that its night is over. */
  function beat({ socket, line, guestId }: Phone): void {
    if (line.isLost()) socket.terminate()
    else if (door.mine(guestId) === null) socket.close(closeJoinAgain)
    else line.ping()
  }

  function listen(socket: WebSocket, connection: Socket, guestId: string): void {
    const mine = door.mine(guestId)
    const held = ofGuests.get(guestId) ?? 0
    if (mine === null || held >= limits.socketsPerGuest) {
      socket.close(mine === null ? closeJoinAgain : closeTooBusy)
      return
    }
    const line = createLiveLine(socket, connection, limits, {
      isPing,
      onFlood: (flooding) => flooding.close(closeTooMany),
    })
    const phone = { socket, line, guestId }
    ofGuests.set(guestId, held + 1)
    phones.add(phone)
    line.push(textFrame(door.room.current()))
    line.push(textFrame(mine.current()))
    const stopMine = mine.subscribe((view) => line.push(textFrame(view)))

    socket.once('close', () => {
      stopMine()
      phones.delete(phone)
      const left = (ofGuests.get(guestId) ?? 1) - 1
      if (left > 0) ofGuests.set(guestId, left)
      else ofGuests.delete(guestId)
    })
  }

  app.route({
    method: 'GET',
    url: livePath,
    handler: (_, reply) => sendRefusal(reply, { code: 'not-found' }),
    wsHandler: (socket, request) => {
      const { guest } = request.caller
      // Oversized or broken frames: ws itself sends the right close code, 1009 or 1002.
      socket.on('error', () => log.refused('broken WebSocket frame'))
      if (guest === null) return socket.close(closeJoinAgain)
      try {
        listen(socket, request.raw.socket, guest.id)
      } catch (error) {
        log.failure(error, request)
        socket.close(closeFault)
      }
    },
  })

  app.addHook('onClose', () => {
    clearInterval(heart)
    stopRoom()
  })
}

function isPing(data: RawData): boolean {
  return Buffer.isBuffer(data) && data.length < 32 && /^"?ping"?$|^\{"type":"ping"\}$/.test(data.toString())
}
