import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { listen } from './listen.ts'

const host = '127.0.0.1'

async function occupy(port = 0): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer().listen(port, host)
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}

/** Eleven ports in a row that are ours until `release`. */
async function occupyRow(): Promise<{ readonly first: number; readonly servers: readonly Server[] }> {
  for (;;) {
    const servers: Server[] = []
    const { server, port: first } = await occupy()
    servers.push(server)
    try {
      for (let next = 1; next <= 10; next += 1) servers.push((await occupy(first + next)).server)
      return { first, servers }
    } catch {
      for (const each of servers) each.close()
    }
  }
}

describe('listen', () => {
  it('takes a free port of the next ten when the wanted one is taken, and says so', async () => {
    const { first, servers } = await occupyRow()
    const app = Fastify()
    app.get('/', () => 'here')
    servers[3]?.close()
    if (servers[3]) await once(servers[3], 'close')
    const listening = await listen(app, { host, port: first })
    expect(listening).toMatchObject({ ok: true, port: first + 3, wantedPort: first })
    expect(await (await fetch(`http://${host}:${first + 3}/`)).text()).toBe('here')
    if (listening.ok) await listening.close()
    for (const server of servers) server.close()
  })

  it('gives up in words when all eleven are taken', async () => {
    const { first, servers } = await occupyRow()
    const app = Fastify()
    const listening = await listen(app, { host, port: first })
    expect(listening).toMatchObject({
      ok: false,
      code: 'port-taken',
      words: expect.stringContaining(`${first}–${first + 10}`),
    })
    await app.close()
    for (const server of servers) server.close()
  })

  it('names an address that this machine does not have', async () => {
    const app = Fastify()
    expect(await listen(app, { host: '203.0.113.9', port: 0 })).toMatchObject({
      ok: false,
      code: 'host-unknown',
    })
    await app.close()
  })
})
