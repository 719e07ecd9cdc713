/** Where a song comes from. `wish` is a guest's free text that no catalogue knows. */
export type TrackProvider = 'folder' | 'file' | 'spotify' | 'wish'

/** One song that guests can ask for. `id` is stable over rescans and restarts; durations in milliseconds. */
export type Track = {
  readonly id: string
  readonly provider: TrackProvider
  readonly title: string
  readonly artist: string
  readonly album: string | null
  readonly durationMs: number | null
  /** `null` when the source does not say. */
  readonly explicit: boolean | null
  readonly year: number | null
  readonly genre: string | null
  readonly bpm: number | null
  /** Musical key as the source writes it, e.g. `Am` or `8A`. */
  readonly key: string | null
  /** Absolute path of the audio file; `null` for a list entry without one. Never leaves the console. */
  readonly path: string | null
  readonly hasArtwork: boolean
  /** Set for Spotify's songs alone. */
  readonly spotify?: SpotifyFacts
}

/** What Spotify's rules ask to be shown beside a song, and what its player needs to know. */
export type SpotifyFacts = {
  /** The song's page at Spotify. */
  readonly link: string
  /** The cover at Spotify, about 300 px wide; `null` without one. */
  readonly artworkUrl: string | null
  /** `false`: it can't be played where the DJ is, and the player would stay silent. */
  readonly playable: boolean
}

/** The identity of a song in requests: two requests with one uri ask for the same song. */
export function trackUri(track: Pick<Track, 'provider' | 'id'>): string {
  return track.provider === 'spotify' ? `spotify:track:${track.id}` : `cueline:${track.provider}:${track.id}`
}

/** The id at Spotify in such an identity. */
export function spotifyIdOf(uri: string): string {
  return uri.replace(/^spotify:track:/, '')
}

/** What a guest typed when the search found nothing. */
export type Wish = { readonly title: string; readonly artist: string }
