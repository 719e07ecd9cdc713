import { and, eq, isNull, sql } from 'drizzle-orm'
import { arrayOf } from './array-of.ts'
import { requests } from './schema.ts'
import type { Tx } from './tenant.ts'

/**
 * What Spotify was given of a night's songs. These marks are nobody's decision: they raise no version, so that none of the
 * DJ's decisions goes stale by them.
 */
export function spotifyMarksIn(tx: Tx) {
  return {
    /** The ids of the waiting songs that were handed over, by a console that may have ended since. */
    async handedOver(eventId: string): Promise<readonly string[]> {
      const isHandedOver = and(
        eq(requests.eventId, eventId),
        eq(requests.status, 'approved'),
        isNull(requests.startedAt),
        eq(requests.spotifyAddedToQueue, true),
      )
      const rows = await tx.select({ id: requests.id }).from(requests).where(isHandedOver)
      return rows.map(({ id }) => id)
    },

    /** `isHandedOver: false`: Spotify lost it, and it may be handed over again. */
    async setHandedOver(id: string, isHandedOver: boolean): Promise<void> {
      await tx.update(requests).set({ spotifyAddedToQueue: isHandedOver }).where(eq(requests.id, id))
    },

    /** The songs of Spotify that belong on the playlist and are not known to be there, in the order of the night. */
    async missingOnPlaylist(
      eventId: string,
      which: 'approved' | 'played',
    ): Promise<readonly { readonly id: string; readonly uri: string }[]> {
      return tx
        .select({ id: requests.id, uri: requests.trackUri })
        .from(requests)
        .where(
          and(
            eq(requests.eventId, eventId),
            which === 'played'
              ? eq(requests.status, 'played')
              : sql`${requests.status} in ('approved', 'played')`,
            sql`${requests.spotifyAddedToPlaylist} is not true`,
            sql`${requests.trackUri} like 'spotify:track:%'`,
            isNull(requests.withdrawnAt),
          ),
        )
        .orderBy(
          sql`coalesce(${which === 'played' ? requests.startedAt : requests.approvedAt}, ${requests.createdAt})`,
          requests.createdAt,
          requests.id,
        )
    },

    async setOnPlaylist(ids: readonly string[]): Promise<void> {
      if (ids.length === 0) return
      await tx
        .update(requests)
        .set({ spotifyAddedToPlaylist: true })
        .where(sql`${requests.id} = any(${arrayOf(ids, 'uuid')})`)
    },
  }
}
