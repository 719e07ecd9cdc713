import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GuestDoor } from './guest-door.ts'
import { healthPath, keepDevice } from './identify.ts'

/** The page of the guests, ready to be sent: one file with its styles and scripts inside. */
export type GuestPage = {
  readonly html: Buffer
  readonly gzipped: Buffer
  readonly etag: string
  /** CSP sources of the inline blocks, such as `'sha256-…'`. */
  readonly scripts: readonly string[]
  readonly styles: readonly string[]
}

/** Throws when the file isn't there: the build makes it. */
export async function loadGuestPage(path: string): Promise<GuestPage> {
  return prepareGuestPage(await readFile(path, 'utf8'))
}

export async function prepareGuestPage(source: string): Promise<GuestPage> {
  // Browsers hash what they parsed, and parsing turns every line end into \n.
  const text = source.replace(/\r\n?/g, '\n')
  const html = Buffer.from(text)
  return {
    html,
    gzipped: await promisify(gzip)(html, { level: 9 }),
    etag: `"${sha256(text, 'base64url').slice(0, 22)}"`,
    scripts: hashesOf(text, /<script(?![^>]*\ssrc\s*=)[^>]*>([\s\S]*?)<\/script\s*>/gi),
    styles: hashesOf(text, /<style[^>]*>([\s\S]*?)<\/style\s*>/gi),
  }
}

function hashesOf(html: string, blocks: RegExp): string[] {
  return [...html.matchAll(blocks)].map(([, block = '']) => `'sha256-${sha256(block, 'base64')}'`)
}

function sha256(text: string, encoding: 'base64' | 'base64url'): string {
  return createHash('sha256').update(text).digest(encoding)
}

/**
 * Nothing but the page's own blocks, our covers and our API. `upgrade-insecure-requests` must stay out: there is no
 * https here. `'self'` covers ws: in today's browsers; older iPhones want the socket's address spelled out. `alsoAt`: where
 * the page may ask whether we have moved there.
 */
export function pagePolicy(
  { scripts, styles }: GuestPage,
  host: string,
  alsoAt: readonly string[] = [],
): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ') || "'none'"}`,
    `style-src ${styles.join(' ') || "'none'"}`,
    // `data:` is the page's own icon.
    "img-src 'self' data:",
    pageSources(host, alsoAt),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Where a page of ours may call. */
export function pageSources(host: string, alsoAt: readonly string[]): string {
  return ['connect-src', "'self'", `ws://${host}`, ...alsoAt.map((url) => `${url}${healthPath}`)].join(' ')
}

export function serveGuestPage(app: FastifyInstance, page: GuestPage, alsoAt: GuestDoor['alsoAt']): void {
  app.get('/', { config: { rateLimit: false } }, (request, reply) => {
    keepDevice(request, reply)
    return answerPage(request, reply, page, pagePolicy(page, request.headers.host ?? '', alsoAt()))
  })
}

/** A page under its policy; nothing but that when the browser has it already. */
export function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { html, gzipped, etag }: GuestPage,
  policy: string,
): FastifyReply {
  reply
    .header('content-security-policy', policy)
    .header('cache-control', 'no-cache')
    .header('etag', etag)
    .header('vary', 'accept-encoding')
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return answerPacked(request, reply, { type: 'text/html; charset=utf-8', body: html, gzipped })
}

export type Packed = { readonly type: string; readonly body: Buffer; readonly gzipped: Buffer | null }

/** Packed for who takes that, where it is there so. */
export function answerPacked(request: FastifyRequest, reply: FastifyReply, packed: Packed): FastifyReply {
  reply.type(packed.type)
  if (packed.gzipped === null || !takesGzip(request.headers['accept-encoding']))
    return reply.send(packed.body)
  return reply.header('content-encoding', 'gzip').send(packed.gzipped)
}

function takesGzip(accepted: string | string[] | undefined): boolean {
  return /(^|[\s,])(gzip|\*)\s*(?!;\s*q=0(\.0*)?\s*(,|$))(;|,|$)/i.test(String(accepted ?? ''))
}
