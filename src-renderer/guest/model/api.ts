import type { Device } from './device.ts'
import { loose, readFound, type Song, text } from './read.ts'

/** `away`: no answer, a 5xx, or an answer that is not Cueline's (a hotspot's login page): doubt, so try again. */
export type Outcome =
  | { readonly kind: 'done'; readonly body: unknown }
  | Refused
  | { readonly kind: 'away'; readonly seconds: number }

export type Refused = {
  readonly kind: 'refused'
  readonly code: string
  readonly words: string
  /** Seconds to wait, or 0. */
  readonly seconds: number
  /** The open request of the same song, or `''`. */
  readonly requestId: string
  /** Another song that would be taken. */
  readonly instead: Song | null
}

export type Call = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
  signal?: AbortSignal,
) => Promise<Outcome>

const patience = 10_000

/** Talks to the server that sent the page. `token` backs the cookie up where a phone drops cookies. */
export function createApi(
  { fetch: fetchIt, later }: Pick<Device, 'fetch' | 'later'>,
  token: () => string | null,
): Call {
  return async (method, path, body, signal) => {
    const cut = new AbortController()
    const calm = later(patience, () => cut.abort())
    signal?.addEventListener('abort', () => cut.abort())
    const known = token()
    const headers = new Headers()
    if (known) headers.set('authorization', `Bearer ${known}`)
    if (body) headers.set('content-type', 'application/json')
    try {
      const answer = await fetchIt(path, {
        method,
        headers,
        signal: cut.signal,
        cache: 'no-store',
        ...(body && { body: JSON.stringify(body) }),
      })
      if (answer.status === 204) return { kind: 'done', body: null }
      const parsed: unknown = await answer.json()
      if (answer.ok) return { kind: 'done', body: parsed }
      const error = loose(loose(parsed).error)
      const seconds = Number(error.retryAfter ?? answer.headers.get('retry-after')) || 0
      // 421: this name or address does not lead to the laptop any more, whoever answers.
      if (answer.status >= 500 || answer.status === 421 || !text(error.code)) return { kind: 'away', seconds }
      const other = loose(error.alternative)
      const near = { requestId: text(other.requestId), instead: readFound(other.track) }
      return { kind: 'refused', code: text(error.code), words: text(error.message), seconds, ...near }
    } catch {
      return { kind: 'away', seconds: 0 }
    } finally {
      calm()
    }
  }
}
