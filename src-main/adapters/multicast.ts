import { createSocket } from 'node:dgram'

/** Where a packet came from, and where an answer to it alone goes. */
export type Sender = { readonly address: string; readonly port: number }

export type Multicast = {
  /** To everybody, or to one; what can't be sent is lost, as on any bad wifi. */
  send(packet: Buffer, to?: Sender): void
  close(): void
}

export type MulticastEvents = {
  packet(packet: Buffer, from: Sender): void
  /** The socket is of no use any more. */
  failed(error: Error): void
}

/** Resolves when it listens; rejects where multicast can't be had. */
export type OpenMulticast = (ownAddress: string, events: MulticastEvents) => Promise<Multicast>

export const mdnsPort = 5353
const group = '224.0.0.251'
/** What mDNS asks for: a packet that crossed a router arrives with less. */
const timeToLive = 255

/** The mDNS group on the network of one own address. Never keeps the process from ending. */
export const openMulticast: OpenMulticast = (ownAddress, events) =>
  new Promise((resolve, reject) => {
    // Shared with the system's own responder, which listens at the same port.
    const socket = createSocket({ type: 'udp4', reuseAddr: true })
    socket.unref()
    socket.once('error', (error) => {
      close()
      reject(error)
    })
    socket.on('message', (packet, { address, port }) => events.packet(packet, { address, port }))
    socket.bind({ port: mdnsPort, address: '0.0.0.0', exclusive: true }, () => {
      try {
        socket.addMembership(group, ownAddress)
        socket.setMulticastInterface(ownAddress)
        socket.setMulticastTTL(timeToLive)
        socket.setMulticastLoopback(true)
      } catch (error) {
        close()
        return reject(error)
      }
      socket.removeAllListeners('error')
      socket.on('error', (error) => {
        close()
        events.failed(error)
      })
      resolve({
        send(packet, to = { address: group, port: mdnsPort }) {
          if (closed) return
          onTheWay += 1
          socket.send(packet, to.port, to.address, () => {
            onTheWay -= 1
            if (closed && onTheWay === 0) socket.close()
          })
        },
        close,
      })
    })

    let closed = false
    let onTheWay = 0
    /** Once what was said last (goodbye) has left. */
    function close(): void {
      if (closed) return
      closed = true
      if (onTheWay === 0) socket.close()
    }
  })
