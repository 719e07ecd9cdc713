import type { SpotifyProblem } from '../../core/spotify/problem.ts'
import type { RawAnswer } from '../../core/spotify/read-answer.ts'
import type { After } from '../../services/spotify/ports.ts'

/** Until the whole answer is here. */
const patienceMs = 8_000

export type Sent =
  | { readonly ok: true; readonly value: RawAnswer }
  | { readonly ok: false; readonly problem: SpotifyProblem }

type Request = {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** One call over the network, sent once and never again. Nothing is thrown; `slow` after 8 s. */
export async function send(url: string, { method, headers, body }: Request, after: After): Promise<Sent> {
  const abort = new AbortController()
  let late = false
  const callOff = after(patienceMs, () => {
    late = true
    abort.abort()
  })
  try {
    const response = await fetch(url, {
      method,
      headers,
      // What is redirected would carry the token elsewhere.
      redirect: 'manual',
      signal: abort.signal,
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    return {
      ok: true,
      value: { status: response.status, headers: Object.fromEntries(response.headers), body: text },
    }
  } catch (error) {
    if (late) return { ok: false, problem: { kind: 'slow' } }
    return { ok: false, problem: { kind: neverArrived(error) ? 'offline' : 'broken' } }
  } finally {
    callOff()
  }
}

const unreached = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'ECONNREFUSED',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * Whether nothing can have reached Spotify. A connection that was cut later may have carried a command there: calling
 * that offline would invite to send it again.
 */
function neverArrived(error: unknown): boolean {
  const { code = '', syscall = '' } = causeOf(error)
  return unreached.has(code) || (code === 'ETIMEDOUT' && syscall !== 'read') || isCertificate(code)
}

/** Somebody else answers in Spotify's place, as a captive wifi does. */
function isCertificate(code: string): boolean {
  return (
    code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_') || /CERT|SELF_SIGNED|UNABLE_TO_/.test(code)
  )
}

function causeOf(error: unknown): { readonly code?: string; readonly syscall?: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return typeof cause === 'object' && cause !== null ? cause : {}
}
