import type { GuestRequest } from '../../../src-main/contract/guest-api.ts'
import type { Socket } from '../model/device.ts'
import { aRequest, aRoom, aTrack, event } from './fake-laptop.ts'

/** What becomes of the next POST. */
export type Loss = 'lost' | 'answer-lost' | 'busy' | 'hotspot'

type Line = {
  socket: Socket
  readonly alive: () => boolean
  /** Said while the wifi was away: TCP says it again when it is back. */
  unheard: string[]
}

const guest = { id: 'guest-1', nickname: 'Mia' }
const token = 'token-1'

/** A whole small night for one guest: what is committed, who listens, and a wifi that comes and goes. */
export function nightInMemory() {
  const rows = new Map<string, GuestRequest>()
  /** Every id that was ever committed, with its track. */
  const stored = new Map<string, string>()
  const losses: Loss[] = []
  let lines: Line[] = []
  let wifi = true

  const mine = () => JSON.stringify({ type: 'mine', guest, requests: [...rows.values()] })

  function push(line: Line, ...views: readonly string[]) {
    const { socket, alive } = line
    if (!alive() || socket.readyState !== 1) return
    line.unheard.push(...views)
    if (!wifi) return
    for (const data of line.unheard.splice(0))
      socket.onmessage?.call(socket as WebSocket, new MessageEvent('message', { data }))
  }

  function commit(row: GuestRequest) {
    rows.set(row.id, row)
    stored.set(row.id, row.track?.id ?? '')
    for (const line of lines) push(line, mine())
  }

  function openSocket(alive: () => boolean): Socket {
    const socket: Socket & { readyState: number } = {
      readyState: 0,
      onopen: null,
      onmessage: null,
      onclose: null,
      send: () => push(line, '{"type":"pong"}'),
      close: () => Object.assign(socket, { readyState: 3 }),
    }
    const line: Line = { socket, alive, unheard: [] }
    queueMicrotask(() => {
      if (!wifi || socket.readyState !== 0) return
      Object.assign(socket, { readyState: 1 })
      lines.push(line)
      socket.onopen?.call(socket as WebSocket, new Event('open'))
      push(line, JSON.stringify(aRoom()), mine())
    })
    return socket
  }

  function reply(status: number, body: unknown): Response {
    return new Response(JSON.stringify(body), { status })
  }

  function refusal(status: number, code: string): Response {
    return reply(status, { error: { code, message: code } })
  }

  function ask(body: { readonly id: string; readonly trackId: string }): Response {
    const known = rows.get(body.id)
    if (known) return reply(200, { request: known })
    if (stored.has(body.id)) return refusal(404, 'not-found')
    const open = ({ track, status }: GuestRequest) =>
      track?.id === body.trackId && (status === 'pending' || status === 'approved')
    if ([...rows.values()].some(open)) return refusal(409, 'already-asked')
    const { asked: _, ...track } = aTrack(body.trackId)
    const row = aRequest(body.id, { track, createdAt: stored.size })
    commit(row)
    return reply(201, { request: row })
  }

  async function answer(path: string, { method = 'GET', body }: RequestInit): Promise<Response> {
    await null
    if (!wifi) throw new TypeError('Failed to fetch')
    if (path === '/api/event') return reply(200, { ...event, needsCode: false, guest })
    if (method === 'DELETE') {
      rows.delete(path.split('/').at(-1) ?? '')
      for (const line of lines) push(line, mine())
      return new Response(null, { status: 204 })
    }
    const loss = losses.shift()
    if (loss === 'lost') throw new TypeError('Failed to fetch')
    if (loss === 'busy') return refusal(503, 'busy')
    if (loss === 'hotspot') return new Response('<html>Log in</html>')
    const done = ask(JSON.parse(String(body)))
    if (loss === 'answer-lost') throw new TypeError('Failed to fetch')
    return done
  }

  return {
    token,
    rows,
    stored,
    losses,
    setWifi(up: boolean) {
      wifi = up
      for (const line of lines) push(line)
    },
    /** The laptop starts again: all lines break, what was committed is there. */
    restart() {
      const broken = lines
      lines = []
      for (const { socket, alive } of broken) {
        if (!alive() || socket.readyState !== 1) continue
        Object.assign(socket, { readyState: 3 })
        if (wifi) socket.onclose?.call(socket as WebSocket, new CloseEvent('close', { code: 1006 }))
      }
    },
    /** The DJ decides about the first pending request. */
    decide(status: 'approved' | 'rejected') {
      const row = [...rows.values()].find((each) => each.status === 'pending')
      if (row) commit({ ...row, status, songsAway: status === 'approved' ? 1 : null })
    },
    /** What a page needs of it; a page that is gone hears and does nothing more. */
    door: (alive: () => boolean) => ({
      openSocket: () => openSocket(alive),
      fetch: (async (input, init = {}) => {
        const answered = await answer(String(input), init).catch((error: unknown) => error)
        if (!alive()) return new Promise(() => {})
        if (answered instanceof Response) return answered
        throw answered
      }) as typeof fetch,
    }),
  }
}
