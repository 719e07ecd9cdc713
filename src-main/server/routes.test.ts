import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { guestApi } from '../contract/guest-api.ts'
import { call, openTestServer } from './test-door.ts'

/**
 * Everything that the network can reach. Nothing of the DJ's powers is in here: a new line wants a good reason, and
 * a token of its own.
 */
const everything: Readonly<Record<string, 'open' | 'joined'>> = {
  'GET /': 'open',
  'GET /api/event': 'open',
  'POST /api/guests': 'open',
  'GET /api/tracks': 'joined',
  'GET /api/artwork/:id': 'open',
  'GET /api/asked': 'joined',
  'POST /api/requests': 'joined',
  'DELETE /api/requests/:id': 'joined',
  'POST /api/requests/:id/vote': 'joined',
  /** The WebSocket: joined, or closed with 4401; without an upgrade it is nothing. */
  'GET /api/live': 'open',
  'GET /api/health': 'open',
  'GET /api/openapi.json': 'open',
  /** Empty without the link's secret, which the WebSocket asks for. */
  'GET /display': 'open',
  'GET /display/assets/:file': 'open',
  'GET /api/display/live': 'open',
  /** By a token of its own, which the console shows for two minutes. */
  'GET /self-test/:token': 'open',
  'POST /self-test/:token': 'open',
}

/** The routes out of Fastify's tree: four signs for each step down, then a part of the path and its methods. */
function routesOf(tree: string): readonly string[] {
  const parts: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods] = /^([│├└─\s]*)(\S*?)(?: \((.+)\))?$/.exec(line) ?? []
    parts.splice(indent.length / 4 - 1, parts.length, part)
    return methods === undefined ? [] : methods.split(', ').map((method) => `${method} ${parts.join('')}`)
  })
}

it('the network reaches these routes and no others', async () => {
  await using server = await openTestServer()
  const routes = routesOf(server.app.printRoutes({ commonPrefix: false }))
  const reads = Object.keys(everything).filter((route) => /^GET \/(?!self-test)/.test(route))
  const heads = reads.map((route) => route.replace('GET', 'HEAD'))
  expect([...routes].sort()).toEqual([...Object.keys(everything), ...heads].sort())
})

it('who has not joined gets no further than the open ones', async () => {
  await using server = await openTestServer()
  for (const [route, kind] of Object.entries(everything)) {
    const [method = '', path = ''] = route.split(' ')
    const reply = await call(server, method, path.replace(':id', randomUUID()))
    expect([route, reply.status === 401]).toEqual([route, kind === 'joined'])
  }
  for (const [route, { joined }] of Object.entries(guestApi)) {
    expect([route, everything[route]]).toEqual([route, joined ? 'joined' : 'open'])
  }
})
