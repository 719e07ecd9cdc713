/** What Cueline asks to be allowed at Spotify. */
export const spotifyScopes = [
  'user-read-playback-state',
  'user-modify-playback-state',
  'user-read-currently-playing',
  'user-read-private',
  'playlist-modify-private',
  'playlist-read-private',
] as const

export type SpotifyScope = (typeof spotifyScopes)[number]

/** What the DJ registers with the client id; any port then goes. */
export const redirectToRegister = 'http://127.0.0.1/callback'

const months = 6
const warnedBeforeMs = 7 * 24 * 60 * 60_000

type Asked = {
  /** Without a path. */
  readonly accountsUrl: string
  readonly clientId: string
  readonly redirectUri: string
  readonly state: string
  /** S256 of the verifier, base64url. */
  readonly challenge: string
}

/** The page at Spotify where the DJ agrees. */
export function authoriseUrl({ accountsUrl, clientId, redirectUri, state, challenge }: Asked): string {
  const query = {
    response_type: 'code',
    client_id: clientId,
    scope: spotifyScopes.join(' '),
    redirect_uri: redirectUri,
    state,
    code_challenge_method: 'S256',
    code_challenge: challenge,
  }
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${accountsUrl}/authorize?${pairs.join('&')}`
}

/** When a sign-in ends by itself, six months after it was given, refreshed or not. Epoch milliseconds. */
export function endsAt(authorisedAt: number): number {
  const date = new Date(authorisedAt)
  const day = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + months)
  // The 31st of a month that has none: its last day, not one of the month after.
  if (date.getUTCDate() !== day) date.setUTCDate(0)
  return date.getTime()
}

/** A week ahead, or later: time to sign in again. */
export function isEndingSoon(authorisedAt: number, now: number): boolean {
  return now >= endsAt(authorisedAt) - warnedBeforeMs
}

export type Callback =
  | { readonly kind: 'code'; readonly code: string }
  /** The person said no. */
  | { readonly kind: 'denied' }
  /** Not an answer to what this sign-in asked. */
  | { readonly kind: 'wrong-state' }
  /** Spotify refused for another reason. */
  | { readonly kind: 'refused' }

/** What came back in the query of the redirect (without `?`); nothing is looked at unless the state fits. */
export function readCallback(query: string, state: string): Callback {
  const fields = readQuery(query)
  if (fields.get('state')?.join() !== state) return { kind: 'wrong-state' }
  const error = fields.get('error')
  if (error !== undefined) return { kind: error[0] === 'access_denied' ? 'denied' : 'refused' }
  const [code, ...more] = fields.get('code') ?? []
  return code && more.length === 0 ? { kind: 'code', code } : { kind: 'refused' }
}

function readQuery(query: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>()
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=')
    const name = decode(at < 0 ? pair : pair.slice(0, at))
    fields.set(name, [...(fields.get(name) ?? []), at < 0 ? '' : decode(pair.slice(at + 1))])
  }
  return fields
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return ''
  }
}
