import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import postgres from 'postgres'
import { WebSocketServer } from 'ws'

/**
 * What our numbers are held against, in a process of its own: a Fastify route with one INSERT and nothing else,
 * and a `ws` server that sends the same bytes to all.
 */
export const bareServer = {
  /** Answers the port. `pool`: connections, as many as the app has. */
  async startRoute({ databaseUrl, pool }: { readonly databaseUrl: string; readonly pool: number }) {
    const sql = postgres(databaseUrl, { max: pool, onnotice: () => {} })
    await sql`create table if not exists bare_requests (id uuid primary key, guest text not null,
      track_id text not null, status text not null default 'pending', created_at timestamptz not null default now())`
    const app = Fastify({ logger: false })
    app.post<{ Body: { id: string; trackId: string } }>('/api/requests', async (request, reply) => {
      const { id, trackId } = request.body
      const guest = request.headers.authorization ?? ''
      const [row] = await sql`insert into bare_requests (id, guest, track_id)
        values (${id}, ${guest}, ${trackId}) returning *`
      return reply.code(201).send({ request: row })
    })
    await app.listen({ host: '127.0.0.1', port: 0 })
    return (app.server.address() as AddressInfo).port
  },

  /** Answers the port. A message `n` of anybody sends all of them the text, its `"pending":0` as `"pending":n`. */
  async startSockets({ text }: { readonly text: string }) {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
    server.on('connection', (socket) => {
      socket.on('message', (data) => {
        const bytes = Buffer.from(text.replace('"pending":0', `"pending":${data.toString()}`))
        for (const client of server.clients) client.send(bytes, { binary: false })
      })
    })
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  },
}
