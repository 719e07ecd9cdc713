import { z } from 'zod'
import type { SpotifyFacts, Track } from '../src-main/core/track.ts'
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
  spotify: z
    .object({ link: z.string(), artwork_url: textOrNull, playable: z.boolean() })
    .nullable()
    .default(null)
    .catch(null),
})

export function readTrackData(value: unknown): Track {
  const { artists, duration_ms: durationMs, artwork, spotify, ...track } = stored.parse(asObject(value))
  const known = { ...track, artist: artists.join(', '), durationMs, hasArtwork: artwork }
  if (spotify === null) return known
  const { artwork_url: artworkUrl, ...facts } = spotify
  return { ...known, spotify: { ...facts, artworkUrl } }
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
    ...(track.spotify && { spotify: writeSpotify(track.spotify) }),
  }
}

function writeSpotify({ link, artworkUrl, playable }: SpotifyFacts): Record<string, unknown> {
  return { link, artwork_url: artworkUrl, playable }
}
