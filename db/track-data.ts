import { z } from 'zod'
import type { Track } from '../src-main/core/track.ts'
import { asObject } from './as-object.ts'

// A default beside each catch: imported songs leave most of it out, and an error for each would cost more than all else.
const textOrNull = z.string().nullable().default(null).catch(null)
const numberOrNull = z.number().nullable().default(null).catch(null)

/** `requests.track_data`; a value that can't be read counts as unknown. */
const stored = z.object({
  provider: z.enum(['folder', 'file', 'spotify', 'wish']).catch('file'),
  id: z.string().catch(''),
  title: z.string().catch(''),
  artists: z.array(z.string()).catch([]),
  album: textOrNull,
  duration_ms: numberOrNull,
  explicit: z.boolean().nullable().default(null).catch(null),
  year: numberOrNull,
  genre: textOrNull,
  bpm: numberOrNull,
  key: textOrNull,
  path: textOrNull,
  artwork: z.boolean().default(false).catch(false),
})

export function readTrackData(value: unknown): Track {
  const { artists, duration_ms: durationMs, artwork, ...track } = stored.parse(asObject(value))
  return { ...track, artist: artists.join(', '), durationMs, hasArtwork: artwork }
}

export function writeTrackData(track: Track, uri: string): Record<string, unknown> {
  const { provider, id, title, artist, album, durationMs, explicit, year, genre, bpm, key, path } = track
  return {
    uri,
    provider,
    id,
    title,
    artists: [artist],
    album,
    duration_ms: durationMs,
    explicit,
    year,
    genre,
    bpm,
    key,
    path,
    artwork: track.hasArtwork,
  }
}
