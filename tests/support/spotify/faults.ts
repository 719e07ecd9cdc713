import { assertNever } from '../../../src-main/core/result.ts'
import { type Answer, apiError } from './answer.ts'

/** What goes wrong. Each is answered instead of the call, but for `slow` and `cut-after`, which carry it out first. */
export type FaultKind =
  | { readonly kind: 'unauthorized' }
  /** 403 of the player, with any of its reasons. */
  | { readonly kind: 'forbidden'; readonly reason: PlayerReason }
  /** 403: signed in, but not on the allow-list of the client id; JSON without a reason. */
  | { readonly kind: 'not-listed' }
  /** 403 as plain text. */
  | { readonly kind: 'owner-without-premium' }
  | { readonly kind: 'no-active-device' }
  /** 429; `retryAfter` in seconds, `null` without the header. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number | null }
  | { readonly kind: 'quota-exceeded' }
  | { readonly kind: 'server-error' }
  /** 503 with a page of HTML. */
  | { readonly kind: 'unavailable' }
  /** Answered so many milliseconds late, by the wall clock. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The connection ends before the call is carried out. */
  | { readonly kind: 'cut-before' }
  /** It is carried out, then the connection ends without an answer. */
  | { readonly kind: 'cut-after' }

export const playerReasons = [
  'NO_PREV_TRACK',
  'NO_NEXT_TRACK',
  'ALREADY_PAUSED',
  'NOT_PAUSED',
  'CONTEXT_DISALLOW',
  'RATE_LIMITED',
  'REMOTE_CONTROL_DISALLOW',
  'DEVICE_NOT_CONTROLLABLE',
  'VOLUME_CONTROL_DISALLOW',
  'PREMIUM_REQUIRED',
  'UNKNOWN',
] as const
export type PlayerReason = (typeof playerReasons)[number]

/** `path` is looked for in the path without `/v1`; without `times` it goes on until it is removed. */
export type FaultRule = FaultKind & {
  readonly match?: { readonly method?: string; readonly path?: RegExp }
  readonly times?: number
}

export type Faults = ReturnType<typeof createFaults>

export function createFaults() {
  let rules: { readonly rule: FaultRule; left: number }[] = []
  return {
    /** Returns how to remove it. */
    add(rule: FaultRule): () => void {
      const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY }
      rules.push(entry)
      return () => {
        rules = rules.filter((one) => one !== entry)
      }
    },
    clear(): void {
      rules = []
    },
    /** The oldest fault for this call, used up by one. */
    take(method: string, path: string): FaultKind | null {
      const entry = rules.find(({ rule, left }) => left > 0 && matches(rule, method, path))
      if (!entry) return null
      entry.left -= 1
      return entry.rule
    },
  }
}

function matches({ match = {} }: FaultRule, method: string, path: string): boolean {
  return (match.method ?? method) === method && (match.path === undefined || match.path.test(path))
}

/** The answer that a fault gives; `null` for those that are about the connection. */
export function faultAnswer(fault: FaultKind): Answer | null {
  switch (fault.kind) {
    case 'unauthorized':
      return apiError(401, 'The access token expired')
    case 'forbidden':
      return apiError(403, 'Player command failed: Restriction violated', fault.reason)
    case 'not-listed':
      return apiError(403, 'User not registered in the Developer Dashboard')
    case 'owner-without-premium':
      return plain(403, 'Active premium subscription required for the owner of the app.', 'text/plain')
    case 'no-active-device':
      return apiError(404, 'Player command failed: No active device found', 'NO_ACTIVE_DEVICE')
    case 'rate-limited':
      return rateLimited(fault.retryAfter)
    case 'quota-exceeded':
      return apiError(429, 'Quota exceeded', 'QUOTA_EXCEEDED')
    case 'server-error':
      return apiError(500, 'Server error')
    case 'unavailable':
      return plain(503, '<html><body><h1>503 Service Unavailable</h1></body></html>', 'text/html')
    case 'slow':
    case 'cut-before':
    case 'cut-after':
      return null
    default:
      return assertNever(fault)
  }
}

/** `retryAfter` in seconds. */
export function rateLimited(retryAfter: number | null): Answer {
  const headers = retryAfter === null ? {} : { 'retry-after': String(retryAfter) }
  return { ...apiError(429, 'API rate limit exceeded'), headers }
}

function plain(status: number, text: string, type: string): Answer {
  return { status, text, headers: { 'content-type': type } }
}
