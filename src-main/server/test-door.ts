import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { GuestRequest } from '../contract/guest-api.ts'
import type { Guest } from '../core/guest.ts'
import { done, refuse } from '../core/result.ts'
import type { Log } from '../services/ports.ts'
import { buildServer } from './build-server.ts'
import type { DoorLimits } from './door-limits.ts'
import type { Caller, DisplayDoor, Feed, GuestDoor, GuestHandlers, SelfTestDoor } from './guest-door.ts'
import { prepareGuestPage } from './guest-page.ts'
import { listen } from './listen.ts'

/** A small night in memory behind the real server, for the tests of this folder. */

export const pin = '4827'
export const joinToken = 'bp_secret-of-the-link'
const html =
  '<!doctype html><title>Cueline</title><style>body{margin:0}</style>\r\n<script>\r\nlet a = 1\r\n</script><p>Hello'

const displayHtml = '<!doctype html><title>Cueline Display</title><style>html{background:#000}</style>'

function memoryFeed(first: string) {
  let current = first
  const listeners = new Set<(json: string) => void>()
  return {
    current: () => current,
    subscribe(listener: (json: string) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    push(json: string) {
      current = json
      for (const listener of listeners) listener(json)
    },
    audience: () => listeners.size,
  } satisfies Feed & Record<string, unknown>
}

const noSelfTest: SelfTestDoor = { arrived: () => false, measured: () => 'over', strayed() {}, others() {} }

export const displaySecret = 'K7MQ3WXE9AHD'

function memoryDisplay() {
  const views = memoryFeed('{"n":0}')
  const listeners = new Set<() => void>()
  const watched: number[] = []
  let secret: string | null = displaySecret
  const door: DisplayDoor = {
    check: (token) => (secret === null ? 'later' : token === secret ? 'right' : 'wrong'),
    onLink(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    views,
    watching: (screens) => void watched.push(screens),
  }
  function setSecret(next: string | null): void {
    secret = next
    for (const listener of listeners) listener()
  }
  return { door, views, watched, setSecret }
}

function memoryDoor(overrides: Partial<GuestHandlers>, selfTest: SelfTestDoor, parts: Partial<GuestDoor>) {
  const guests = new Map<string, Guest>()
  const requests = new Map<string, GuestRequest>()
  const mine = new Map<string, ReturnType<typeof memoryFeed>>()
  const room = memoryFeed('{"type":"room","n":0}')
  const display = memoryDisplay()
  const callers: Caller[] = []

  function newRequest(id: string, title: string, note: string | null): GuestRequest {
    return {
      id,
      status: 'pending',
      playing: false,
      mine: true,
      track: null,
      wish: { title, artist: '' },
      note,
      votes: 0,
      songsAway: null,
      reason: null,
      answer: null,
      createdAt: 0,
    }
  }

  const handlers: GuestHandlers = {
    'GET /api/event': async (_, caller) => {
      callers.push(caller)
      const { guest } = caller
      return done({
        body: {
          title: 'Summer party',
          welcome: '',
          status: 'live',
          pages: { requests: true, display: true },
          requestsPaused: false,
          ended: false,
          needsCode: false,
          guest: guest && { id: guest.id, nickname: guest.nickname },
          night: 'tonight',
          alsoAt: [],
        },
      })
    },
    'POST /api/guests': async ({ body }, caller) => {
      callers.push(caller)
      if ('pin' in body && body.pin === '0429') return refuse('slow-down', { retryAfter: 5 })
      const right = 'pin' in body ? body.pin === pin : body.token === joinToken
      if (!right) return refuse('wrong-pin')
      const token = randomBytes(16).toString('base64url')
      const id = createHash('sha256').update(token).digest('hex')
      const guest = {
        id,
        eventId: 'event',
        nickname: body.nickname,
        joinedAt: 0,
        expiresAt: 1,
        device: null,
        blockedAt: null,
      }
      guests.set(token, guest)
      mine.set(id, memoryFeed(`{"type":"mine","of":"${body.nickname}","n":0}`))
      // One field more than the contract names: it must not leave the house.
      return done({ body: { guest: { ...guest }, token } })
    },
    'GET /api/tracks': async () => done({ body: { tracks: [] } }),
    'GET /api/asked': async () => done({ body: { asked: {} } }),
    'POST /api/requests': async ({ body }) => {
      const known = requests.get(body.id)
      if (known) return done({ body: { request: known }, status: 200 })
      if ('trackId' in body && body.trackId === 'taken')
        return refuse('already-asked', { alternative: { requestId: randomUUID() } })
      const request = newRequest(body.id, 'wish' in body ? body.wish.title : body.trackId, body.note ?? null)
      requests.set(body.id, request)
      return done({ body: { request } })
    },
    'DELETE /api/requests/:id': async ({ params }) =>
      requests.delete(params.id) ? done({ body: null }) : refuse('not-found'),
    'POST /api/requests/:id/vote': async ({ params }) => {
      const request = requests.get(params.id)
      return request ? done({ body: { request: { ...request, votes: 1 } } }) : refuse('not-found')
    },
    'GET /api/health': async () => done({ body: { ok: true, night: 'tonight' } }),
    ...overrides,
  }
  const door: GuestDoor = {
    handlers,
    guestOf: (token) => guests.get(token) ?? null,
    room,
    mine: (guestId) => mine.get(guestId) ?? null,
    isElsewhere: (guestId) => !mine.has(guestId),
    alsoAt: () => [],
    artwork: async (id) => {
      if (id === 'evil') return { type: 'text/html', body: Buffer.from('<script>alert(1)</script>') }
      return id === 'cover' ? { type: 'image/png', body: Buffer.from('89504e47', 'hex') } : null
    },
    selfTest,
    display: display.door,
    ...parts,
  }
  return { door, room, mine, guests, requests, callers, display }
}

function memoryLog() {
  const lines: string[] = []
  const write = (message: string, facts?: object) => void lines.push(`${message} ${JSON.stringify(facts)}`)
  return { log: { info: write, warn: write, error: write } satisfies Log, text: () => lines.join('\n') }
}

type Options = {
  readonly limits?: Partial<DoorLimits>
  readonly hosts?: readonly string[]
  /** Names and addresses that change while it runs. */
  readonly movingHosts?: () => readonly string[]
  readonly handlers?: Partial<GuestHandlers>
  readonly selfTest?: SelfTestDoor
  /** Parts of the real thing in place of those in memory. */
  readonly parts?: Partial<GuestDoor>
}

/** The real server on a free loopback port. `await using` closes it. */
export async function openTestServer({
  limits = {},
  hosts = [],
  movingHosts = () => [],
  handlers = {},
  selfTest = noSelfTest,
  parts = {},
}: Options = {}) {
  const night = memoryDoor(handlers, selfTest, parts)
  const log = memoryLog()
  let port: number | null = null
  const allowed = new Set(hosts)
  const app = await buildServer({
    door: night.door,
    page: await prepareGuestPage(html),
    displayPage: {
      page: await prepareGuestPage(displayHtml),
      files: new Map([
        ['a.css', { type: 'text/css; charset=utf-8', body: Buffer.from('a{}'), gzipped: null }],
      ]),
    },
    allowedHosts: () => new Set([...allowed, ...movingHosts()]),
    port: () => port,
    log: log.log,
    limits,
  })
  const listening = await listen(app, { host: '127.0.0.1', port: 0 })
  if (!listening.ok) throw new Error(listening.words)
  port = listening.port
  const allow = (host: string) => allowed.add(host)
  const server = { ...night, app, port, allow, logged: log.text, origin: `http://127.0.0.1:${port}` }
  return { ...server, [Symbol.asyncDispose]: listening.close }
}

export type TestServer = Awaited<ReturnType<typeof openTestServer>>

export type Reply = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly json: () => { error?: { code: string; message: string } } & Record<string, unknown>
}

type CallOptions = {
  readonly headers?: Record<string, string>
  /** An object is sent as JSON, a string as it is. */
  readonly body?: unknown
}

/** One call over a connection of its own; unlike `fetch` it sends any header. */
export function call(
  { port }: { readonly port: number },
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Reply> {
  const { body } = options
  const bytes = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  const headers = {
    ...(bytes === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(bytes)}` }),
    ...options.headers,
  }
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: '127.0.0.1', port, method, path, headers, agent: false },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const { statusCode: status = 0 } = incoming
          resolve({ status, headers: incoming.headers, text, json: () => JSON.parse(text) })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(bytes)
  })
}

/** Joins by PIN and answers the guest's own token. */
export async function join(server: { readonly port: number }, nickname = 'Mia'): Promise<string> {
  const reply = await call(server, 'POST', '/api/guests', { body: { pin, nickname } })
  return String(reply.json().token)
}

/** A bare connection, for what no HTTP client would send; `received` is all that came back once it closed. */
export function openRaw({ port }: { readonly port: number }, first = ''): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    const closed = new Promise<string>((close) => socket.once('close', () => close(text)))
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
    })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.on('error', () => {})
      if (first !== '') socket.write(first)
      resolve({ socket, received: () => text, closed })
    })
  })
}

export type Raw = {
  readonly socket: Socket
  readonly received: () => string
  readonly closed: Promise<string>
}

/** How many connections the server holds open. */
export function connectionsOf({ app }: Pick<TestServer, 'app'>): Promise<number> {
  return new Promise((resolve, reject) => {
    app.server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  })
}
