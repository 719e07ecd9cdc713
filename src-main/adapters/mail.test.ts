import { createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { startSmtpServer } from '../testing/smtp-server.ts'
import { createMailer, transportOptions } from './mail.ts'

const { check, send } = createMailer()
const account = { user: 'anna@example.test', password: 'of the mail server' }
const letter = { subject: 'Hello', text: 'Two lines,\n\nwith “quotes”.' }
const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function aServer(options: Parameters<typeof startSmtpServer>[0] = {}) {
  const server = await startSmtpServer(options)
  closers.push(server.close)
  return server
}

describe('mail', () => {
  test('arrives, from the address that was set up', async () => {
    const server = await aServer({ account })
    expect(await check(server.settings, account.password)).toBeNull()
    expect(server.letters).toEqual([])
    expect(await send(server.settings, account.password, 'mia@example.test', letter)).toBeNull()
    expect(server.letters).toMatchObject([{ from: 'cueline@example.test', to: 'mia@example.test' }])
    expect(server.letters[0]?.text).toContain('Two lines,\n\nwith ')
  })

  test('needs no password where the server asks for none', async () => {
    const server = await aServer()
    expect(await send(server.settings, '', 'mia@example.test', letter)).toBeNull()
    expect(server.heard.join('\n')).not.toContain('AUTH')
  })

  test('that is refused is told in words, without the password', async () => {
    const server = await aServer({ account })
    const problem = await check(server.settings, 'wrong')
    expect(problem).toBe('the name or password is refused')
  })

  test('goes nowhere over an open line that was meant to be encrypted', async () => {
    for (const starttls of [false, true]) {
      const server = await aServer({ account, starttls })
      const settings = { ...server.settings, security: 'starttls' } as const
      expect(await send(settings, account.password, 'mia@example.test', letter)).toEqual(expect.any(String))
      expect(server.heard.join('\n')).not.toContain('AUTH')
      expect(server.letters).toEqual([])
    }
    const plain = await aServer({ account })
    const problem = await check({ ...plain.settings, security: 'tls' }, account.password)
    expect(problem).toEqual(expect.any(String))
  })

  test('to a port where nothing listens is told', async () => {
    const server = await startSmtpServer()
    await server.close()
    expect(await check(server.settings, '')).toBe('nothing listens on that port')
  })

  test('to something that is no mail server is told', async () => {
    const web = createServer((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>((ready) => web.listen(0, '127.0.0.1', ready))
    closers.push(() => new Promise((closed) => web.close(closed)))
    const { port } = web.address() as { port: number }
    const settings = { host: '127.0.0.1', port, security: 'none', user: '', from: 'a@example.test' } as const
    expect(await check(settings, '')).toEqual(expect.any(String))
  })
})

describe('the way to a server', () => {
  const server = { host: 'mail.example.test', port: 587, user: 'anna', from: 'a@example.test' }

  test.each([
    ['tls', { secure: true, requireTLS: false, ignoreTLS: false }],
    ['starttls', { secure: false, requireTLS: true, ignoreTLS: false }],
    ['none', { secure: false, requireTLS: false, ignoreTLS: true }],
  ] as const)('%s', (security, expected) => {
    const options = transportOptions({ ...server, security }, 'secret')
    expect(options).toMatchObject(expected)
    expect(options.tls).toEqual({ rejectUnauthorized: true, minVersion: 'TLSv1.2' })
  })

  test('never waits for longer than half a minute', () => {
    const { connectionTimeout, greetingTimeout, socketTimeout } = transportOptions(
      { ...server, security: 'tls' },
      '',
    )
    for (const time of [connectionTimeout, greetingTimeout, socketTimeout]) expect(time).toBeLessThan(30_000)
  })
})
