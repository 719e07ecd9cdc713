import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFetchCover } from './cover.ts'

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])

let server: Server
let origin: string
let asked: string[] = []

beforeAll(async () => {
  server = createServer((request, reply) => {
    asked.push(request.url ?? '')
    switch (request.url) {
      case '/cover':
        return reply.writeHead(200, { 'content-type': 'image/jpeg' }).end(jpeg)
      case '/page':
        return reply.writeHead(200, { 'content-type': 'text/html' }).end('<p>')
      case '/elsewhere':
        return reply.writeHead(302, { location: '/cover' }).end()
      case '/endless':
        reply.writeHead(200, { 'content-type': 'image/jpeg' })
        return reply.end(Buffer.alloc(1_000_001))
      case '/silent':
        return
      default:
        return reply.writeHead(404).end()
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function fetchCover(patience = 5_000) {
  return createFetchCover({ apiUrl: `${origin}/v1`, patience })
}

test('a cover comes as it is', async () => {
  expect(await fetchCover()(`${origin}/cover`)).toEqual({ type: 'image/jpeg', body: jpeg })
})

test.each(['/page', '/elsewhere', '/endless', '/none'])('%s is no cover', async (path) => {
  expect(await fetchCover()(`${origin}${path}`)).toBeNull()
})

test('a server that stays silent is given up', async () => {
  expect(await fetchCover(50)(`${origin}/silent`)).toBeNull()
})

test.each([
  'http://i.scdn.co/image/1',
  'https://scdn.co.example/image/1',
  'https://example/i.scdn.co',
  'http://localhost/cover',
  'file:///etc/passwd',
  'cover',
])('%s is not even asked', async (url) => {
  asked = []
  expect(await fetchCover()(url)).toBeNull()
  expect(asked).toEqual([])
})
