import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Answer, Incoming } from './answer.ts'

/** Larger than anything a client has to send. */
const largestBody = 1_000_000

/** `cut` ends the connection without a word. */
export type Respond = (incoming: Incoming) => Promise<Answer | 'cut'>

/** An HTTP server on a free port of the loopback, or on `port`. */
export async function startServer(respond: Respond, port = 0) {
  const server = createServer((request, response) => {
    serve(request, response, respond).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(`the double failed: ${error instanceof Error ? error.stack : error}`)
    })
  })
  await new Promise<void>((ready, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', ready)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function serve(request: IncomingMessage, response: ServerResponse, respond: Respond): Promise<void> {
  const body = await bodyOf(request)
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const answer = await respond({
    method: request.method ?? 'GET',
    url,
    headers,
    body,
    isGone: () => request.socket.destroyed,
  })
  if (answer === 'cut') return void request.socket.destroy()
  const { status, json, text, bytes } = answer
  const type = json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }
  response.writeHead(status, { ...type, ...answer.headers })
  response.end(json === undefined ? (bytes ?? text) : JSON.stringify(json))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    parts.push(part)
    size += part.length
    if (size > largestBody) throw new Error('the body is too large')
  }
  return Buffer.concat(parts).toString('utf8')
}
