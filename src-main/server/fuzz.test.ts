import fc from 'fast-check'
import { expect, it } from 'vitest'
import { guestApi } from '../contract/guest-api.ts'
import { call, join, openRaw, openTestServer } from './test-door.ts'

/** Words that our parsers know, so that chance reaches behind the first check. */
const words = fc.constantFrom(
  ...[
    'pin',
    'token',
    'nickname',
    'id',
    'trackId',
    'wish',
    'note',
    '__proto__',
    'constructor',
    'toString',
    '4827',
  ],
  ...[
    '0d5c7e0a-35f7-4c4a-9f0e-4f1c6a1f7a10',
    '\u0000',
    '\ud800',
    '\u202e',
    'null',
    '-0',
    '1e999',
    '%',
    '%00',
    '{',
  ],
)
const text = fc.oneof(words, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 40 }))
const json = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
  fc.dictionary(text, fc.oneof(text, fc.jsonValue())).map((value) => JSON.stringify(value)),
  text,
)
const path = fc.oneof(
  fc.constantFrom(...Object.keys(guestApi).map((key) => key.split(' ')[1] ?? '/')),
  fc.constantFrom(
    '/',
    '/api/live',
    '/api/artwork/cover',
    '/api/openapi.json',
    '/api',
    '//',
    '/%',
    '/%zz',
    '/..',
  ),
  text.map((part) => `/api/tracks?q=${encodeURIComponent(part.replace(/\p{Cs}/gu, ''))}`),
  fc.webPath().map((part) => `/api${part}`),
)
const headers = fc.dictionary(
  fc.constantFrom(
    'authorization',
    'cookie',
    'accept',
    'accept-encoding',
    'if-none-match',
    'content-type',
    'upgrade',
  ),
  fc.string({ maxLength: 60 }).map((value) => value.replace(/[^\t\x20-\x7e]/g, '')),
)

it('no call whatever makes it fail or fall', async () => {
  await using server = await openTestServer()
  const token = await join(server)
  const method = fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS')
  const given = fc.record({ method, path, headers, body: fc.option(json, { nil: undefined }) })
  await fc.assert(
    fc.asyncProperty(given, fc.boolean(), async ({ method, path, headers, body }, joined) => {
      const reply = await call(server, method, path, {
        headers: { ...headers, ...(joined ? { authorization: `Bearer ${token}` } : {}) },
        ...(body === undefined || method === 'HEAD' ? {} : { body }),
      })
      expect(reply.status).toBeGreaterThanOrEqual(200)
      expect(reply.status).toBeLessThan(500)
    }),
    { numRuns: 1_000 },
  )
  expect((await call(server, 'GET', '/api/health')).status).toBe(200)
  expect(server.logged()).not.toContain('A guest call failed')
}, 60_000)

it('no bytes whatever make it fail or fall', async () => {
  await using server = await openTestServer({ limits: { headersTime: 200, bodyTime: 300, timeCheck: 25 } })
  const start = fc.constantFrom(
    '',
    'GET / HTTP/1.1\r\n',
    `GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`,
    `POST /api/guests HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Type: application/json\r\n`,
  )
  const rest = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc.constantFrom(
      'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'Content-Length: -1\r\n\r\n',
      'Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n',
      'Sec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 99\r\n\r\n',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n\xff\xff\xff',
    ),
  )
  await fc.assert(
    fc.asyncProperty(start, rest, async (first, second) => {
      const raw = await openRaw(server)
      raw.socket.end(Buffer.from(first + second, 'latin1'))
      expect(await raw.closed).not.toMatch(/^HTTP\/1\.[01] 5/)
    }),
    { numRuns: 400 },
  )
  expect((await call(server, 'GET', '/api/health')).status).toBe(200)
  expect(server.logged()).not.toContain('A guest call failed')
}, 60_000)
