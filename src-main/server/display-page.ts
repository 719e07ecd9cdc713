import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type { GuestDoor } from './guest-door.ts'
import {
  answerPacked,
  answerPage,
  type GuestPage,
  type Packed,
  pageSources,
  prepareGuestPage,
} from './guest-page.ts'
import { sendRefusal } from './refusal-reply.ts'

/** The display for browsers: its page, and beside it the files that it names. */
export type DisplayPage = {
  readonly page: GuestPage
  readonly files: ReadonlyMap<string, Packed>
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** Throws when the folder isn't there: the build makes it. */
export async function loadDisplayPage(folder: string): Promise<DisplayPage> {
  const assets = join(folder, 'assets')
  const names = (await readdir(assets)).filter((name) => extname(name) in types)
  const files = await Promise.all(
    names.map(async (name) => [name, await fileOf(name, await readFile(join(assets, name)))] as const),
  )
  const page = await prepareGuestPage(await readFile(join(folder, 'link.html'), 'utf8'))
  return { page, files: new Map(files) }
}

async function fileOf(name: string, body: Buffer): Promise<Packed> {
  const type = types[extname(name)] ?? 'application/octet-stream'
  // Fonts are packed already.
  const gzipped = type.startsWith('text/') ? await promisify(gzip)(body, { level: 9 }) : null
  return { type, body, gzipped }
}

/** `GET /display`: the same for everybody, and empty without the secret of a link, which browsers don't send along. */
export function serveDisplayPage(
  app: FastifyInstance,
  { page, files }: DisplayPage,
  alsoAt: GuestDoor['alsoAt'],
): void {
  const config = { rateLimit: false as const }
  app.get('/display', { config }, (request, reply) => {
    return answerPage(request, reply, page, displayPolicy(page, request.headers.host ?? '', alsoAt()))
  })

  app.get('/display/assets/:file', { config }, (request, reply) => {
    const file = files.get((request.params as { file: string }).file)
    if (file === undefined) return sendRefusal(reply, { code: 'not-found' })
    // Its name changes with its content.
    reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding')
    return answerPacked(request, reply, file)
  })
}

function displayPolicy(page: GuestPage, host: string, alsoAt: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...page.styles].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    pageSources(host, alsoAt),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
