import { randomBytes } from 'node:crypto'
import type { Answer } from '../answer.ts'
import { readDescription } from '../description/description.ts'

/** What the DJ does on Spotify's page; `ask` shows the page. */
export type Decision = 'grant' | 'deny' | 'ask'

export type AuthorizeOptions = {
  readonly clientIds: readonly string[]
  /** As registered: without a port, any port is good. */
  readonly redirects: readonly string[]
}

export type Code = {
  readonly clientId: string
  readonly redirect: string
  readonly challenge: string
  readonly scopes: readonly string[]
}

export type Authorize = ReturnType<typeof createAuthorize>

/** Spotify's sign-in page. A wrong client or redirect is told to the person, everything else to the redirect. */
export function createAuthorize(options: AuthorizeOptions, report: (detail: string) => void) {
  const codes = new Map<string, Code>()
  const seen: string[] = []
  let decision: Decision = 'grant'

  function page(query: URLSearchParams, decided: Decision = decision): Answer {
    const clientId = query.get('client_id') ?? ''
    if (!options.clientIds.includes(clientId)) return refused('INVALID_CLIENT: Invalid client')
    const redirect = query.get('redirect_uri') ?? ''
    const wrongRedirect = redirectProblem(redirect, options.redirects)
    if (wrongRedirect !== null) return refused(wrongRedirect)
    const state = query.get('state')
    if (state === null || state.length < 16) report('state is missing or short')
    const back = (answer: Readonly<Record<string, string>>) =>
      redirectTo(redirect, { ...answer, ...(state === null ? {} : { state }) })
    const problem = requestProblem(query)
    if (problem !== null) return back(problem)
    if (decided === 'ask') return askPage(query)
    if (decided === 'deny') return back({ error: 'access_denied' })
    const code = `AQ${randomBytes(60).toString('base64url')}`
    seen.push(code)
    codes.set(code, {
      clientId,
      redirect,
      challenge: query.get('code_challenge') ?? '',
      scopes: (query.get('scope') ?? '').split(' ').filter((scope) => scope !== ''),
    })
    return back({ code })
  }

  function requestProblem(query: URLSearchParams): Readonly<Record<string, string>> | null {
    if (query.has('client_secret')) report('a client secret is sent')
    if (query.get('response_type') !== 'code') return problemOf('unsupported_response_type')
    if (query.get('code_challenge_method') !== 'S256') return problemOf('invalid_request')
    if (!/^[\w-]{43}$/.test(query.get('code_challenge') ?? '')) return problemOf('invalid_request')
    const known = knownScopes()
    const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
    return scopes.every((scope) => known.has(scope)) ? null : problemOf('invalid_scope')
  }

  function problemOf(error: string) {
    report(`the sign-in is refused: ${error}`)
    return { error }
  }

  function refused(text: string): Answer {
    report(text)
    return { status: 400, text, headers: { 'content-type': 'text/plain' } }
  }

  return {
    page,
    decide(next: Decision): void {
      decision = next
    },
    /** A code is good once. */
    redeem(code: string): Code | undefined {
      const found = codes.get(code)
      codes.delete(code)
      return found
    },
    secrets: (): readonly string[] => seen,
  }
}

function redirectProblem(redirect: string, registered: readonly string[]): string | null {
  const url = URL.canParse(redirect) ? new URL(redirect) : null
  // Not even `localhost`.
  if (url?.hostname !== '127.0.0.1' || url.protocol !== 'http:')
    return 'INVALID_CLIENT: Insecure redirect URI'
  if (url.pathname.includes('-')) return 'INVALID_CLIENT: Invalid redirect URI'
  const withoutPort = `${url.protocol}//${url.hostname}${url.pathname}${url.search}`
  return registered.includes(withoutPort) || registered.includes(redirect)
    ? null
    : 'INVALID_CLIENT: Invalid redirect URI'
}

function redirectTo(redirect: string, answer: Readonly<Record<string, string>>): Answer {
  return { status: 302, headers: { location: `${redirect}?${new URLSearchParams(answer)}` } }
}

function askPage(query: URLSearchParams): Answer {
  const link = (decision: string) => `/authorize/${decision}?${query}`.replaceAll('&', '&amp;')
  const text = `<!doctype html><title>Spotify (double)</title><h1>Cueline asks for access</h1>
<p><a href="${link('grant')}">Agree</a> <a href="${link('deny')}">Cancel</a></p>`
  return { status: 200, text, headers: { 'content-type': 'text/html; charset=utf-8' } }
}

function knownScopes(): ReadonlySet<string> {
  const scheme = readDescription().components.securitySchemes?.oauth_2_0 as {
    readonly flows: { readonly authorizationCode: { readonly scopes: object } }
  }
  return new Set(Object.keys(scheme.flows.authorizationCode.scopes))
}
