import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { doorLimits } from './door-limits.ts'
import { call, connectionsOf, join, openRaw, openTestServer, pin, type Raw } from './test-door.ts'

function bearer(token: string) {
  return { authorization: `Bearer ${token}` }
}

function headersOf(port: number, rest = ''): string {
  return `POST /api/guests HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${rest}`
}

function isOpen({ socket }: Raw): boolean {
  return !socket.destroyed && !socket.readableEnded
}

describe('another name pointed at us', () => {
  it('is turned away wherever it asks', async () => {
    await using server = await openTestServer({ hosts: ['dj.test'] })
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/api/event'],
      ['POST', '/api/guests'],
      ['GET', '/nowhere'],
      ['GET', '/generate_204'],
    ] as const) {
      const reply = await call(server, method, path, { headers: { host: `evil.example:${server.port}` } })
      expect([path, reply.status, reply.json().error?.code]).toEqual([path, 421, 'wrong-host'])
    }
    const wrongPort = await call(server, 'GET', '/', { headers: { host: 'dj.test' } })
    expect(wrongPort.status).toBe(421)
    const ours = await call(server, 'GET', '/', { headers: { host: `DJ.test:${server.port}` } })
    expect(ours.status).toBe(200)
  })

  it.each([
    ['a trailing dot', 'GET / HTTP/1.1', ['DJ.Test.:PORT'], 200],
    ['the IPv6 loopback', 'GET / HTTP/1.1', ['[::1]:PORT'], 200],
    ['our whole URL', 'GET http://dj.test:PORT/ HTTP/1.1', ['dj.test:PORT'], 200],
    ['no host', 'GET / HTTP/1.1', [], 421],
    ['no host, as long ago', 'GET / HTTP/1.0', [], 421],
    ['an empty host', 'GET / HTTP/1.1', [''], 421],
    ['two hosts', 'GET / HTTP/1.1', ['dj.test:PORT', 'dj.test:PORT'], 421],
    ['another host behind ours', 'GET / HTTP/1.1', ['dj.test:PORT', 'evil.example'], 421],
    ['the whole URL of another', 'GET http://evil.example/ HTTP/1.1', ['dj.test:PORT'], 421],
    ['a tunnel to another', 'CONNECT evil.example:80 HTTP/1.1', ['evil.example:80'], null],
    ['two trailing dots', 'GET / HTTP/1.1', ['dj.test..:PORT'], 421],
    ['a name in front of ours', 'GET / HTTP/1.1', ['evil.example#dj.test:PORT'], 421],
    ['ours without the port', 'GET / HTTP/1.1', ['dj.test'], 421],
    ['an address written in one number', 'GET / HTTP/1.1', ['2130706433:PORT'], 421],
    ['an address of the loopback that is not ours', 'GET / HTTP/1.1', ['127.0.0.2:PORT'], 421],
  ] as const)('with %s: %s %j gets %s', async (_, line, hosts, status) => {
    await using server = await openTestServer({ hosts: ['dj.test'], limits: { closing: 20 } })
    const fill = (text: string) => text.replaceAll('PORT', String(server.port))
    for (const upgrade of ['', 'Upgrade: websocket\r\nConnection: Upgrade\r\n']) {
      const raw = await openRaw(
        server,
        `${fill(line)}\r\n${hosts.map((host) => `Host: ${fill(host)}\r\n`).join('')}${upgrade}` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n` +
          `${upgrade === '' ? 'Connection: close\r\n' : ''}\r\n`,
      )
      if (status === null) expect(await raw.closed).toBe('')
      else if (status === 421 || upgrade === '') {
        await eventually(() => expect(raw.received()).toMatch(new RegExp(`^HTTP/1\\.[01] ${status} `)))
      }
      raw.socket.destroy()
    }
    expect(server.callers).toEqual([])
  })

  it('follows the addresses as they change', async () => {
    await using server = await openTestServer()
    const headers = { host: `192.168.7.9:${server.port}` }
    expect((await call(server, 'GET', '/', { headers })).status).toBe(421)
    server.allow('192.168.7.9')
    expect((await call(server, 'GET', '/', { headers })).status).toBe(200)
  })
})

describe('calls of other web pages', () => {
  it('are refused, bearer or not', async () => {
    await using server = await openTestServer()
    const token = await join(server)
    for (const origin of ['http://evil.example', 'null', `https://127.0.0.1:${server.port}`]) {
      const headers = { origin, ...bearer(token) }
      const reply = await call(server, 'POST', '/api/guests', { headers, body: { pin, nickname: 'Mia' } })
      expect([reply.status, reply.json().error?.code]).toEqual([403, 'foreign-origin'])
      expect(reply.headers).not.toHaveProperty('access-control-allow-origin')
    }
  })

  it('may ask from our own earlier address whether we are here, and nothing else', async () => {
    await using server = await openTestServer({ hosts: ['dj.test'] })
    const token = await join(server)
    const ask = (origin: string, path = '/api/health', method = 'GET') =>
      call(server, method, path, { headers: { origin, cookie: `cueline_guest=${token}` } })
    for (const origin of [`http://192.168.1.5:${server.port}`, `http://dj.test:${server.port}`]) {
      const reply = await ask(origin)
      expect([reply.status, reply.json()]).toEqual([200, { ok: true, night: 'tonight' }])
      expect(reply.headers['access-control-allow-origin']).toBe(origin)
      expect(reply.headers).not.toHaveProperty('access-control-allow-credentials')
      for (const [path, method] of [
        ['/api/event', 'GET'],
        ['/api/tracks?q=a', 'GET'],
        ['/api/guests', 'OPTIONS'],
        ['/api/health', 'OPTIONS'],
      ] as const) {
        const other = await ask(origin, path, method)
        expect([path, other.status]).toEqual([path, 403])
        expect(other.headers).not.toHaveProperty('access-control-allow-origin')
      }
    }
    for (const origin of ['http://192.168.1.5:8080', `http://evil.example:${server.port}`, 'null']) {
      const reply = await ask(origin)
      expect([origin, reply.status]).toEqual([origin, 403])
      expect(reply.headers).not.toHaveProperty('access-control-allow-origin')
    }
  })

  it('cannot use the cookie; our page and the bearer can', async () => {
    await using server = await openTestServer()
    const token = await join(server)
    const cookie = `cueline_guest=${token}`
    const ask = async (headers: Record<string, string>) => {
      const body = { id: randomUUID(), trackId: 'song' }
      return (await call(server, 'POST', '/api/requests', { headers, body })).status
    }
    expect(await ask({ cookie })).toBe(401)
    expect(await ask({ cookie, origin: server.origin })).toBe(201)
    expect(await ask(bearer(token))).toBe(201)
    const read = { cookie, referer: `${server.origin}/` }
    expect((await call(server, 'GET', '/api/tracks?q=a', { headers: read })).status).toBe(200)
    const linked = { cookie, referer: 'http://evil.example/' }
    expect((await call(server, 'GET', '/api/tracks?q=a', { headers: linked })).status).toBe(401)
  })
})

