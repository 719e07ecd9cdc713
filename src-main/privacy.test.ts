import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { connect } from '../db/link.ts'
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts'
import { proxyTo } from '../db/testing/proxy.ts'
import { rowsOf } from '../db/testing/whole-database.ts'
import { eventually } from '../tests/support/eventually.ts'
import { freePorts } from '../tests/support/free-port.ts'
import { createLog } from './adapters/log.ts'
import { type Composition, compose } from './compose.ts'
import { readConfig } from './config.ts'

/** An address that nothing else here has. */
const guestAddress = '127.0.7.9'
let port: number

let home: string
let database: TestDatabase
let composition: Composition
const secrets = new Set<string>()
let link: Awaited<ReturnType<typeof proxyTo>>

type Reply = { readonly status: number; readonly text: string; readonly cookies: readonly string[] }

/** One call from the guest's address. */
function call(
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {},
): Promise<Reply> {
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        ...{ host: '127.0.0.1', port, method, path, localAddress: guestAddress, agent: false },
        headers: { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            cookies: incoming.headers['set-cookie'] ?? [],
          }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(text)
  })
}

function keepSecret(value: string): string {
  secrets.add(value)
  return value
}

function night() {
  const view = composition.consoleView.current()
  if (view.phase !== 'night') throw new Error(`no night, but ${view.phase}`)
  return view
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'cueline-privacy-'))
  port = await freePorts()
  database = await createTestDatabase()
  link = await proxyTo(database.url)
  const config = readConfig({ CUELINE_HOME: home, CUELINE_HOST: '0.0.0.0', CUELINE_KEYCHAIN: 'memory' })
  composition = compose({ ...config, databaseUrl: link.url, port }, { log: createLog({ home }) })
  await composition.started()
  await composition.call('account.create', { username: 'anna', password: keepSecret('correct horse') })
  await composition.call('event.create', { title: 'Summer party', catalogue: null })
  await composition.call('event.setStatus', { status: 'live', version: night().event.version })
})

afterAll(async () => {
  link.heal()
  await composition.close()
  link.close()
  await database.close()
  await rm(home, { recursive: true, force: true })
})

async function logs(): Promise<string> {
  const folder = join(home, 'logs')
  const files = await readdir(folder)
  return (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('\n')
}

async function wholeNight(): Promise<void> {
  const pin = keepSecret(night().event.pin)
  const bypass = keepSecret(composition.address().joinUrl?.split('#')[1] ?? 'none')
  const wrong = keepSecret(pin === '8642' ? '8643' : '8642')
  const looked = await call('GET', '/')
  const device = keepSecret(/cueline_device=([^;]+)/.exec(looked.cookies.join())?.[1] ?? 'none')
  const cookie = `cueline_device=${device}`
  await call('POST', '/api/guests', { headers: { cookie }, body: { pin: wrong, nickname: 'Mia' } })
  await call('POST', '/api/guests', { headers: { cookie }, body: `{"pin":"${wrong}"` })
  await call('POST', '/api/guests', { body: { token: `${bypass}x`, nickname: 'Mia' } })
  const joined = await call('POST', '/api/guests', { body: { pin, nickname: 'Mia' } })
  const token = keepSecret((JSON.parse(joined.text) as { token: string }).token)
  await call('POST', '/api/guests', { body: { token: bypass, nickname: 'Jonas' } })
  const headers = { authorization: `Bearer ${token}`, cookie: `${cookie}; cueline_guest=${token}` }
  const id = randomUUID()
  const body = { id, wish: { title: 'Waterloo', artist: 'ABBA' }, note: 'For Ida' }
  expect((await call('POST', '/api/requests', { headers, body })).status).toBe(201)
  await call('GET', `/api/tracks?q=${pin}`, { headers })
  await call('GET', `/nowhere?token=${token}`, { headers })
  await call('GET', `/api/live?token=${token}`, { headers: { ...headers, host: `evil.example:${port}` } })
  await call('POST', `/api/requests/${id}/vote`, { headers: { ...headers, origin: 'http://evil.example' } })
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live?token=${token}`, {
    localAddress: guestAddress,
  })
  await new Promise((opened) => socket.once('message', opened))
  socket.send('x'.repeat(5_000))
  await new Promise((closed) => socket.once('close', closed))
  // The database is away in the middle of it: errors carry the values of their query along.
  link.cut()
  const away = { ...body, id: randomUUID(), wish: { title: 'SOS', artist: 'ABBA' } }
  const [asked] = await Promise.all([
    call('POST', '/api/requests', { headers, body: away }),
    call('POST', '/api/guests', { body: { pin, nickname: 'Ida' } }),
    call('DELETE', `/api/requests/${id}`, { headers }),
  ])
  expect(asked.status).toBe(503)
  link.heal()
  await eventually(async () =>
    expect((await call('POST', '/api/requests', { headers, body: away })).status).toBeLessThan(300),
  )
}

test('a whole night leaves no secret in the logs, and no address of a guest anywhere', async () => {
  await wholeNight()
  const written = await logs()
  // It is the log of this night, with what went wrong in it.
  expect(written).toContain('A call was refused at the door')
  // Four digits may be a part of some other number.
  for (const secret of secrets) expect(written).not.toMatch(new RegExp(`(?<![\\w-])${secret}(?![\\w-])`))
  expect(written).not.toContain(guestAddress)
  expect(written).not.toMatch(/cueline_(guest|device)=/)

  const client = connect(database.url)
  const rows = await rowsOf(client)
  await client.end()
  const stored = JSON.stringify(rows)
  expect(stored).not.toContain(guestAddress)
  expect(rows.requests?.filter((row) => /[0-9a-f]{64},[0-9a-f]{64}/.test(row))).toHaveLength(2)
}, 60_000)
