import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Refusal, refusals, wordsFor } from '../core/refusals.ts'
import type { DoorLog } from './door-log.ts'

/** Made by our own hooks, where throwing is the only way to stop a call. */
export class DoorRefusal extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

function refusalBody(refusal: Refusal): string {
  const { code, retryAfter, alternative } = refusal
  return JSON.stringify({ error: { code, message: wordsFor(refusal), retryAfter, alternative } })
}

export function sendRefusal(
  reply: FastifyReply,
  refusal: Refusal,
  status: number = refusals[refusal.code].status,
): FastifyReply {
  if (refusal.retryAfter !== undefined) reply.header('retry-after', Math.ceil(refusal.retryAfter))
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(refusalBody(refusal))
}

/** The one place where what was thrown becomes an answer: all is logged, of our own faults nothing is told. */
export function answerErrors(app: FastifyInstance, log: DoorLog, retryAfter: number): void {
  app.setErrorHandler((error, request, reply) => {
    // A phone that hung up while it was still sending is nobody's fault.
    const hungUp = request.raw.errored !== null && request.raw.errored === error
    const refusal: Refusal = hungUp ? { code: 'bad-input' } : refusalOf(error, retryAfter)
    if (refusal.code === 'internal') log.failure(error, request)
    else log.refused(refusal.code)
    return sendRefusal(reply, refusal)
  })

  app.setNotFoundHandler((request, reply) => {
    if (isPageRead(request)) return reply.redirect('/', 302)
    return sendRefusal(reply, { code: 'not-found' })
  })
}

/** A person who typed or followed a stale address, as opposed to a script or an icon. */
function isPageRead({ method, url, headers }: FastifyRequest): boolean {
  const reads = method === 'GET' || method === 'HEAD'
  return reads && !/^\/+api(?:[/?#]|$)/i.test(url) && (headers.accept ?? '').includes('text/html')
}

/** Fastify's own errors keep their meaning; what a handler throws is a bug, whatever status it claims. */
export function refusalOf(error: unknown, retryAfter: number): Refusal {
  if (error instanceof DoorRefusal) return error.refusal
  const { code, statusCode } = Object(error) as { code?: unknown; statusCode?: unknown }
  if (typeof code !== 'string' || !code.startsWith('FST_')) return { code: 'internal' }
  if (statusCode === 413) return { code: 'too-large' }
  if (statusCode === 415) return { code: 'not-json' }
  if (statusCode === 503) return { code: 'busy', retryAfter }
  return typeof statusCode === 'number' && statusCode < 500 ? { code: 'bad-input' } : { code: 'internal' }
}

/** For bytes that never became a call: too slow, too long or not HTTP at all. */
export function answerBrokenCall(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [status, code] = brokenCall(error.code)
  const body = refusalBody({ code })
  socket.write(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
  socket.destroySoon()
}

function brokenCall(code: string | undefined): [status: number, code: 'too-large' | 'bad-input'] {
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'too-large']
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return [413, 'too-large']
  return [code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400, 'bad-input']
}
