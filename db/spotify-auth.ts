import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import { spotifyAuth } from './schema.ts'
import type { Tx } from './tenant.ts'

/** What the earlier app kept in the database. */
export type StoredTokens = {
  readonly accessToken: string | null
  readonly refreshToken: string | null
  /** Epoch milliseconds. */
  readonly expiresAt: number
  readonly scope: string | null
  readonly tokenType: string | null
}

/** What is known of a DJ's Spotify beside the tokens. Times are epoch milliseconds. */
export type SpotifyAccountFacts = {
  readonly clientId: string | null
  readonly authorisedAt: number | null
  readonly accountId: string | null
  readonly accountName: string | null
}

const factColumns = {
  clientId: spotifyAuth.clientId,
  authorisedAt: spotifyAuth.authorisedAt,
  accountId: spotifyAuth.accountId,
  accountName: spotifyAuth.accountName,
}

const columns = {
  accessToken: spotifyAuth.accessToken,
  refreshToken: spotifyAuth.refreshToken,
  expiresAt: spotifyAuth.expiresAt,
  scope: spotifyAuth.scope,
  tokenType: spotifyAuth.tokenType,
}

/** A DJ's Spotify tokens that no keychain holds yet. */
export function spotifyAuthIn(tx: Tx) {
  return {
    /** `null` when the columns are empty. */
    async tokens(userId: string): Promise<StoredTokens | null> {
      const some = or(isNotNull(spotifyAuth.accessToken), isNotNull(spotifyAuth.refreshToken))
      const [row] = await tx
        .select(columns)
        .from(spotifyAuth)
        .where(and(eq(spotifyAuth.userId, userId), some))
      return row ?? null
    },

    /** `null` for who has never connected Spotify. */
    async facts(userId: string): Promise<SpotifyAccountFacts | null> {
      const [row] = await tx.select(factColumns).from(spotifyAuth).where(eq(spotifyAuth.userId, userId))
      return row ?? null
    },

    /** Notes what became known; what is left out stays. `expiresAt`: when the sign-in ends. */
    async note(
      userId: string,
      known: Partial<SpotifyAccountFacts> & { readonly expiresAt?: number; readonly scope?: string },
      now: number,
    ): Promise<void> {
      const row = { ...known, updatedAt: now }
      await tx
        .insert(spotifyAuth)
        .values({ userId, expiresAt: now, ...row })
        .onConflictDoUpdate({ target: spotifyAuth.userId, set: row })
    },

    /** Everything about this DJ's Spotify is gone. */
    async forget(userId: string): Promise<void> {
      await tx.delete(spotifyAuth).where(eq(spotifyAuth.userId, userId))
    },

    /** Empties the columns if they still hold what was read; everything else of the row stays. */
    async empty(userId: string, read: StoredTokens): Promise<boolean> {
      const rows = await tx
        .update(spotifyAuth)
        .set({ accessToken: null, refreshToken: null })
        .where(
          and(
            eq(spotifyAuth.userId, userId),
            sql`${spotifyAuth.accessToken} is not distinct from ${read.accessToken}`,
            sql`${spotifyAuth.refreshToken} is not distinct from ${read.refreshToken}`,
          ),
        )
        .returning({ id: spotifyAuth.id })
      return rows.length > 0
    },
  }
}
