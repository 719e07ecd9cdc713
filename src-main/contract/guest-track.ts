import { z } from 'zod'

/** A song as guests and the console's search see it. */
export const guestTrack = z.object({
  id: z.string(),
  title: z.string(),
  artist: z.string(),
  album: z.string().nullable(),
  durationMs: z.number().nullable(),
  explicit: z.boolean().nullable(),
  /** A path on this server, or `null` without a cover. */
  artworkUrl: z.string().nullable(),
  /** Its page at Spotify, which Spotify wants to be offered beside its songs; `null` for songs from elsewhere. */
  spotifyUrl: z.string().nullable(),
  /** `false`: it can be seen, not asked for: Spotify does not play it where the DJ is. */
  playable: z.boolean(),
})
