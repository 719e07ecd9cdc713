import type { SpotifyProblem } from './problem.ts'

/** One answer as it came over the wire; header names in lower case. */
export type RawAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What was asked about: the same status means different things. */
export type SpotifyTopic = 'profile' | 'player' | 'catalogue' | 'playlist'

const unsaidWaitMs = 5_000
const shortestWaitMs = 1_000
/** Hours were seen. More than a day is a mistake on the way, and would silence Spotify for good. */
export const longestWaitMs = 24 * 60 * 60_000

/** By the reason that Spotify gives; its messages change and are never looked at. */
const reasons: Readonly<Record<string, 'premium' | 'not-now' | 'device-refuses' | 'no-device'>> = {
  PREMIUM_REQUIRED: 'premium',
  NO_PREV_TRACK: 'not-now',
  NO_NEXT_TRACK: 'not-now',
  NO_SPECIFIC_TRACK: 'not-now',
  ALREADY_PAUSED: 'not-now',
  ALREADY_PLAYING: 'not-now',
  NOT_PAUSED: 'not-now',
  NOT_PLAYING_LOCALLY: 'not-now',
  NOT_PLAYING_TRACK: 'not-now',
  NOT_PLAYING_CONTEXT: 'not-now',
  ENDLESS_CONTEXT: 'not-now',
  CONTEXT_DISALLOW: 'not-now',
  REMOTE_CONTROL_DISALLOW: 'device-refuses',
  DEVICE_NOT_CONTROLLABLE: 'device-refuses',
  VOLUME_CONTROL_DISALLOW: 'device-refuses',
  NO_ACTIVE_DEVICE: 'no-device',
}

/**
 * What an answer of the Web API means; `null` when it is a good one (any 2xx). `now` in epoch milliseconds. A 403
 * that does not say why is `unclear`: only a look at the profile tells more. A 401 is `signed-out`.
 */
export function readAnswer(answer: RawAnswer, topic: SpotifyTopic, now: number): SpotifyProblem | null {
  const { status } = answer
  if (status >= 200 && status < 300) return null
  const body = sortBody(answer)
  const reason = body.form === 'json' ? reasonOf(body.value) : null
  if (reason === 'QUOTA_EXCEEDED') return { kind: 'quota' }
  if (status === 429 || reason === 'RATE_LIMITED')
    return { kind: 'rate-limited', until: retryAt(answer, now) }
  if (status >= 500 || body.form === 'html') return { kind: 'broken' }
  if (status === 401) return { kind: 'signed-out' }
  if (status === 403) return readForbidden(body, reason, topic)
  if (status === 404)
    return { kind: topic === 'player' || reason === 'NO_ACTIVE_DEVICE' ? 'no-device' : 'not-found' }
  return { kind: 'unclear', status }
}

/** What the token endpoint refused. `signed-out`: this code or refresh token is over, and never to be sent again. */
export function readTokenAnswer(answer: RawAnswer, now: number): SpotifyProblem | null {
  const { status } = answer
  if (status >= 200 && status < 300) return null
  const body = sortBody(answer)
  if (status === 429) return { kind: 'rate-limited', until: retryAt(answer, now) }
  if (status >= 500 || body.form === 'html') return { kind: 'broken' }
  if (body.form === 'json' && fieldOf(body.value, 'error') === 'invalid_grant') return { kind: 'signed-out' }
  return { kind: 'unclear', status }
}

/** The JSON of a good answer; HTML is `broken` (something on the way answered), anything else `unclear`. */
export function readJson(
  answer: RawAnswer,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: SpotifyProblem } {
  const body = sortBody(answer)
  if (body.form === 'json') return { ok: true, value: body.value }
  if (body.form === 'html') return { ok: false, problem: { kind: 'broken' } }
  return { ok: false, problem: { kind: 'unclear', status: answer.status } }
}

type Body = { readonly form: 'json'; readonly value: unknown } | { readonly form: 'html' | 'text' | 'empty' }

function sortBody({ headers, body }: RawAnswer): Body {
  const text = body.trim()
  if (text === '') return { form: 'empty' }
  const type = (headers['content-type'] ?? '').toLowerCase()
  if (type.includes('text/html') || text.startsWith('<')) return { form: 'html' }
  try {
    return { form: 'json', value: JSON.parse(text) }
  } catch {
    return { form: 'text' }
  }
}

function readForbidden(body: Body, reason: string | null, topic: SpotifyTopic): SpotifyProblem {
  const known = reason === null ? undefined : reasons[reason]
  if (known !== undefined) return { kind: known }
  // "Restriction violated", whatever restriction it is: what plays does not allow it.
  if (reason === 'UNKNOWN' && topic === 'player') return { kind: 'not-now' }
  // The owner of the client id has no Premium: the gate in front of the API answers, in plain words.
  if (body.form === 'text') return { kind: 'premium' }
  // Everybody may read the own profile, but for those who are not on the list.
  if (body.form === 'json' && reason === null && topic === 'profile') return { kind: 'not-listed' }
  return { kind: 'unclear', status: 403 }
}

/** `error.reason`, as the player says it, or a `reason` beside it. */
function reasonOf(value: unknown): string | null {
  const reason = fieldOf(fieldOf(value, 'error'), 'reason') ?? fieldOf(value, 'reason')
  return typeof reason === 'string' && reason !== '' ? reason.toUpperCase() : null
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}

/** When Spotify may be asked again: as it says, 5 s where it does not; never more than a day. Epoch milliseconds. */
export function retryAt({ headers }: Pick<RawAnswer, 'headers'>, now: number): number {
  const ms = waitMs(headers['retry-after']?.trim() ?? '', headers.date, now)
  return now + Math.min(Math.max(ms, shortestWaitMs), longestWaitMs)
}

/** Seconds, or a date; the latter against Spotify's own clock where it says what that is. */
function waitMs(retryAfter: string, serverDate: string | undefined, now: number): number {
  if (/^\d+(\.\d+)?$/.test(retryAfter)) return Math.ceil(Number(retryAfter) * 1000)
  const until = /[a-z]/i.test(retryAfter) ? Date.parse(retryAfter) : Number.NaN
  if (Number.isNaN(until)) return unsaidWaitMs
  const there = serverDate === undefined ? Number.NaN : Date.parse(serverDate)
  return until - (Number.isNaN(there) ? now : there)
}
