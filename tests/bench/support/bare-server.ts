import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyRequest } from 'fastify'
import postgres from 'postgres'
import { WebSocketServer } from 'ws'

/**
 * What our numbers are held against, in a process of its own: a Fastify route with one INSERT and nothing else,
 * and a `ws` server that sends the same bytes to all.
 */
export const bareServer = {
  /** Answers the port. `pool`: connections, as many as the app has. */
  async startRoute({ databaseUrl, pool }: { readonly databaseUrl: string; readonly pool: number }) {
    const { app, insert } = await buildRoute(databaseUrl, pool)
    app.post<{ Body: Asked }>('/api/requests', async (request, reply) =>
      reply.code(201).send({ request: await insert(request) }),
    )
    await app.listen({ host: '127.0.0.1', port: 0 })
    return (app.server.address() as AddressInfo).port
  },

  /**
   * The same route with a `ws` server on the same port, which tells all of each request: the first at once, what follows within
   * `coalesceMs` as one. Answers the port. `text`: what is sent, its `"pending":0` as the number of requests.
   */
  async startCoalescing(input: {
    readonly databaseUrl: string
    readonly pool: number
    readonly text: string
    readonly coalesceMs: number
  }) {
    const { app, insert } = await buildRoute(input.databaseUrl, input.pool)
    const sockets = new WebSocketServer({ server: app.server, perMessageDeflate: false })
    let [pending, told, isDue] = [0, 0, false]
    function beatIn(milliseconds: number): void {
      if (isDue) return
      isDue = true
      setTimeout(beat, milliseconds)
    }
    function beat(): void {
      isDue = false
      if (told === pending) return
      told = pending
      sendToAll(sockets, input.text, pending)
      beatIn(input.coalesceMs)
    }
    app.post<{ Body: Asked }>('/api/requests', async (request, reply) => {
      const row = await insert(request)
      pending += 1
      beatIn(0)
      return reply.code(201).send({ request: row })
    })
    await app.listen({ host: '127.0.0.1', port: 0, backlog: 1024 })
    return (app.server.address() as AddressInfo).port
  },

  /** Answers the port. A message `n` of anybody sends all of them the text, its `"pending":0` as `"pending":n`. */
  async startSockets({ text }: { readonly text: string }) {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
    server.on('connection', (socket) => {
      socket.on('message', (data) => sendToAll(server, text, Number(data.toString())))
    })
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  },
}

type Asked = { readonly id: string; readonly trackId: string }

async function buildRoute(databaseUrl: string, pool: number) {
  const sql = postgres(databaseUrl, { max: pool, onnotice: () => {} })
  await sql`create table if not exists bare_requests (id uuid primary key, guest text not null,
    track_id text not null, status text not null default 'pending', created_at timestamptz not null default now())`
  return {
    app: Fastify({ logger: false }),
    async insert({ body, headers }: FastifyRequest<{ Body: Asked }>) {
      const [row] = await sql`insert into bare_requests (id, guest, track_id)
        values (${body.id}, ${headers.authorization ?? ''}, ${body.trackId}) returning *`
      return row
    },
  }
}

function sendToAll(server: WebSocketServer, text: string, pending: number): void {
  const bytes = Buffer.from(text.replace('"pending":0', `"pending":${pending}`))
  for (const client of server.clients) client.send(bytes, { binary: false })
}
