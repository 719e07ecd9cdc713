import { setTimeout as sleep } from 'node:timers/promises'
import { type Accounts, isRefresh } from './accounts/accounts.ts'
import type { Answer, Incoming } from './answer.ts'
import type { createApi } from './api/api.ts'
import type { CallBook, Report } from './calls.ts'
import type { DoubleClock } from './clock.ts'
import { type FaultKind, type Faults, faultAnswer, rateLimited } from './faults.ts'
import { createHandOvers } from './hand-overs.ts'
import type { Respond } from './http.ts'

/** More calls than this within 30 seconds are answered 429; the wait in seconds. */
export type RateLimit = { readonly calls: number; readonly retryAfter: number }

type RespondOptions = {
  readonly clock: DoubleClock
  readonly book: CallBook
  readonly faults: Faults
  readonly api: ReturnType<typeof createApi>
  readonly accounts: Accounts
  readonly secrets: () => readonly string[]
  readonly rateLimit: RateLimit | null
  /** Ends waits. */
  readonly signal: AbortSignal
}

type Work = { readonly incoming: Incoming; readonly host: 'api' | 'accounts'; readonly path: string }

/** What happens to each request of Spotify's two hosts: noted, checked, made to fail or answered. */
export function createRespond(options: RespondOptions): Respond {
  const { clock, book, faults, api, secrets } = options
  const closedUntil = { api: 0, accounts: 0 }
  const refreshing = new Set<Incoming>()
  const handOvers = createHandOvers()

  return async (incoming) => {
    const host = incoming.url.pathname.startsWith('/v1/') ? 'api' : 'accounts'
    const path = host === 'api' ? incoming.url.pathname.slice(3) : incoming.url.pathname
    const call = { method: incoming.method, path, query: incoming.url.searchParams }
    const name = `${incoming.method} ${path}`
    const done = book.begin({ host, method: incoming.method, path, query: call.query.toString() })
    const again = host === 'api' ? handOvers.begin(call) : null
    if (again !== null) book.problem('blind-repeat', name, again)
    if (
      secrets().some((secret) => secret !== '' && incoming.url.href.includes(secret)) ||
      call.query.has('access_token')
    )
      book.problem('token-in-url', name, 'a token is sent in the address')
    const answer = await (isRefresh(incoming) ? refresh : answered)({ incoming, host, path })
    const status = answer === 'cut' ? 0 : answer.status
    done(status)
    if (host === 'api') handOvers.end(call, status)
    return answer
  }

  /** One refresh at a time, until it is answered or the client has given it up. */
  async function refresh(work: Work): Promise<Answer | 'cut'> {
    const others = [...refreshing].filter((other) => !other.isGone()).length
    if (others > 0) book.problem('concurrent-refresh', 'POST /api/token', `${others + 1} at once`)
    refreshing.add(work.incoming)
    return answered(work).finally(() => refreshing.delete(work.incoming))
  }

  async function answered(work: Work): Promise<Answer | 'cut'> {
    const { incoming, host, path } = work
    const report: Report = (kind, detail) => book.problem(kind, `${incoming.method} ${path}`, detail)
    const waitMs = closedUntil[host] - clock.now()
    if (waitMs > 0) report('ignored-retry-after', `${Math.ceil(waitMs / 1000)} s before its end`)
    const prepared =
      host === 'api' ? api.prepare(incoming, path, report) : { run: () => options.accounts(incoming, report) }
    if (waitMs > 0) return rateLimited(Math.ceil(waitMs / 1000))
    const fault = faults.take(incoming.method, path)
    const answer = fault
      ? await failing(fault, host, prepared.run)
      : await (overLimit(host) ?? prepared.run())
    if (answer !== 'cut' && 'check' in prepared) prepared.check(answer)
    return answer
  }

  function overLimit(host: Work['host']): Answer | null {
    const { rateLimit } = options
    if (host === 'accounts' || rateLimit === null || book.lately().length <= rateLimit.calls) return null
    return limited(host, rateLimit.retryAfter)
  }

  async function failing(
    fault: FaultKind,
    host: Work['host'],
    run: () => Answer | Promise<Answer>,
  ): Promise<Answer | 'cut'> {
    if (fault.kind === 'rate-limited') return limited(host, fault.retryAfter)
    if (fault.kind === 'cut-before') return 'cut'
    const instead = faultAnswer(fault)
    if (instead) return instead
    const answer = await run()
    if (fault.kind === 'cut-after') return 'cut'
    if (fault.kind === 'slow') await sleep(fault.ms, undefined, { signal: options.signal })
    return answer
  }

  function limited(host: Work['host'], retryAfter: number | null): Answer {
    if (retryAfter !== null) closedUntil[host] = clock.now() + retryAfter * 1000
    return rateLimited(retryAfter)
  }
}
