import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { callerAddress } from './caller-address.ts'
import type { DoorLimits } from './door-limits.ts'
import type { DoorLog } from './door-log.ts'

type Connection = {
  readonly address: string
  readonly openedAt: number
  guestId: string | null
  /** Its guest listens by a WebSocket, whose pings tell whether it is there. */
  listens: boolean
  /** Calls that are not answered to the last byte yet. */
  calls: number
  /** When it was opened or its last answer ended. */
  restingSince: number
}

const sweepMs = 250

/**
 * Bounds the open connections. Of strangers behind one address the longest idle go first, so that an honest guest
 * who shares the address with an attacker still gets in; of those who have joined, none loses its only one.
 */
export function guardConnections(server: Server, limits: DoorLimits, log: DoorLog) {
  const connections = new Map<Socket, Connection>()
  const strangers = new Map<string, Set<Socket>>()
  const ofGuests = new Map<string, number>()

  function open(socket: Socket): void {
    if (connections.size >= limits.connections && !closeOldestStranger() && !closeOfGreediest()) {
      log.refused('too many connections')
      socket.destroy()
      return
    }
    const address = callerAddress(socket.remoteAddress)
    const openedAt = performance.now()
    const begun = { address, openedAt, guestId: null, listens: false, calls: 0, restingSince: openedAt }
    connections.set(socket, begun)
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

  /** The guest with the most connections loses the longest idle of them, before a newcomer is turned away. */
  function closeOfGreediest(): boolean {
    let greediest: string | null = null
    let most = 1
    for (const [guestId, held] of ofGuests) if (held > most) [greediest, most] = [guestId, held]
    const held = [...connections].filter(([, { guestId }]) => greediest !== null && guestId === greediest)
    const idlest = held.toSorted(([, one], [, other]) => idleRank(one) - idleRank(other))[0]?.[0]
    if (idlest === undefined) return false
    log.refused('too many connections of one guest')
    forget(idlest)
    idlest.destroy()
    return true
  }

  /** Whether a call is to be answered at all. */
  function admit({ socket }: IncomingMessage, response: ServerResponse): boolean {
    const connection = connections.get(socket)
    // Cut off: what it sent ahead is parsed to its end all the same.
    if (connection === undefined || socket.destroyed) return false
    connection.calls += 1
    // No browser asks on without waiting for answers, and each of these may be some hundred times as long as its call.
    if (connection.calls > limits.callsAtOnce) {
      log.refused('calls ahead of their answers')
      socket.destroy()
      return false
    }
    const deadline = setTimeout(() => socket.destroy(), limits.readerTime)
    response.once('close', () => {
      clearTimeout(deadline)
      connection.calls -= 1
      connection.restingSince = performance.now()
      if (connection.guestId !== null || connections.get(socket) !== connection) return
      connections.delete(socket)
      connections.set(socket, connection)
      const others = strangers.get(connection.address)
      if (others?.delete(socket)) others.add(socket)
    })
    return true
  }

  function sweep(): void {
    const now = performance.now()
    closeResting(now - limits.keepAlive)
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

  /** Node's own time-out begins anew with each byte, also with empty lines that are no call. */
  function closeResting(since: number): void {
    for (const [socket, { listens, calls, restingSince }] of connections)
      if (!listens && calls === 0 && restingSince < since) socket.destroy()
  }

  const sweeper = setInterval(sweep, sweepMs)
  sweeper.unref()
  server.on('connection', open)
  // In front of everything that costs time: Fastify makes much of a call before its first hook.
  const answerers = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    if (admit(request, response)) for (const answer of answerers) answer.call(server, request, response)
  })

  return {
    /**
     * Takes a connection out of its address's count; beyond 16 of one guest it keeps counting as a stranger's. `listens`: it
     * becomes a WebSocket.
     */
    joined(socket: Socket, guestId: string, listens: boolean): void {
      const connection = connections.get(socket)
      const held = ofGuests.get(guestId) ?? 0
      if (connection !== undefined) connection.listens = listens
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
      }, limits.closing)
      end.unref()
    },
  }
}

/** Those that rest go first, the longest idle of them; those in use last. */
function idleRank({ listens, calls, restingSince }: Connection): number {
  return restingSince + (listens || calls > 0 ? Number.MAX_SAFE_INTEGER / 2 : 0)
}

export type ConnectionGuard = ReturnType<typeof guardConnections>
