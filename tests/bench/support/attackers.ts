import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'

/** Slow ones in three kinds, each kept open in the same number, and one who guesses the PIN; in a process of their own. */

type Kind = 'headers' | 'body' | 'reader'
const kinds = ['headers', 'body', 'reader'] as const

const dripMs = 400
/** So many calls ahead a reader may send. */
const ahead = 8
const guessEveryMs = 20
const lines = 40

/** How long each connection lasted until the server closed it, in milliseconds. */
const lasted: Record<Kind, number[]> = { headers: [], body: [], reader: [] }
const answers: Record<number, number> = {}
const sockets = new Set<Socket>()
let isOver = false
let guesses = 0

export const attackersProcess = {
  /** Resolves when all of them are open. */
  async open({ url, each }: { readonly url: string; readonly each: number }) {
    const opened = kinds.flatMap((kind) => Array.from({ length: each }, () => keepOpen(url, kind)))
    await Promise.all(opened)
    return sockets.size
  },

  /** Guesses that often a second, each time as a phone that nobody has seen, until `finish`. */
  async guess({ url, perSecond }: { readonly url: string; readonly perSecond: number }) {
    const door = new Pool(url, { connections: lines })
    void (async () => {
      const began = performance.now()
      while (!isOver) {
        const due = Math.floor(((performance.now() - began) / 1000) * perSecond)
        while (guesses < due) void guessOnce(door, guesses++)
        await pause(guessEveryMs)
      }
      await door.destroy()
    })()
  },

  async finish() {
    isOver = true
    const open = sockets.size
    for (const socket of sockets) socket.destroy()
    const longest = Object.fromEntries(kinds.map((kind) => [kind, Math.max(0, ...lasted[kind])]))
    return { open, longest, closed: kinds.map((kind) => lasted[kind].length), guesses, answers }
  },
}

export type AttackersProcess = typeof attackersProcess

async function guessOnce(door: Pool, at: number): Promise<void> {
  try {
    const { statusCode, body } = await door.request({
      method: 'POST',
      path: '/api/guests',
      headers: {
        'content-type': 'application/json',
        cookie: `cueline_device=${String(at).padStart(22, 'x')}`,
      },
      body: JSON.stringify({ pin: String(at % 10_000).padStart(4, '0'), nickname: 'Mallory' }),
    })
    await body.dump()
    answers[statusCode] = (answers[statusCode] ?? 0) + 1
  } catch {
    answers[0] = (answers[0] ?? 0) + 1
  }
}

function startOf(kind: Kind, host: string): string {
  switch (kind) {
    case 'headers':
      return `GET / HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `
    case 'body':
      return `POST /api/guests HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{`
    case 'reader':
      return `GET /api/openapi.json HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(ahead)
  }
}

/** Opens one, and another one whenever the server has closed it. */
function keepOpen(url: string, kind: Kind): Promise<void> {
  const { host, port, hostname } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    const from = performance.now()
    if (kind === 'reader') socket.pause()
    sockets.add(socket)
    socket.write(startOf(kind, host))
    // Who doesn't read learns by writing that the other end is gone; between calls an empty line is no call.
    const drip = setInterval(() => socket.write(kind === 'reader' ? '\r\n' : ' '), dripMs)
    socket.once('connect', () => resolve())
    socket.on('data', () => {})
    if (kind === 'reader') socket.pause()
    socket.on('error', () => socket.destroy())
    socket.once('close', () => {
      clearInterval(drip)
      sockets.delete(socket)
      if (isOver) return
      lasted[kind].push(performance.now() - from)
      void keepOpen(url, kind)
    })
  })
}
