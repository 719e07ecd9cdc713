import { spotifyId } from '../spotify-id.ts'
import type { CatalogueEpisode, CatalogueTrack } from './catalogue.ts'

/** What tracks and episodes look like in answers. `apiUrl` ends in `/v1`, `artworkUrl` is where covers lie. */
export type ItemLinks = { readonly apiUrl: string; readonly artworkUrl: string }

type TrackLooks = {
  /** `false` also where the account's filter of explicit songs forbids it. */
  readonly playable: boolean
  readonly restriction: 'explicit' | 'market' | null
}

export function trackJson(track: CatalogueTrack, looks: TrackLooks, links: ItemLinks) {
  const artists = [artistJson(track.artist, links)]
  return {
    album: albumJson(track, artists, links),
    artists,
    disc_number: 1,
    duration_ms: track.durationMs,
    explicit: track.explicit,
    external_ids: { isrc: track.isrc },
    external_urls: page('track', track.id),
    href: `${links.apiUrl}/tracks/${track.id}`,
    id: track.id,
    is_local: false,
    is_playable: looks.playable,
    ...(looks.restriction === null ? {} : { restrictions: { reason: looks.restriction } }),
    name: track.title,
    preview_url: null,
    track_number: 1,
    type: 'track',
    uri: track.uri,
  }
}

function artistJson(name: string, { apiUrl }: ItemLinks) {
  const id = spotifyId(`artist ${name}`)
  return {
    external_urls: page('artist', id),
    href: `${apiUrl}/artists/${id}`,
    id,
    name,
    type: 'artist',
    uri: `spotify:artist:${id}`,
  }
}

function albumJson(track: CatalogueTrack, artists: readonly unknown[], links: ItemLinks) {
  const id = spotifyId(`album ${track.album} ${track.artist}`)
  return {
    album_type: track.album.startsWith('The Best of') ? 'compilation' : 'single',
    artists,
    external_urls: page('album', id),
    href: `${links.apiUrl}/albums/${id}`,
    id,
    images: images(id, links),
    name: track.album,
    release_date: String(track.year),
    release_date_precision: 'year',
    total_tracks: 1,
    type: 'album',
    uri: `spotify:album:${id}`,
  }
}

function images(id: string, { artworkUrl }: ItemLinks) {
  return [640, 300, 64].map((width) => ({ url: `${artworkUrl}/${id}-${width}`, height: width, width }))
}

export function episodeJson(episode: CatalogueEpisode, links: ItemLinks) {
  const show = spotifyId(`show ${episode.show}`)
  const shared = {
    description: 'Two DJs talk.',
    html_description: '<p>Two DJs talk.</p>',
    explicit: false,
    images: images(show, links),
    is_externally_hosted: false,
    languages: ['en'],
  }
  return {
    ...shared,
    audio_preview_url: null,
    duration_ms: episode.durationMs,
    external_urls: page('episode', episode.id),
    href: `${links.apiUrl}/episodes/${episode.id}`,
    id: episode.id,
    is_playable: true,
    name: episode.title,
    release_date: '2026-05-01',
    release_date_precision: 'day',
    show: {
      ...shared,
      copyrights: [],
      external_urls: page('show', show),
      href: `${links.apiUrl}/shows/${show}`,
      id: show,
      media_type: 'audio',
      name: episode.show,
      total_episodes: 3,
      type: 'show',
      uri: `spotify:show:${show}`,
    },
    type: 'episode',
    uri: episode.uri,
  }
}

/** A file of the DJ's own that Spotify's app plays: `spotify:local:artist:album:title:seconds`. */
export function localTrackJson(uri: string) {
  const [artist = '', album = '', title = '', seconds = '0'] = uri.split(':').slice(2).map(words)
  const nameless = { external_urls: {}, href: null, id: null, uri: null }
  const artists = [{ ...nameless, name: artist, type: 'artist' }]
  return {
    album: {
      ...nameless,
      album_type: null,
      artists: [],
      images: [],
      name: album,
      release_date: null,
      release_date_precision: null,
      type: 'album',
    },
    artists,
    disc_number: 0,
    duration_ms: Number(seconds) * 1000,
    explicit: false,
    external_ids: {},
    external_urls: {},
    href: null,
    id: null,
    is_local: true,
    name: title,
    preview_url: null,
    track_number: 0,
    type: 'track',
    uri,
  }
}

function words(part: string): string {
  return decodeURIComponent(part.replaceAll('+', ' '))
}

function page(kind: string, id: string) {
  return { spotify: `https://open.spotify.com/${kind}/${id}` }
}
