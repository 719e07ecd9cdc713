import { createHash } from 'node:crypto'
import { type Answer, type Incoming, tokenError } from '../answer.ts'
import type { Report } from '../calls.ts'
import type { Authorize } from './authorize.ts'
import { accessTokenS, type Grants, type TokenPair } from './grants.ts'

type TokenOptions = {
  readonly authorize: Authorize
  readonly grants: Grants
  readonly clientIds: readonly string[]
  readonly rotates: () => boolean
  readonly report: Report
}

/** `POST /api/token`: codes and refresh tokens for access tokens. */
export function createTokenEndpoint({ authorize, grants, clientIds, rotates, report }: TokenOptions) {
  const seen: string[] = []

  function byCode(form: URLSearchParams): Answer {
    const code = authorize.redeem(form.get('code') ?? '')
    const verifier = form.get('code_verifier') ?? ''
    seen.push(verifier)
    if (!code) return refuse('Invalid authorization code')
    if (code.clientId !== form.get('client_id')) return refuse('Invalid client')
    if (code.redirect !== form.get('redirect_uri')) return refuse('Invalid redirect URI')
    if (!/^[\w.~-]{43,128}$/.test(verifier)) return refuse('code_verifier must be 43 to 128 characters')
    if (challengeOf(verifier) !== code.challenge) return refuse('code_verifier was incorrect')
    const tokens = grants.start(code.scopes)
    return tokenAnswer(tokens, true)
  }

  function byRefresh(form: URLSearchParams): Answer {
    const rotate = rotates()
    const tokens = grants.refresh(form.get('refresh_token') ?? '', rotate)
    if (!('refused' in tokens)) return tokenAnswer(tokens, rotate)
    if (tokens.dead) report('dead-refresh-token', 'a refresh token is used that is known to be dead')
    return tokenError('invalid_grant', 'Refresh token revoked')
  }

  function refuse(description: string): Answer {
    report('sign-in', description)
    return tokenError('invalid_grant', description)
  }

  return {
    answer({ headers, body }: Incoming): Answer {
      if (headers['content-type']?.split(';')[0] !== 'application/x-www-form-urlencoded') {
        report('invalid-request', 'the form is not application/x-www-form-urlencoded')
        return tokenError('unsupported_grant_type', 'grant_type parameter is missing')
      }
      const form = new URLSearchParams(body)
      if (headers.authorization !== undefined || form.has('client_secret'))
        report('sign-in', 'a client secret is sent')
      if (!clientIds.includes(form.get('client_id') ?? '')) {
        report('sign-in', 'the client id is unknown')
        return tokenError('invalid_client', 'Invalid client')
      }
      const type = form.get('grant_type')
      if (type === 'authorization_code') return byCode(form)
      if (type === 'refresh_token') return byRefresh(form)
      report('invalid-request', `grant_type ${type}`)
      return tokenError('unsupported_grant_type', 'grant_type must be authorization_code or refresh_token')
    },
    secrets: (): readonly string[] => seen,
  }
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

function tokenAnswer({ accessToken, refreshToken, scopes }: TokenPair, withRefresh: boolean): Answer {
  return {
    status: 200,
    json: {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: accessTokenS,
      scope: scopes.join(' '),
      ...(withRefresh ? { refresh_token: refreshToken } : {}),
    },
  }
}
