import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { RawData, WebSocket } from 'ws'
import type { DoorLimits } from './door-limits.ts'
import type { DoorLog } from './door-log.ts'
import type { GuestDoor } from './guest-door.ts'
import { livePath } from './identify.ts'
import { sendRefusal } from './refusal-reply.ts'
import { textFrame } from './text-frame.ts'

/** Tells the page to join (again); other codes mean: come back soon. */
const closeJoinAgain = 4401
const closeTooBusy = 1013
const closeTooMany = 1008
const closeFault = 1011
const pong = textFrame(JSON.stringify({ type: 'pong' }))

type Phone = {
  readonly socket: WebSocket
  /** The connection beneath it. */
  readonly line: Socket
  readonly guestId: string
  missedPings: number
  secondBegan: number
  messages: number
}

/** `GET /api/live`: the room and the guest's own view at once, then each as it changes; what phones send is ignored. */
export function openGuestSockets(
  app: FastifyInstance,
  door: GuestDoor,
  limits: DoorLimits,
  log: DoorLog,
): void {
  const phones = new Set<Phone>()
  const ofGuests = new Map<string, number>()

  /** Straight to the line: through `ws` each phone costs a header of its own, and that is what a crowd costs us. */
  function push({ socket, line }: Phone, frame: Buffer): void {
    if (socket.readyState !== socket.OPEN) return
    // A phone that reads too slowly gets a fresh snapshot when it comes back, instead of our memory.
    if (line.writableLength + frame.length > limits.socketBuffered) socket.terminate()
    else line.write(frame)
  }

  const stopRoom = door.room.subscribe((view) => {
    const frame = textFrame(view)
    for (const phone of phones) {
      // The next night's room is none of last night's guests' business: their page asks how things stand.
      if (door.isElsewhere(phone.guestId)) phone.socket.close(closeJoinAgain)
      else push(phone, frame)
    }
  })

  const heart = setInterval(() => {
    for (const phone of phones) beat(phone)
  }, limits.socketPing)
  heart.unref()

  /** Also where a phone learns that its night is over. */
  function beat(phone: Phone): void {
    if (phone.missedPings >= limits.socketMissedPings) phone.socket.terminate()
    else if (door.mine(phone.guestId) === null) phone.socket.close(closeJoinAgain)
    else {
      phone.missedPings += 1
      phone.socket.ping()
    }
  }

  function listen(socket: WebSocket, line: Socket, guestId: string): void {
    const mine = door.mine(guestId)
    const held = ofGuests.get(guestId) ?? 0
    if (mine === null || held >= limits.socketsPerGuest) {
      socket.close(mine === null ? closeJoinAgain : closeTooBusy)
      return
    }
    const phone: Phone = { socket, line, guestId, missedPings: 0, secondBegan: 0, messages: 0 }
    ofGuests.set(guestId, held + 1)
    phones.add(phone)
    push(phone, textFrame(door.room.current()))
    push(phone, textFrame(mine.current()))
    const stopMine = mine.subscribe((view) => push(phone, textFrame(view)))

    socket.on('pong', () => {
      phone.missedPings = 0
    })
    socket.on('ping', () => countMessage(phone))
    socket.on('message', (data) => {
      if (countMessage(phone) && isPing(data)) push(phone, pong)
    })
    socket.once('close', () => {
      stopMine()
      phones.delete(phone)
      const left = (ofGuests.get(guestId) ?? 1) - 1
      if (left > 0) ofGuests.set(guestId, left)
      else ofGuests.delete(guestId)
    })
  }

  /** Whether the phone keeps within 20 messages a second. */
  function countMessage(phone: Phone): boolean {
    const now = performance.now()
    phone.missedPings = 0
    if (now - phone.secondBegan >= 1_000) {
      phone.secondBegan = now
      phone.messages = 0
    }
    phone.messages += 1
    if (phone.messages <= limits.socketMessagesPerSecond) return true
    phone.socket.close(closeTooMany)
    return false
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
