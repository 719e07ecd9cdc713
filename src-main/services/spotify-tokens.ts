import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Database } from '../../db/open-database.ts'
import { type StoredTokens, spotifyAuthIn } from '../../db/spotify-auth.ts'
import type { Keychain, Log } from './ports.ts'

type Deps = { readonly database: Database; readonly keychain: Keychain; readonly log: Log }

export type SpotifyTokens = ReturnType<typeof createSpotifyTokens>

const kept = z.object({
  accessToken: z.string().nullable(),
  refreshToken: z.string().nullable(),
  expiresAt: z.number(),
  scope: z.string().nullable(),
  tokenType: z.string().nullable(),
})

/** Spotify's tokens live in the keychain of the DJ's machine, not in the database. */
export function createSpotifyTokens({ database, keychain, log }: Deps) {
  /** Whether the keychain gives back what was put in, and will do so after a restart. */
  async function keep(item: string, tokens: StoredTokens): Promise<boolean> {
    await keychain.set(item, JSON.stringify(tokens))
    const text = await keychain.get(item)
    const read = text === null ? null : kept.safeParse(JSON.parse(text))
    // A keychain of this run only would lose with the process what the columns still hold. Asked last: it may have
    // gone missing during the calls before.
    return read?.success === true && isDeepStrictEqual(read.data, tokens) && keychain.kind() === 'stored'
  }

  return {
    /** Moves what the earlier app left in the database. Never throws: what can't be moved stays where it is. */
    async takeOver(userId: string): Promise<void> {
      const dj = { role: 'dj', userId } as const
      try {
        const tokens = await database.withTenant(dj, (tx) => spotifyAuthIn(tx).tokens(userId))
        if (tokens === null) return
        if (await keep(`spotify:${userId}`, tokens)) {
          await database.withTenant(dj, (tx) => spotifyAuthIn(tx).empty(userId, tokens))
          log.info('The Spotify sign-in moved to the keychain')
        } else log.warn('The Spotify sign-in stays in the database: this computer has no lasting keychain')
      } catch (error) {
        log.warn('The Spotify sign-in stays in the database for now', { error })
      }
    },
  }
}
