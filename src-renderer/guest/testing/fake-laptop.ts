import type { AskedTrack, GuestRequest, PublicEvent, RoomView } from '../../../src-main/contract/guest-api.ts'
import type { Socket } from '../model/device.ts'

/** What the laptop does with the next POST of a request; `ok` once the list is used up. */
export type Fault =
  | 'ok'
  | 'lost'
  | 'answer-lost'
  | 'busy'
  | 'hotspot'
  | 'explicit'
  | 'already-asked'
  | 'blocked'

type Line = Socket & { readonly token: string; readonly sent: string[] }

export type FakeLaptop = ReturnType<typeof fakeLaptop>

export const event: PublicEvent = {
  title: 'Anna and Tom',
  welcome: 'Dance!',
  status: 'live',
  pages: { requests: true, display: true },
  requestsPaused: false,
  ended: false,
}

export function aTrack(id: string, changes: Partial<AskedTrack> = {}): AskedTrack {
  const song = { title: `Song ${id}`, artist: 'Some Band', album: null, durationMs: 200_000 }
  const shown = { explicit: false, artworkUrl: null, spotifyUrl: null, playable: true }
  return { id, ...song, ...shown, asked: null, ...changes }
}

export function aRequest(id: string, changes: Partial<GuestRequest> = {}): GuestRequest {
  const { asked: _, ...track } = aTrack(id)
  const state = { status: 'pending', playing: false, mine: true, votes: 0, songsAway: null } as const
  return { id, ...state, track, wish: null, note: null, reason: null, answer: null, createdAt: 1, ...changes }
}

export function aRoom(changes: Partial<RoomView> = {}): RoomView {
  const counts = { pending: 0, queued: 0, played: 0, guests: 1 }
  return { type: 'room', event, nowPlaying: null, upNext: [], counts, ...changes }
}

