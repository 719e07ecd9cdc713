import type { SpotifyDevice, SpotifyItem, SpotifyPlayback } from '../../core/spotify/player-state.ts'
import type { Track } from '../../core/track.ts'
import type { DeviceBody, ItemBody, PlayerBody, TrackBody } from './bodies.ts'

const artworkWidth = 300

type Image = { readonly url: string; readonly width: number | null }

export function trackOf(body: TrackBody): Track {
  const artworkUrl = artworkOf(body.album?.images ?? [])
  return {
    id: body.id,
    provider: 'spotify',
    title: body.name,
    artist: namesOf(body.artists),
    album: body.album?.name || null,
    durationMs: body.duration_ms,
    explicit: body.explicit,
    year: Number(body.album?.release_date?.slice(0, 4)) || null,
    genre: null,
    bpm: null,
    key: null,
    path: null,
    hasArtwork: artworkUrl !== null,
    spotify: {
      link: body.external_urls?.spotify ?? `https://open.spotify.com/track/${body.id}`,
      artworkUrl,
      playable: body.is_playable ?? true,
    },
  }
}

export function deviceOf(body: DeviceBody): SpotifyDevice {
  return {
    id: body.id,
    name: body.name,
    type: body.type,
    isActive: body.is_active ?? false,
    isRestricted: body.is_restricted ?? false,
    // Older answers don't say so, and give the volume where there is one.
    supportsVolume: body.supports_volume ?? body.volume_percent !== null,
    volume: body.volume_percent,
  }
}

/** `at`: the middle of the call, epoch milliseconds. */
export function playbackOf(body: PlayerBody, at: number): SpotifyPlayback {
  return {
    at,
    device: body.device && deviceOf(body.device),
    playing: body.is_playing ?? false,
    item: body.item === null ? nothingNamed(body.currently_playing_type) : itemOf(body.item),
    positionMs: body.progress_ms ?? 0,
  }
}

export function itemOf(body: ItemBody): SpotifyItem {
  const images = [body.album?.images, body.images, body.show?.images].find((some) => some?.length)
  return {
    kind: kindOf(body),
    uri: body.uri,
    askedUri: body.linked_from?.uri ?? null,
    title: body.name,
    artist: namesOf(body.artists) || body.show?.name || '',
    durationMs: body.duration_ms,
    artworkUrl: artworkOf(images ?? []),
    link: body.external_urls?.spotify ?? null,
  }
}

function kindOf({ uri, type, is_local }: ItemBody): SpotifyItem['kind'] {
  if (is_local === true || uri?.startsWith('spotify:local:')) return 'local'
  return type === 'track' || type === 'episode' ? type : 'unknown'
}

/** Adverts have no item, nor has what Spotify does not tell of; between two songs there is none for a moment. */
function nothingNamed(type: string): SpotifyItem | null {
  const kinds: Readonly<Record<string, SpotifyItem['kind']>> = {
    ad: 'advert',
    episode: 'episode',
    unknown: 'unknown',
  }
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  if (kind === undefined) return null
  return {
    kind,
    uri: null,
    askedUri: null,
    title: '',
    artist: '',
    durationMs: null,
    artworkUrl: null,
    link: null,
  }
}

function namesOf(artists: readonly { readonly name: string }[]): string {
  return artists
    .map(({ name }) => name)
    .filter((name) => name !== '')
    .join(', ')
}

/** The one nearest 300 px; one of unknown width only where there is no other. */
function artworkOf(images: readonly Image[]): string | null {
  const distance = ({ width }: Image) => Math.abs((width ?? Number.POSITIVE_INFINITY) - artworkWidth)
  const [nearest] = [...images].sort((a, b) => Math.sign(distance(a) - distance(b)) || 0)
  return nearest?.url ?? null
}
