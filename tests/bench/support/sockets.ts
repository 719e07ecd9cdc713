import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { request } from 'undici'
import { WebSocket } from 'ws'
import { joinAll } from './guests.ts'
import { inTurns } from './in-turns.ts'
import { sum } from './statistics.ts'

const openAtOnce = 50
const lostMs = 10_000

type Awaited = { readonly marker: string; left: number; readonly done: () => void }

const sockets: WebSocket[] = []
const tokens: string[] = []
/** The connections beneath the sockets. */
const lines: Socket[] = []
let awaited: Awaited | null = null
let lastRoom = ''

/** Many open phones in a process of their own, which tells how long until the last of them has a change. */
export const socketsProcess = {
  /** Joins and opens until that many guests are there. */
  async openGuests(input: { readonly url: string; readonly joinToken: string; readonly count: number }) {
    const more = await joinAll({ ...input, count: input.count - tokens.length })
    tokens.push(...more)
    const live = input.url.replace(/^http/, 'ws')
    await inTurns(openAtOnce, more, (token) => open(`${live}/api/live?token=${token}`))
  },

  /** Opens one for each of guests who have joined. */
  async openWith({ url, tokens }: { readonly url: string; readonly tokens: readonly string[] }) {
    const live = url.replace(/^http/, 'ws')
    await inTurns(openAtOnce, tokens, (token) => open(`${live}/api/live?token=${token}`))
  },

  /** Opens until that many sockets are there. */
  async openBare({ url, count }: { readonly url: string; readonly count: number }) {
    const more = Array.from({ length: count - sockets.length }, (_, at) => at)
    await inTurns(openAtOnce, more, () => open(url))
  },

  /** Bytes to and from all sockets so far, frames and all. */
  async traffic() {
    return sum(lines.map((line) => line.bytesRead + line.bytesWritten))
  },

  /** The newest room view, as its bytes came. */
  async room() {
    return lastRoom
  },

  /** A guest asks for a song. Milliseconds until the answer, and until all phones show `pending` waiting requests. */
  async askAndWait({ url, pending }: { readonly url: string; readonly pending: number }) {
    const body = JSON.stringify({ id: randomUUID(), wish: { title: `Song ${pending}`, artist: 'Everyone' } })
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${tokens[0]}` }
    const all = allHave(pending)
    const from = performance.now()
    const answer = request(`${url}/api/requests`, { method: 'POST', headers, body }).then(async (answer) => {
      const text = await answer.body.text()
      if (answer.statusCode !== 201) throw new Error(`asking was answered ${answer.statusCode}: ${text}`)
      return performance.now() - from
    })
    const [received, last] = await Promise.all([answer, all.then(() => performance.now() - from)])
    return { received, last }
  },

  /** Milliseconds from a phone's word to the bare server until all have what it sent. */
  async tellAndWait({ pending }: { readonly pending: number }) {
    const all = allHave(pending)
    const from = performance.now()
    sockets[0]?.send(String(pending))
    await all
    return performance.now() - from
  },
}

export type SocketsProcess = typeof socketsProcess

function open(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    sockets.push(socket)
    socket.once('upgrade', (response) => lines.push(response.socket))
    socket.once('open', () => resolve())
    socket.once('error', reject)
    socket.on('message', (data: Buffer) => {
      if (awaited && data.includes(awaited.marker)) {
        awaited.left -= 1
        if (awaited.left === 0) awaited.done()
      }
      if (socket === sockets[0] && data.includes('"type":"room"')) lastRoom = data.toString()
    })
  })
}

function allHave(pending: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (why?: Error) => {
      clearTimeout(timer)
      awaited = null
      if (why) reject(why)
      else resolve()
    }
    const timer = setTimeout(() => {
      finish(new Error(`${awaited?.left} of ${sockets.length} phones never had the change`))
    }, lostMs)
    awaited = { marker: `"pending":${pending},`, left: sockets.length, done: () => finish() }
  })
}
