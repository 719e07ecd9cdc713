import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import WebSocket, { type ClientOptions } from 'ws'
import { eventually } from '../../tests/support/eventually.ts'
import { guestApi } from '../contract/guest-api.ts'
import { call, displaySecret, join, openTestServer, type TestServer } from './test-door.ts'

/** A browser with a display link; `ended` is the close code, or the HTTP status of a refused upgrade. */
function openScreen({ port }: TestServer, secret = displaySecret, options: ClientOptions = {}) {
  const url = `ws://127.0.0.1:${port}/api/display/live`
  const socket = new WebSocket(url, ['cueline-display', secret], options)
  const texts: string[] = []
  socket.on('message', (data: Buffer) => texts.push(String(data)))
  socket.on('error', () => {})
  const ended = new Promise<number>((resolve) => {
    socket.once('close', resolve)
    socket.once('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
  })
  return { socket, texts, ended, views: () => texts.map((text) => JSON.parse(text).view) }
}

async function openSeen(server: TestServer, options: ClientOptions = {}) {
  const screen = openScreen(server, displaySecret, options)
  await eventually(() => expect(screen.texts).toHaveLength(1))
  return screen
}

describe('the display by its link', () => {
  it('shows what there is at once, then each change, and tells how many watch', async () => {
    await using server = await openTestServer()
    const one = await openSeen(server)
    const two = await openSeen(server)
    server.display.views.push('{"n":1}')
    await eventually(() => expect([one.views(), two.views()]).toEqual(Array(2).fill([{ n: 0 }, { n: 1 }])))
    two.socket.close()
    await eventually(() => expect(server.display.watched).toEqual([1, 2, 1]))
    one.socket.send('ping')
    await eventually(() => expect(one.texts.at(-1)).toBe('{"type":"pong"}'))
  })

  it('tells the time here with each view: a television’s clock is anybody’s guess', async () => {
    await using server = await openTestServer()
    const before = Date.now()
    const screen = await openSeen(server)
    const { time } = JSON.parse(screen.texts[0] ?? '')
    expect(time.at).toBeGreaterThanOrEqual(before)
    expect(time.at).toBeLessThanOrEqual(Date.now())
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    expect(time.zone).toBe(timeZone === 'UTC' ? null : timeZone)
  })

  it('closes at once what is open by a link that was made anew, and nothing opens by it again', async () => {
    await using server = await openTestServer()
    const screen = await openSeen(server)
    server.display.setSecret('0000000000AA')
    expect(await screen.ended).toBe(4401)
    expect(await openScreen(server).ended).toBe(4401)
    server.display.setSecret(displaySecret)
    await openSeen(server)
  })

  it('says to a screen that it comes back later, while the link is not known yet', async () => {
    await using server = await openTestServer()
    const screen = await openSeen(server)
    server.display.setSecret(null)
    expect(await screen.ended).toBe(1013)
  })

  it('opens by nothing else: no secret, a guest’s token, the join link’s', async () => {
    await using server = await openTestServer()
    const guest = await join(server)
    for (const secret of ['none', 'K7MQ3WXE9AH', guest, 'bp_secret-of-the-link'])
      expect(await openScreen(server, secret).ended).toBe(4401)
    const headers = { authorization: `Bearer ${guest}`, cookie: `cueline_guest=${guest}` }
    expect(await openScreen(server, 'none', { headers }).ended).toBe(4401)
    server.display.setSecret(null)
    expect(await openScreen(server).ended).toBe(1013)
    expect(server.display.watched).toEqual([])
  })

  it('opens nothing else: no call of guests, in whatever way it is shown', async () => {
    await using server = await openTestServer()
    const headers = { authorization: `Bearer ${displaySecret}`, cookie: `cueline_guest=${displaySecret}` }
    for (const [route, { joined }] of Object.entries(guestApi)) {
      if (!joined) continue
      const [method = '', path = ''] = route.split(' ')
      const reply = await call(server, method, path.replace(':id', randomUUID()), { headers })
      expect([route, reply.status]).toEqual([route, 401])
    }
    const body = { token: displaySecret, nickname: 'Mia' }
    expect((await call(server, 'POST', '/api/guests', { body })).json().error?.code).toBe('wrong-pin')
    const live = new WebSocket(`ws://127.0.0.1:${server.port}/api/live?token=${displaySecret}`)
    expect(await new Promise((resolve) => live.once('close', resolve))).toBe(4401)
  })

  it('is not for pages of other web sites, nor by names that are not ours', async () => {
    await using server = await openTestServer()
    expect(await openScreen(server, displaySecret, { origin: 'http://evil.example' }).ended).toBe(403)
    expect((await call(server, 'GET', '/display', { headers: { host: 'evil.example' } })).status).not.toBe(
      200,
    )
  })

  it('takes twenty screens, and the next one when one goes', async () => {
    await using server = await openTestServer({ limits: { displays: 2 } })
    const first = await openSeen(server)
    await openSeen(server)
    expect(await openScreen(server).ended).toBe(4429)
    first.socket.close()
    await eventually(() => expect(server.display.watched.at(-1)).toBe(1))
    await openSeen(server)
  })

  it('drops a screen that does not read, and one that floods', async () => {
    await using server = await openTestServer({ limits: { socketBuffered: 64 * 1024 } })
    const slow = await openSeen(server)
    slow.socket.pause()
    const long = JSON.stringify('x'.repeat(60 * 1024))
    await eventually(() => {
      for (let times = 0; times < 50; times++) server.display.views.push(long)
      expect(server.display.watched.at(-1)).toBe(0)
    })
    const loud = await openSeen(server)
    for (let times = 0; times < 30; times++) loud.socket.send('ping')
    await loud.ended
  })

  it('keeps a screen that rests longer than a stranger may', async () => {
    await using server = await openTestServer({ limits: { keepAlive: 300, socketPing: 100 } })
    const screen = await openSeen(server)
    const other = await openRest(server)
    await other
    server.display.views.push('{"n":1}')
    await eventually(() => expect(screen.views()).toEqual([{ n: 0 }, { n: 1 }]))
  })

  it('never writes its secret down', async () => {
    await using server = await openTestServer({
      parts: {
        display: {
          check: (secret) => {
            throw new Error(`broken at ${secret}`)
          },
          onLink: () => () => {},
          views: { current: () => '{}', subscribe: () => () => {} },
          watching() {},
        },
      },
    })
    expect(await openScreen(server).ended).toBe(1011)
    expect(server.logged()).toContain('broken at [hidden]')
    expect(server.logged()).not.toContain(displaySecret)
  })
})

/** Ends when the server has closed a connection that only rests. */
function openRest({ origin }: TestServer): Promise<void> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live`)
  return new Promise((resolve) => {
    socket.once('close', () => resolve())
    socket.on('error', () => {})
  })
}

describe('GET /display', () => {
  it('is a page that nobody may frame or keep, with files that anybody may', async () => {
    await using server = await openTestServer()
    const page = await call(server, 'GET', '/display?background=none')
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-cache'])
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe')
    const again = { 'if-none-match': String(page.headers.etag) }
    expect((await call(server, 'GET', '/display', { headers: again })).status).toBe(304)
    const file = await call(server, 'GET', '/display/assets/a.css')
    expect([file.status, file.text, file.headers['cache-control']]).toEqual([
      200,
      'a{}',
      'public, max-age=31536000, immutable',
    ])
    for (const path of ['none.css', '..%2f..%2fpackage.json'])
      expect((await call(server, 'GET', `/display/assets/${path}`)).status).toBe(404)
  })
})
