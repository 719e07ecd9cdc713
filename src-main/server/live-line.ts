import type { Socket } from 'node:net'
import type { RawData, WebSocket } from 'ws'
import type { DoorLimits } from './door-limits.ts'
import { textFrame } from './text-frame.ts'

const pong = textFrame('{"type":"pong"}')

type Ties = {
  /** Whether it asks if anybody is there; all else that pages send is ignored. */
  readonly isPing: (data: RawData) => boolean
  /** It sent more messages in a second than it may. */
  readonly onFlood: (socket: WebSocket) => void
}

export type LiveLine = ReturnType<typeof createLiveLine>

/** One open WebSocket of the guests' door, over the connection `line`: what is sent to it, and whether it still lives. */
export function createLiveLine(
  socket: WebSocket,
  line: Socket,
  limits: DoorLimits,
  { isPing, onFlood }: Ties,
) {
  let missedPings = 0
  let secondBegan = 0
  let messages = 0

  /** Straight to the line: through `ws` each page costs a header of its own, and that is what a crowd costs us. */
  function push(frame: Buffer): void {
    if (socket.readyState !== socket.OPEN) return
    // Whoever reads too slowly gets a fresh snapshot when it comes back, instead of our memory.
    if (line.writableLength + frame.length > limits.socketBuffered) socket.terminate()
    else line.write(frame)
  }

  /** Whether it keeps within its messages a second. */
  function countMessage(): boolean {
    const now = performance.now()
    missedPings = 0
    if (now - secondBegan >= 1_000) {
      secondBegan = now
      messages = 0
    }
    messages += 1
    if (messages <= limits.socketMessagesPerSecond) return true
    onFlood(socket)
    return false
  }

  socket.on('pong', () => {
    missedPings = 0
  })
  socket.on('ping', () => countMessage())
  socket.on('message', (data) => {
    if (countMessage() && isPing(data)) push(pong)
  })

  return {
    push,
    /** It has left too many pings unanswered. */
    isLost: () => missedPings >= limits.socketMissedPings,
    ping(): void {
      missedPings += 1
      socket.ping()
    },
  }
}
