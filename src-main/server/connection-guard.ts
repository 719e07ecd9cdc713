import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { callerAddress } from './caller-address.ts'
import type { DoorLimits } from './door-limits.ts'
import type { DoorLog } from './door-log.ts'

type Connection = { readonly address: string; readonly openedAt: number; guestId: string | null }

const sweepMs = 250
const closingMs = 1_000

/**
 * Bounds the open connections. Of strangers behind one address the longest idle go first, so that an honest guest
 * who shares the address with an attacker still gets in; those who have joined stay.
 */
export function guardConnections(server: Server, limits: DoorLimits, log: DoorLog) {
  const connections = new Map<Socket, Connection>()
  const strangers = new Map<string, Set<Socket>>()
  const ofGuests = new Map<string, number>()

  function open(socket: Socket): void {
    if (connections.size >= limits.connections && !closeOldestStranger()) {
      log.refused('too many connections')
      socket.destroy()
      return
    }
    const address = callerAddress(socket.remoteAddress)
    connections.set(socket, { address, openedAt: performance.now(), guestId: null })
    const others = strangers.get(address) ?? new Set()
    strangers.set(address, others.add(socket))
    socket.once('close', () => forget(socket))
  }

  function forget(socket: Socket): void {
    const connection = connections.get(socket)
    if (connection === undefined) return
    connections.delete(socket)
    leaveStrangers(socket, connection)
    if (connection.guestId === null) return
    const left = (ofGuests.get(connection.guestId) ?? 1) - 1
    if (left > 0) ofGuests.set(connection.guestId, left)
    else ofGuests.delete(connection.guestId)
  }

  function leaveStrangers(socket: Socket, { address }: Connection): void {
    const others = strangers.get(address)
    others?.delete(socket)
    if (others?.size === 0) strangers.delete(address)
  }

  /** Maps keep the order of entry, and whoever completes a call enters anew: the first stranger is the longest idle. */
  function closeOldestStranger(): boolean {
    for (const [socket, { guestId }] of connections) {
      if (guestId !== null) continue
      forget(socket)
      socket.destroy()
      return true
    }
    return false
  }

  function watchCall(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    const deadline = setTimeout(() => socket.destroy(), limits.readerTime)
    response.once('close', () => {
      clearTimeout(deadline)
      const connection = connections.get(socket)
      if (connection === undefined || connection.guestId !== null) return
      connections.delete(socket)
      connections.set(socket, connection)
      const others = strangers.get(connection.address)
      if (others?.delete(socket)) others.add(socket)
    })
  }

  function sweep(): void {
    const now = performance.now()
    for (const sockets of strangers.values()) {
      let surplus = sockets.size - limits.strangersPerAddress
      for (const socket of sockets) {
        if (surplus <= 0) break
        if (now - (connections.get(socket)?.openedAt ?? 0) < limits.strangerGrace) continue
        log.refused('too many connections of one address')
        socket.destroy()
        surplus -= 1
      }
    }
  }

  const sweeper = setInterval(sweep, sweepMs)
  sweeper.unref()
  server.on('connection', open)
  server.on('request', watchCall)

  return {
    /** Takes a connection out of its address's count; beyond 16 of one guest it keeps counting as a stranger's. */
    joined(socket: Socket, guestId: string): void {
      const connection = connections.get(socket)
      const held = ofGuests.get(guestId) ?? 0
      if (connection === undefined || connection.guestId !== null || held >= limits.connectionsPerGuest)
        return
      connection.guestId = guestId
      ofGuests.set(guestId, held + 1)
      leaveStrangers(socket, connection)
    },
    /** Lets calls under way end, then closes what is left, so that quitting never hangs on a slow phone. */
    closing(): void {
      clearInterval(sweeper)
      const end = setTimeout(() => {
        for (const socket of connections.keys()) socket.destroy()
      }, closingMs)
      end.unref()
    },
  }
}

export type ConnectionGuard = ReturnType<typeof guardConnections>