/** The server as a phone sees it, in memory, with faults on demand. */
export function fakeLaptop() {
  const guests = new Map<string, { readonly id: string; readonly nickname: string }>()
  const rows: GuestRequest[] = []
  const bodies: Record<string, unknown>[] = []
  let held: Promise<void> | null = null
  const laptop = {
    event,
    needsCode: false,
    /** The address that the page came from leads nowhere. */
    away: false,
    night: 'tonight',
    alsoAt: [] as readonly string[],
    /** Who answers by other names, and with which night. */
    elsewhere: new Map<string, string | null>(),
    tracks: [aTrack('a'), aTrack('b')] as readonly AskedTrack[],
    /** Spotify's further pages, by where they begin. */
    pages: {} as Readonly<
      Record<string, { readonly tracks: readonly AskedTrack[]; readonly next: number | null }>
    >,
    faults: [] as Fault[],
    joinRefusal: null as { readonly code: string; readonly message: string } | null,
    /** Committed requests, one a row. */
    rows,
    /** What came in by POST, whether answered or not. */
    bodies,
    guests,
    lines: [] as Line[],
    buzzes: [] as (readonly number[])[],
    fetch: answer as typeof fetch,
    openSocket(token: string): Socket {
      const line: Line = {
        token,
        sent: [],
        readyState: 0,
        onopen: null,
        onmessage: null,
        onclose: null,
        send: (data) => void line.sent.push(String(data)),
        close: () => {},
      }
      laptop.lines.push(line)
      return line
    },
    /** Keeps answers back until they are released. */
    hold() {
      let release = () => {}
      held = new Promise<void>((done) => {
        release = done
      })
      return { release: () => release() }
    },
    line(): Line {
      const line = laptop.lines.at(-1)
      if (!line) throw new Error('no socket was opened')
      return line
    },
    open() {
      Object.assign(laptop.line(), { readyState: 1 })
      laptop.line().onopen?.call(socketSelf, new globalThis.Event('open'))
    },
    push(view: unknown) {
      const data = typeof view === 'string' ? view : JSON.stringify(view)
      laptop.line().onmessage?.call(socketSelf, new MessageEvent('message', { data }))
    },
    hangUp(code = 1006) {
      Object.assign(laptop.line(), { readyState: 3 })
      laptop.line().onclose?.call(socketSelf, new CloseEvent('close', { code }))
    },
  }
  // The handlers don't use their `this`.
  const socketSelf = undefined as unknown as WebSocket

  function json(status: number, body: unknown): Response {
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
  }

  async function answer(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const { pathname, origin, searchParams } = new URL(String(input), 'http://dj.test')
    if (origin !== 'http://dj.test') return answerElsewhere(origin, new Headers(init.headers))
    if (laptop.away) throw new TypeError('Failed to fetch')
    if (pathname === '/api/health') return json(200, { ok: true, night: laptop.night })
    const token = new Headers(init.headers).get('authorization')?.slice('Bearer '.length) ?? ''
    const guest = guests.get(token) ?? null
    const body = (init.body ? JSON.parse(String(init.body)) : {}) as Record<string, unknown>
    if (pathname === '/api/event') {
      const { needsCode, night, alsoAt } = laptop
      const answer = json(200, { ...laptop.event, needsCode, guest, night, alsoAt })
      await held
      return answer
    }
    if (pathname === '/api/guests') return join(body)
    if (!guest) return json(401, { error: { code: 'not-joined', message: 'Join first.' } })
    if (pathname === '/api/tracks') {
      const from = searchParams.get('from')
      return json(200, from === null ? { tracks: laptop.tracks } : laptop.pages[from])
    }
    if (pathname === '/api/asked') {
      const songs = laptop.tracks.filter(({ id }) => searchParams.get('of')?.split(',').includes(id))
      const asked = songs.flatMap((song) => (song.asked ? [[song.id, song.asked]] : []))
      return json(200, { asked: Object.fromEntries(asked) })
    }
    if (init.method === 'DELETE') return new Response(null, { status: 204 })
    const answered = pathname.endsWith('/vote') ? vote(pathname.split('/')[3] ?? '') : request(body)
    await held
    return answered
  }

  /** Browsers let a page ask there for nothing but this, and with no headers of its own. */
  function answerElsewhere(origin: string, headers: Headers): Response {
    const night = laptop.elsewhere.get(origin)
    if (night === undefined || [...headers].length > 0) throw new TypeError('Failed to fetch')
    return json(200, { ok: true, night })
  }

  function join(body: Record<string, unknown>): Response {
    bodies.push(body)
    if (laptop.joinRefusal) return json(403, { error: laptop.joinRefusal })
    const token = `token-${guests.size + 1}`
    const guest = { id: `guest-${guests.size + 1}`, nickname: String(body.nickname) }
    guests.set(token, guest)
    return json(200, { guest, token })
  }

  function request(body: Record<string, unknown>): Response {
    bodies.push(body)
    const fault = laptop.faults.shift() ?? 'ok'
    if (fault === 'lost') throw new TypeError('Failed to fetch')
    if (fault === 'busy') return json(503, { error: { code: 'busy', message: 'Busy.', retryAfter: 1 } })
    if (fault === 'hotspot') return new Response('<html>Log in</html>', { status: 200 })
    if (fault === 'explicit') {
      const alternative = { track: aTrack('clean') }
      return json(403, { error: { code: fault, message: 'Is there a clean version?', alternative } })
    }
    if (fault === 'blocked') return json(403, { error: { code: fault, message: 'Not from this phone.' } })
    if (fault === 'already-asked') {
      const alternative = { requestId: 'other' }
      return json(409, { error: { code: fault, message: 'Someone has asked.', alternative } })
    }
    const id = String(body.id)
    const there = rows.find((row) => row.id === id)
    const track = laptop.tracks.find((each) => each.id === body.trackId) ?? null
    const wish = (body.wish ?? null) as GuestRequest['wish']
    const row = there ?? aRequest(id, { track, wish, note: typeof body.note === 'string' ? body.note : null })
    if (!there) rows.push(row)
    if (fault === 'answer-lost') throw new TypeError('Failed to fetch')
    return json(there ? 200 : 201, { request: row })
  }

  function vote(id: string): Response {
    return json(200, { request: aRequest(id, { mine: false, votes: 1 }) })
  }

  return laptop
}
