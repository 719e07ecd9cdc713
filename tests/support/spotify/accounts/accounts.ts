import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Incoming } from '../answer.ts'
import type { Report } from '../calls.ts'
import type { Authorize } from './authorize.ts'

type AccountsOptions = {
  readonly authorize: Authorize
  readonly token: (incoming: Incoming) => Answer
  /** Ends waits. */
  readonly signal: AbortSignal
}

/** How long a refresh takes by the wall clock: so that those side by side meet. */
const refreshMs = 15

export type Accounts = ReturnType<typeof createAccounts>

/** The accounts service: the sign-in page, its two links, and the token endpoint. */
export function createAccounts({ authorize, token, signal }: AccountsOptions) {
  return async (incoming: Incoming, report: Report): Promise<Answer> => {
    const { pathname, searchParams } = incoming.url
    switch (`${incoming.method} ${pathname}`) {
      case 'GET /authorize':
        return authorize.page(searchParams)
      case 'GET /authorize/grant':
        return authorize.page(searchParams, 'grant')
      case 'GET /authorize/deny':
        return authorize.page(searchParams, 'deny')
      case 'POST /api/token':
        if (isRefresh(incoming)) await sleep(refreshMs, undefined, { signal })
        return token(incoming)
      default:
        report('unknown-endpoint', 'the accounts service does not know it')
        return { status: 404, text: 'Not found', headers: { 'content-type': 'text/plain' } }
    }
  }
}

export function isRefresh({ url, body }: Incoming): boolean {
  return url.pathname === '/api/token' && new URLSearchParams(body).get('grant_type') === 'refresh_token'
}
