import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { handClock } from '../../testing/hand-clock.ts'
import { startTinyServer } from '../../testing/tiny-server.ts'
import { send } from './http.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function server(answer: Parameters<typeof startTinyServer>[0]) {
  const started = await startTinyServer(answer)
  closers.push(started.close)
  return started
}

const get = { method: 'GET', headers: { authorization: 'Bearer secret' } } as const

describe('send', () => {
  it('brings status, headers and text, and leaves no timer', async () => {
    const { url } = await server((_, response) => response.writeHead(201, { 'Retry-After': '3' }).end('ok'))
    const time = handClock()
    const sent = await send(url, get, time.after)
    expect(sent).toMatchObject({
      ok: true,
      value: { status: 201, body: 'ok', headers: { 'retry-after': '3' } },
    })
    expect(time.waiting()).toBe(0)
  })

  it('never carries the token to where it is redirected', async () => {
    const other = await server((_, response) => response.end())
    const { url } = await server((_, response) => response.writeHead(302, { location: other.url }).end())
    expect(await send(url, get, handClock().after)).toMatchObject({ ok: true, value: { status: 302 } })
    expect(other.heard).toEqual([])
  })

  it('is offline where nothing listens and where there is no such name', async () => {
    const gone = await startTinyServer(() => {})
    await gone.close()
    const { after } = handClock()
    for (const url of [gone.url, 'http://nothing.invalid'])
      expect(await send(url, get, after)).toEqual({ ok: false, problem: { kind: 'offline' } })
  })

  it('is broken, not offline, where the connection was cut after the call: it may have been carried out', async () => {
    const { url, heard } = await server((_, response) => response.destroy())
    expect(await send(url, get, handClock().after)).toEqual({ ok: false, problem: { kind: 'broken' } })
    expect(heard.length).toBe(1)
    const half = await server((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"a":')
      setImmediate(() => response.destroy())
    })
    expect(await send(half.url, get, handClock().after)).toEqual({ ok: false, problem: { kind: 'broken' } })
    expect(half.heard.length).toBe(1)
  })

  it('is broken where something else than HTTP answers', async () => {
    const odd = createServer((socket) => socket.on('error', () => {}).end('220 mail.example.test ESMTP\r\n'))
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
    closers.push(() => odd.close())
    const address = odd.address()
    const port = typeof address === 'object' ? address?.port : 0
    expect(await send(`http://127.0.0.1:${port}`, get, handClock().after)).toEqual({
      ok: false,
      problem: { kind: 'broken' },
    })
  })

  it('is slow after eight seconds, also when the answer only began', async () => {
    for (const begin of [false, true]) {
      let arrived = () => {}
      const heard = new Promise<void>((resolve) => {
        arrived = resolve
      })
      const { url } = await server((_, response) => {
        if (begin) response.writeHead(200).write('{')
        arrived()
      })
      const time = handClock()
      const asked = send(url, get, time.after)
      await heard
      await time.pass(7_999)
      expect(time.waiting()).toBe(1)
      await time.pass(1)
      expect(await asked).toEqual({ ok: false, problem: { kind: 'slow' } })
    }
  })
})
