import { z } from 'zod'
import { endsAt } from '../../core/spotify/sign-in.ts'

/** What the keychain holds of one sign-in. What the earlier app left has no client id and no time of authorisation. */
const signIn = z.object({
  accessToken: z.string().nullable(),
  /** `null` with a `null` access token: the sign-in is over. */
  refreshToken: z.string().nullable(),
  /** Of the access token; epoch milliseconds. */
  expiresAt: z.number(),
  scope: z.string().nullish().default(null),
  authorisedAt: z.number().nullish().default(null),
  clientId: z.string().nullish().default(null),
})

export type SignIn = z.infer<typeof signIn>

export type SignInFacts = {
  /** Signed in, and not over. */
  readonly connected: boolean
  readonly scope: readonly string[]
  /** Epoch milliseconds; `null` where the earlier app did not keep it. */
  readonly authorisedAt: number | null
  readonly endsAt: number | null
  /** There was a sign-in, and Spotify ended it. */
  readonly signedOut: boolean
}

/** What may be shown of it. */
export function factsOf(kept: SignIn | null): SignInFacts {
  const over = kept !== null && kept.accessToken === null && kept.refreshToken === null
  const authorisedAt = kept?.authorisedAt ?? null
  return {
    connected: kept !== null && !over,
    scope: kept?.scope?.split(' ').filter((word) => word !== '') ?? [],
    authorisedAt,
    endsAt: authorisedAt === null ? null : endsAt(authorisedAt),
    signedOut: over,
  }
}

/** `null` for what is not there or can't be understood. */
export function readItem(text: string | null): SignIn | null {
  if (text === null) return null
  try {
    return signIn.parse(JSON.parse(text))
  } catch {
    return null
  }
}
