import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import WebSocket, { type ClientOptions } from 'ws'
import { eventually } from '../../tests/support/eventually.ts'
import { join, openTestServer, type TestServer } from './test-door.ts'

/** A phone's socket that keeps all that it got. `ended` is the close code, or the HTTP status of a refused upgrade. */
function openPhone(server: TestServer, path = '/api/live', options: ClientOptions = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, options)
  const messages: Buffer[] = []
  socket.on('message', (data: Buffer) => messages.push(data))
  socket.on('error', () => {})
  const ended = new Promise<number>((resolve) => {
    socket.once('close', (code) => resolve(code))
    socket.once('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
  })
  return { socket, messages, ended, texts: () => messages.map(String) }
}

async function openJoined(server: TestServer, nickname = 'Mia', options: ClientOptions = {}) {
  const phone = openPhone(server, `/api/live?token=${await join(server, nickname)}`, options)
  await eventually(() => expect(phone.messages).toHaveLength(2))
  return phone
}

describe('GET /api/live', () => {
  it('sends the room and my own view at once, then each as it changes', async () => {
    await using server = await openTestServer()
    const phone = await openJoined(server)
    expect(phone.texts()).toEqual(['{"type":"room","n":0}', '{"type":"mine","of":"Mia","n":0}'])
    server.room.push('{"type":"room","n":1}')
    const [mine] = server.mine.values()
    mine?.push('{"type":"mine","of":"Mia","n":1}')
    await eventually(() =>
      expect(phone.texts().slice(2)).toEqual(['{"type":"room","n":1}', '{"type":"mine","of":"Mia","n":1}']),
    )
  })

  it('sends the same bytes to fifty phones, and each its own view alone', async () => {
    await using server = await openTestServer()
    const phones = await Promise.all(Array.from({ length: 50 }, (_, at) => openJoined(server, `guest ${at}`)))
    const view = JSON.stringify({ type: 'room', title: 'Beyoncé · 夜 · 🎉', n: 1 })
    server.room.push(view)
    await eventually(() => {
      for (const { messages } of phones) expect(messages).toHaveLength(3)
    })
    for (const [at, { messages }] of phones.entries()) {
      expect(messages[2]?.equals(Buffer.from(view))).toBe(true)
      expect(String(messages[1])).toContain(`"guest ${at}"`)
    }
  })

  it('sends views of any length whole', async () => {
    await using server = await openTestServer()
    const phone = await openJoined(server)
    const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 100_000]
    for (const length of lengths) server.room.push('é'.repeat(length >> 1) + 'x'.repeat(length % 2))
    await eventually(() => expect(phone.messages.slice(2).map(({ length }) => length)).toEqual(lengths))
  })

  it('takes the cookie from our page alone', async () => {
    await using server = await openTestServer()
    const cookie = `cueline_guest=${await join(server)}`
    const ours = openPhone(server, '/api/live', { headers: { cookie }, origin: server.origin })
    await eventually(() => expect(ours.messages).toHaveLength(2))
    expect(await openPhone(server, '/api/live', { headers: { cookie } }).ended).toBe(4401)
    const foreign = openPhone(server, '/api/live', { headers: { cookie }, origin: 'http://evil.example' })
    expect(await foreign.ended).toBe(403)
  })

  it('tells a phone that has not joined to join, also when its night is over', async () => {
    await using server = await openTestServer({ limits: { socketPing: 30 } })
    expect(await openPhone(server).ended).toBe(4401)
    expect(await openPhone(server, '/api/live?token=unknown').ended).toBe(4401)
    const phone = await openJoined(server)
    server.mine.clear()
    expect(await phone.ended).toBe(4401)
  })

  it('turns away another name pointed at us before it upgrades', async () => {
    await using server = await openTestServer()
    const headers = { host: `evil.example:${server.port}` }
    expect(await openPhone(server, `/api/live?token=${await join(server)}`, { headers }).ended).toBe(421)
    expect(await openPhone(server, '/elsewhere', { headers }).ended).toBe(421)
  })

  it('upgrades nothing else', async () => {
    await using server = await openTestServer()
    const token = await join(server)
    for (const path of ['/', '/elsewhere', '/api/event', '/api/live/x']) {
      const ended = await openPhone(server, `${path}?token=${token}`).ended
      expect([200, 404, 1005]).toContain(ended)
    }
    expect(server.room.audience()).toBe(1)
  })

  it('closes on a frame over 4 kB with 1009', async () => {
    await using server = await openTestServer()
    const phone = await openJoined(server)
    phone.socket.send('x'.repeat(4_096))
    phone.socket.send('x'.repeat(4_097))
    expect(await phone.ended).toBe(1009)
  })

  it('closes on more than 20 messages a second with 1008', async () => {
    await using server = await openTestServer()
    const phone = await openJoined(server)
    for (let sent = 0; sent < 25; sent += 1) phone.socket.send('hello')
    expect(await phone.ended).toBe(1008)
    expect(phone.messages).toHaveLength(2)
  })

  it('ignores what phones send, but answers a ping', async () => {
    await using server = await openTestServer()
    const phone = await openJoined(server)
    phone.socket.send('{"type":"request.approve"}')
    phone.socket.send('ping')
    await eventually(() => expect(phone.texts().slice(2)).toEqual(['{"type":"pong"}']))
  })

  it('offers no compression', async () => {
    await using server = await openTestServer()
    const phone = await openJoined(server, 'Mia', { perMessageDeflate: true })
    expect(phone.socket.extensions).toBe('')
  })

  it('drops a phone that does not read, and its view with it', async () => {
    await using server = await openTestServer()
    const phone = await openJoined(server)
    phone.socket.pause()
    const view = `{"type":"room","filler":"${'x'.repeat(64 * 1024)}"}`
    await eventually(() => {
      server.room.push(view)
      const [mine] = server.mine.values()
      expect(mine?.audience()).toBe(0)
    })
    phone.socket.terminate()
  })

  it('gives a phone up after two pings without an answer, and keeps one that answers', async () => {
    await using server = await openTestServer({ limits: { socketPing: 40 } })
    const silent = await openJoined(server, 'Mia', { autoPong: false })
    const alive = await openJoined(server, 'Jo')
    expect(await silent.ended).toBe(1006)
    expect(alive.socket.readyState).toBe(WebSocket.OPEN)
  })

  it('holds at most eight sockets of one guest', async () => {
    await using server = await openTestServer()
    const token = await join(server)
    const phones = Array.from({ length: 8 }, () => openPhone(server, `/api/live?token=${token}`))
    await eventually(() => {
      for (const { messages } of phones) expect(messages).toHaveLength(2)
    })
    expect(await openPhone(server, `/api/live?token=${token}`).ended).toBe(1013)
    phones[0]?.socket.close()
    await phones[0]?.ended
    const again = openPhone(server, `/api/live?token=${token}`)
    await eventually(() => expect(again.messages).toHaveLength(2))
  })

  it('closes every phone when the server does, also one that no longer listens', async () => {
    const server = await openTestServer()
    const polite = await openJoined(server)
    const deaf = await openJoined(server, 'Jo')
    deaf.socket.pause()
    await server[Symbol.asyncDispose]()
    expect(await polite.ended).toBeGreaterThanOrEqual(1000)
    deaf.socket.terminate()
    await once(deaf.socket, 'close').catch(() => {})
    expect(server.room.audience()).toBe(0)
  })
})
