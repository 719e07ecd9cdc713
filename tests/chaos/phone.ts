import { request as httpRequest } from 'node:http'
import WebSocket from 'ws'
import { type Device, makeUuid, openBox, type Socket } from '../../src-renderer/guest/model/device.ts'
import { createNight } from '../../src-renderer/guest/model/night.ts'
import { blank, type State } from '../../src-renderer/guest/model/state.ts'

type Wifi = {
  /** Where the phone connects to. */
  readonly port: number
  /** What it takes for the laptop's port. */
  readonly serverPort: number
}

type Song = { readonly wish: string } | { readonly trackId: string }

/** What the server has told this phone to be done; it must stay so, unless the phone itself tried to undo it. */
export type Told = {
  /** Ids of requests, with the title of a wish or the id of a song of the catalogue. */
  readonly asked: Map<string, Song>
  readonly takenBack: Set<string>
  readonly voted: Set<string>
  /** Ids that were refused for good, with the reason. */
  readonly refused: Map<string, string>
  /** Whatever was sent, answered or not: without an answer the phone can't know. */
  readonly tried: { readonly back: Set<string>; readonly vote: Set<string> }
}

/** Phones live so much faster than the wall clock: nobody waits ten seconds for an answer. */
const haste = 12

/** `fetch` as far as the page uses it, over a connection of its own each time. */
function fetchOver(
  { port, serverPort }: Wifi,
  trying: (method: string, path: string) => void,
  tell: (method: string, path: string, body: unknown, reply: Response) => void,
) {
  return (path: string, { method = 'GET', headers, body, signal }: RequestInit = {}): Promise<Response> =>
    new Promise((resolve, reject) => {
      const text = typeof body === 'string' ? body : undefined
      trying(method, path)
      const outgoing = httpRequest(
        {
          ...{ host: '127.0.0.1', port, path, method, agent: false },
          headers: {
            ...Object.fromEntries(new Headers(headers)),
            host: `127.0.0.1:${serverPort}`,
            ...(text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }),
          },
        },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
          incoming.on('error', reject)
          // Given up in the middle of an answer, which ends without a word then.
          incoming.on('close', () => reject(new TypeError('the answer broke off')))
          incoming.on('end', () => {
            if (!incoming.complete) return reject(new TypeError('the answer broke off'))
            const { statusCode: status = 0 } = incoming
            const content = status === 204 ? null : Buffer.concat(chunks)
            const reply = () => new Response(content, { status })
            tell(method, path, text === undefined ? null : JSON.parse(text), reply())
            resolve(reply())
          })
        },
      )
      signal?.addEventListener('abort', () => outgoing.destroy(new Error('given up')))
      outgoing.on('error', reject)
      outgoing.end(text)
    })
}

/** One guest's page without its screen: the real model over real sockets. */
export function openChaosPhone(wifi: Wifi, secret: string, nickname: string, random: () => number) {
  const told: Told = {
    ...{ asked: new Map(), takenBack: new Set(), voted: new Set(), refused: new Map() },
    tried: { back: new Set(), vote: new Set() },
  }
  const timers = new Set<NodeJS.Timeout>()
  let state: State = blank
  let isOff = false

  const partsOf = (path: string) => /^\/api\/requests(?:\/([^/]+)(\/vote)?)?$/.exec(path) ?? []

  function trying(method: string, path: string): void {
    const [, id = '', vote] = partsOf(path)
    if (method === 'DELETE') told.tried.back.add(id)
    else if (vote !== undefined) told.tried.vote.add(id)
  }

  async function tell(method: string, path: string, body: unknown, reply: Response): Promise<void> {
    const [, id = '', vote] = partsOf(path)
    if (!path.startsWith('/api/requests')) return
    if (method === 'DELETE') {
      if (reply.ok) told.takenBack.add(id)
    } else if (vote !== undefined) {
      if (reply.ok) told.voted.add(id)
    } else {
      const asked = body as { id: string } & ({ wish: { title: string } } | { trackId: string })
      const song = 'wish' in asked ? { wish: asked.wish.title } : { trackId: asked.trackId }
      if (reply.ok) told.asked.set(asked.id, song)
      else if (reply.status < 500 && reply.status !== 429 && reply.status !== 401) {
        const { error } = (await reply.json()) as { error: { code: string } }
        told.refused.set(asked.id, error.code)
      }
    }
  }

  const device: Device = {
    fetch: fetchOver(wifi, trying, (...said) => void tell(...said)) as typeof fetch,
    openSocket: (token) =>
      new WebSocket(`ws://127.0.0.1:${wifi.port}/api/live?token=${token}`, {
        headers: { host: `127.0.0.1:${wifi.serverPort}` },
      }).on('error', () => {}) as unknown as Socket,
    // Where storage is blocked the box keeps to memory, as in a private window.
    local: openBox(() => {
      throw new Error('no disk')
    }),
    later(delay, run) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        if (!isOff) run()
      }, delay / haste)
      timers.add(timer)
      return () => {
        clearTimeout(timer)
        timers.delete(timer)
      }
    },
    random,
    uuid: () => makeUuid((bytes) => crypto.getRandomValues(bytes)),
    now: Date.now,
    buzz: () => {},
    hidden: () => false,
    origin: `http://127.0.0.1:${wifi.serverPort}`,
    go: () => {},
  }
  const night = createNight(device, secret, (next) => {
    state = next
  })

  return {
    night,
    told,
    state: () => state,
    /** Joins, however often it takes. */
    async join(goesOn: () => boolean): Promise<void> {
      while (state.phase !== 'in' && goesOn()) {
        if (state.phase === 'join') await night.join(nickname)
        await new Promise((again) => setTimeout(again, 50))
      }
    },
    off(): void {
      isOff = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

export type ChaosPhone = ReturnType<typeof openChaosPhone>