describe('what is too long', () => {
  it('is refused: bodies over 16 kB, headers over 8 kB', async () => {
    await using server = await openTestServer()
    const body = { pin, nickname: 'Mia', filler: 'x'.repeat(16 * 1024) }
    const big = await call(server, 'POST', '/api/guests', { body })
    expect([big.status, big.json().error?.code]).toEqual([413, 'too-large'])
    const chunked = await openRaw(
      server,
      headersOf(server.port, 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'),
    )
    chunked.socket.write(`4400\r\n${'x'.repeat(0x4400)}\r\n0\r\n\r\n`)
    expect(await chunked.closed).toMatch(/^HTTP\/1.1 413 /)
    const headers = await openRaw(server, headersOf(server.port, `X-Filler: ${'x'.repeat(9_000)}\r\n\r\n`))
    expect(await headers.closed).toMatch(/^HTTP\/1.1 431 [\s\S]*"too-large"/)
  })
})

describe('who is slow', () => {
  it('has 6 seconds for the headers, 11 for the body, 15 for the reading', () => {
    const { headersTime, bodyTime, readerTime, timeCheck, handlerTime, keepAlive } = doorLimits
    expect(headersTime + timeCheck).toBeLessThanOrEqual(6_000)
    expect(bodyTime + timeCheck).toBeLessThanOrEqual(11_000)
    expect(readerTime).toBeLessThanOrEqual(15_000)
    expect(keepAlive + timeCheck).toBeLessThanOrEqual(15_000)
    // Whoever is answered late still has time to read.
    expect(handlerTime).toBeLessThan(readerTime)
  })

  const limits = { headersTime: 150, bodyTime: 250, readerTime: 400, timeCheck: 25 }

  it('with the headers, or says nothing at all, is closed', async () => {
    await using server = await openTestServer({ limits })
    const silent = await openRaw(server)
    const headers = await openRaw(server, headersOf(server.port, 'X-Slow: '))
    const drip = setInterval(() => headers.socket.write('x'), 20)
    expect(await headers.closed).toMatch(/^HTTP\/1.1 408 /)
    await silent.closed
    clearInterval(drip)
  })

  it('with the body is closed', async () => {
    await using server = await openTestServer({ limits })
    const start = 'Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{'
    const body = await openRaw(server, headersOf(server.port, start))
    const drip = setInterval(() => body.socket.write(' '), 20)
    expect(await body.closed).toMatch(/^HTTP\/1.1 408 /)
    clearInterval(drip)
  })

  it('in reading is closed', async () => {
    const track = { id: 'a', title: 'x'.repeat(20_000_000), artist: '', album: null, durationMs: null }
    const heavy = {
      ...track,
      explicit: null,
      artworkUrl: null,
      spotifyUrl: null,
      playable: true,
      asked: null,
    }
    await using server = await openTestServer({
      limits,
      handlers: { 'GET /api/tracks': async () => ({ ok: true, value: { body: { tracks: [heavy] } } }) },
    })
    const token = await join(server)
    const reader = await openRaw(server)
    reader.socket.pause()
    reader.socket.write(
      `GET /api/tracks?q=a HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    )
    await eventually(async () => expect(await connectionsOf(server)).toBe(1))
    await eventually(async () => expect(await connectionsOf(server)).toBe(0))
    reader.socket.destroy()
  })

  it('between calls is closed, whatever empty lines it sends', async () => {
    await using server = await openTestServer({ limits: { keepAlive: 200 } })
    const resting = await openRaw(server, `GET /api/event HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`)
    const drip = setInterval(() => resting.socket.write('\r\n'), 20)
    await resting.closed
    clearInterval(drip)
    expect(resting.received()).toMatch(/^HTTP\/1.1 200 /)
  })

  it('between calls is closed when it has joined, too, but for the one that listens', async () => {
    await using server = await openTestServer({ limits: { keepAlive: 200 } })
    const token = await join(server)
    const head = `Host: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${token}\r\n`
    const listening = await openRaw(
      server,
      `GET /api/live HTTP/1.1\r\n${head}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
    await eventually(() => expect(listening.received()).toMatch(/^HTTP\/1.1 101 /))
    const resting = await openRaw(server, `GET /api/tracks?q=a HTTP/1.1\r\n${head}\r\n`)
    const drip = setInterval(() => resting.socket.write('\r\n'), 20)
    await resting.closed
    clearInterval(drip)
    expect(resting.received()).toMatch(/^HTTP\/1.1 200 /)
    expect(isOpen(listening)).toBe(true)
    listening.socket.destroy()
  })

  it('in answering: a handler that hangs is given up with 503', async () => {
    await using server = await openTestServer({
      limits: { handlerTime: 50 },
      handlers: { 'GET /api/event': () => new Promise(() => {}) },
    })
    const reply = await call(server, 'GET', '/api/event')
    expect([reply.status, reply.json().error?.code, reply.headers['retry-after']]).toEqual([503, 'busy', '2'])
  })
})

describe('a flood', () => {
  it('of connections from one address loses the longest idle; guests still get in and stay', async () => {
    await using server = await openTestServer({ limits: { strangersPerAddress: 20, strangerGrace: 100 } })
    const token = await join(server)
    const guest = await openRaw(server)
    guest.socket.write(
      `GET /api/tracks?q=a HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    )
    await eventually(() => expect(guest.received()).toMatch(/^HTTP\/1.1 200 /))
    const bad = await Promise.all(Array.from({ length: 60 }, () => openRaw(server)))
    await eventually(() => expect(bad.filter(isOpen)).toHaveLength(20))
    expect((await call(server, 'POST', '/api/guests', { body: { pin, nickname: 'Jo' } })).status).toBe(200)
    expect(isOpen(guest)).toBe(true)
    for (const { socket } of [...bad, guest]) socket.destroy()
  })

  it('of calls ahead of their answers is cut off before it costs more than a few of them', async () => {
    let answered = 0
    await using server = await openTestServer({
      handlers: {
        'GET /api/health': async () => {
          answered += 1
          return { ok: true, value: { body: { ok: true, night: null } } }
        },
      },
    })
    const raw = await openRaw(server)
    const call = `GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`
    raw.socket.write(call.repeat(1_000))
    await raw.closed
    expect(answered).toBeLessThanOrEqual(16)
    const few = await openRaw(server)
    few.socket.write(call.repeat(8))
    await eventually(() => expect(few.received().match(/HTTP\/1.1 200 /g)).toHaveLength(8))
    few.socket.destroy()
  })

  it('of connections in all makes room at the expense of strangers', async () => {
    await using server = await openTestServer({ limits: { connections: 10 } })
    const bad = await Promise.all(Array.from({ length: 30 }, () => openRaw(server)))
    await eventually(() => expect(bad.filter(isOpen).length).toBeLessThanOrEqual(10))
    expect((await call(server, 'GET', '/api/health')).status).toBe(200)
    for (const { socket } of bad) socket.destroy()
  })

  it('of connections of made-up guests makes room at their expense, and leaves others their only one', async () => {
    await using server = await openTestServer({ limits: { connections: 40 } })
    const open = (token: string) =>
      openRaw(
        server,
        `GET /api/tracks?q=a HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
      )
    const answered = (raw: Raw) => eventually(() => expect(raw.received()).toMatch(/^HTTP\/1.1 200 /))
    const honest = await open(await join(server))
    await answered(honest)
    const bad: Raw[] = []
    for (let guest = 0; guest < 3; guest += 1) {
      const token = await join(server, `Troll ${guest}`)
      for (let number = 0; number < 14; number += 1) {
        const raw = await open(token)
        bad.push(raw)
        await answered(raw)
      }
    }
    expect((await call(server, 'GET', '/')).status).toBe(200)
    expect((await call(server, 'POST', '/api/guests', { body: { pin, nickname: 'Jo' } })).status).toBe(200)
    expect(isOpen(honest)).toBe(true)
    for (const { socket } of [...bad, honest]) socket.destroy()
  })

  it('of one guest is slowed down for that guest alone', async () => {
    await using server = await openTestServer({ limits: { guestCallsPerSecond: 5 } })
    const eager = bearer(await join(server))
    const other = bearer(await join(server))
    const statuses: number[] = []
    for (let search = 0; search < 7; search += 1) {
      statuses.push((await call(server, 'GET', '/api/tracks?q=a', { headers: eager })).status)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
    const slowed = await call(server, 'GET', '/api/tracks?q=a', { headers: eager })
    expect(slowed.json().error?.code).toBe('slow-down')
    expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0)
    expect((await call(server, 'GET', '/api/tracks?q=a', { headers: other })).status).toBe(200)
  })

  it('of one stranger shuts the page and the door to nobody else behind the address', async () => {
    await using server = await openTestServer({
      limits: { addressCallsPerSecond: 50, strangerCallsPerSecond: 20 },
    })
    const cookieOf = async () => {
      const { headers } = await call(server, 'GET', '/')
      return { cookie: String(headers['set-cookie']).split(';')[0] ?? '' }
    }
    const [eager, other] = [await cookieOf(), await cookieOf()]
    const statuses = async (headers: Record<string, string>, times: number) => {
      const calls = Array.from({ length: times }, () => call(server, 'GET', '/api/event', { headers }))
      return new Set((await Promise.all(calls)).map(({ status }) => status))
    }
    // With its cookie, and without any.
    expect(await statuses(eager, 30)).toEqual(new Set([200, 429]))
    expect(await statuses({}, 70)).toEqual(new Set([200, 429]))
    expect((await call(server, 'GET', '/')).status).toBe(200)
    expect(await statuses(other, 10)).toEqual(new Set([200]))
    const body = { pin, nickname: 'Jo' }
    expect((await call(server, 'POST', '/api/guests', { headers: other, body })).status).toBe(200)
  })

  it('never meets who types a search quickly and sees its covers', async () => {
    await using server = await openTestServer()
    const headers = bearer(await join(server))
    const search = () => call(server, 'GET', '/api/tracks?q=a', { headers })
    const cover = () => call(server, 'GET', '/api/artwork/cover', { headers })
    const replies = await Promise.all([
      ...Array.from({ length: 10 }, search),
      ...Array.from({ length: 200 }, cover),
    ])
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
  })

  it('that stalls us is answered 503, and we come back by ourselves', async () => {
    await using server = await openTestServer({ limits: { stall: 20 } })
    const pause = new Int32Array(new SharedArrayBuffer(4))
    let stalling = true
    const stall = () => {
      Atomics.wait(pause, 0, 0, 60)
      if (stalling) setImmediate(stall)
    }
    stall()
    await eventually(async () => {
      const reply = await call(server, 'GET', '/api/event')
      expect([reply.status, reply.headers['retry-after']]).toEqual([503, '2'])
    })
    stalling = false
    await eventually(async () => expect((await call(server, 'GET', '/api/event')).status).toBe(200))
  })
})
