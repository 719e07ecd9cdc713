import type { DoubleClock } from './clock.ts'

export type Call = {
  /** When it came in, by the double's clock. */
  readonly at: number
  readonly host: 'api' | 'accounts'
  readonly method: string
  /** Without `/v1`. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  /** `null` while it is under way, 0 when it was cut. */
  readonly status: number | null
}

export type ProblemKind =
  | 'blind-repeat'
  | 'concurrent-refresh'
  | 'dead-refresh-token'
  | 'ignored-retry-after'
  /** An answer of the double itself that the description does not allow. */
  | 'invalid-answer'
  | 'invalid-request'
  | 'limit-too-high'
  | 'not-built'
  | 'removed-endpoint'
  /** Something that a sign-in by PKCE must not do. */
  | 'sign-in'
  | 'token-in-url'
  | 'unknown-endpoint'
  | 'wrong-scope'

/** Something that a careful client does not do. */
export type Problem = {
  readonly at: number
  readonly kind: ProblemKind
  /** Method and path. */
  readonly call: string
  readonly detail: string
}

/** Notes a problem of the call at hand. */
export type Report = (kind: ProblemKind, detail: string) => void

export type CallBook = ReturnType<typeof createCallBook>

/** What Spotify counts calls over. */
const windowMs = 30_000

export function createCallBook(clock: DoubleClock) {
  const calls: Call[] = []
  const problems: Problem[] = []
  return {
    /** Notes a call; the returned function notes its status. */
    begin(call: Omit<Call, 'at' | 'status'>): (status: number) => void {
      const at = calls.push({ ...call, at: clock.now(), status: null }) - 1
      return (status) => {
        const noted = calls[at]
        if (noted) calls[at] = { ...noted, status }
      }
    },
    problem(kind: ProblemKind, call: string, detail: string): void {
      problems.push({ at: clock.now(), kind, call, detail })
    },
    all: (): readonly Call[] => [...calls],
    problems: (): readonly Problem[] => [...problems],
    /** The most calls of the Web API within any 30 seconds. */
    per30s: () => busiest(calls.filter((call) => call.host === 'api').map((call) => call.at)),
    /** Those within the last 30 seconds. */
    lately: () => calls.filter((call) => call.host === 'api' && call.at > clock.now() - windowMs),
  }
}

function busiest(times: readonly number[]): number {
  let [most, first] = [0, 0]
  for (const [last, time] of times.entries()) {
    while ((times[first] ?? time) <= time - windowMs) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}
