import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { type PageName, pageNames, scheme } from './pages.ts'
import { answerSound, type SoundFile } from './sound-answer.ts'

/** A page loads its own files and nothing else, and talks to nobody but main. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Has to be told to Electron before it is ready: our pages are an origin of their own, like https ones. */
export const schemePrivileges = {
  scheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true },
} as const

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

export type Target =
  | { readonly kind: 'cover'; readonly trackId: string }
  | { readonly kind: 'sound'; readonly trackId: string }
  | { readonly kind: 'file'; readonly page: PageName; readonly path: string }

/** What an address of ours stands for; `null` for what there is not, or may not be. */
export function targetOf(url: string): Target | null {
  if (!URL.canParse(url)) return null
  const { protocol, host, pathname } = new URL(url)
  const page = pageNames.find((name) => name === host)
  if (protocol !== `${scheme}:` || !page) return null
  const [, trackId] = pathname.match(/^\/api\/artwork\/([\w-]{1,64})$/) ?? []
  if (trackId !== undefined) return { kind: 'cover', trackId }
  const [, soundId] = pathname.match(/^\/api\/sound\/([\w-]{1,64})$/) ?? []
  // Only the console plays.
  if (soundId !== undefined) return page === 'console' ? { kind: 'sound', trackId: soundId } : null
  const path = pathname === '/' ? '/index.html' : pathname
  // Built files have plain names: whatever is written otherwise is an attempt at something else.
  if (!/^(\/[\w-][\w.-]*)+$/.test(path) || !(extname(path) in types)) return null
  return { kind: 'file', page, path }
}

export type PageFiles = {
  /** The folder that holds a folder for each page. */
  readonly folder: string
  artwork(trackId: string): Promise<{ readonly type: string; readonly body: Buffer } | null>
  /** The file of a song of tonight; `null` when there is none. */
  soundFile(trackId: string): Promise<SoundFile | null>
}

/** Answers the requests of our own pages. */
export function createPageProtocol({ folder, artwork, soundFile }: PageFiles) {
  return async function answer(request: Request): Promise<Response> {
    const target = request.method === 'GET' ? targetOf(request.url) : null
    if (!target) return nothing()
    if (target.kind === 'cover') return cover(await artwork(target.trackId))
    if (target.kind === 'sound') {
      const file = await soundFile(target.trackId)
      return (file && (await answerSound(file, request, headers))) ?? nothing()
    }
    const base = join(folder, target.page)
    const path = join(base, target.path)
    const body = path.startsWith(base + sep) ? await readFile(path).catch(() => null) : null
    if (!body) return nothing()
    return new Response(new Uint8Array(body), {
      headers: headers(types[extname(path)] ?? 'text/plain', 'no-cache'),
    })
  }
}

function cover(found: { readonly type: string; readonly body: Buffer } | null): Response {
  if (!found?.type.startsWith('image/')) return nothing()
  return new Response(new Uint8Array(found.body), { headers: headers(found.type, 'private, max-age=3600') })
}

function nothing(): Response {
  return new Response(null, { status: 404, headers: headers('text/plain', 'no-store') })
}

function headers(type: string, caching: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Cache-Control': caching,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
  }
}
