import { randomBytes } from 'node:crypto'
import type { DoubleClock } from '../clock.ts'

/** How long an access token lasts, in seconds. */
export const accessTokenS = 3600
/** How long a refresh token lasts from the day of the sign-in, in calendar months. */
const refreshMonths = 6

export type TokenPair = {
  readonly accessToken: string
  readonly refreshToken: string
  readonly scopes: readonly string[]
}

type Grant = { readonly scopes: readonly string[]; readonly endsAt: number; revoked: boolean }
type RefreshToken = { readonly grant: Grant; replacedBy: string | null; known: boolean }
type AccessToken = { readonly grant: Grant; readonly endsAt: number; readonly comesWith: string }

export type Grants = ReturnType<typeof createGrants>

/** The tokens given out, and which of them are still good. */
export function createGrants(clock: DoubleClock) {
  const refreshTokens = new Map<string, RefreshToken>()
  const accessTokens = new Map<string, AccessToken>()
  const used = new Set<string>()

  function newAccess(grant: Grant, refreshToken: string): string {
    const token = `BQ${randomBytes(48).toString('base64url')}`
    accessTokens.set(token, { grant, endsAt: clock.now() + accessTokenS * 1000, comesWith: refreshToken })
    return token
  }

  function newRefresh(grant: Grant): string {
    const token = `AQ${randomBytes(48).toString('base64url')}`
    refreshTokens.set(token, { grant, replacedBy: null, known: false })
    return token
  }

  function isGood({ grant }: { readonly grant: Grant }): boolean {
    return !grant.revoked && clock.now() < grant.endsAt
  }

  return {
    /** As after a sign-in that is just over. */
    start(scopes: readonly string[]): TokenPair {
      const grant = { scopes, endsAt: monthsLater(clock.now(), refreshMonths), revoked: false }
      const refreshToken = newRefresh(grant)
      return { accessToken: newAccess(grant, refreshToken), refreshToken, scopes }
    },
    /**
     * A new access token. `dead` tells whether the client could have known that its refresh token is no good: it was
     * told so before, or has already used what came in its place.
     */
    refresh(token: string, rotate: boolean): TokenPair | { readonly refused: true; readonly dead: boolean } {
      const entry = refreshTokens.get(token)
      const replaced =
        entry?.replacedBy !== null && entry?.replacedBy !== undefined && used.has(entry.replacedBy)
      if (!entry || !isGood(entry) || replaced) {
        const dead = replaced || entry?.known === true
        if (entry) entry.known = true
        return { refused: true, dead }
      }
      used.add(token)
      const refreshToken = rotate ? newRefresh(entry.grant) : token
      if (rotate) entry.replacedBy = refreshToken
      return { accessToken: newAccess(entry.grant, refreshToken), refreshToken, scopes: entry.grant.scopes }
    },
    /** The scopes of an access token; `expired` and `unknown` are no good. */
    scopesOf(token: string): readonly string[] | 'expired' | 'unknown' {
      const entry = accessTokens.get(token)
      if (!entry) return 'unknown'
      if (clock.now() >= entry.endsAt || !isGood(entry)) return 'expired'
      used.add(entry.comesWith)
      return entry.grant.scopes
    },
    /** The DJ removed the app at Spotify, or changed the password. */
    revokeAll(): void {
      for (const { grant } of refreshTokens.values()) grant.revoked = true
    },
    /** Only access tokens: the next call is answered 401. */
    expireAccess: () => accessTokens.clear(),
    secrets: (): readonly string[] => [...refreshTokens.keys(), ...accessTokens.keys()],
  }
}

function monthsLater(time: number, months: number): number {
  const date = new Date(time)
  return date.setUTCMonth(date.getUTCMonth() + months)
}
