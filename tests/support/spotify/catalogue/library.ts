import type { Playable } from '../player/playback.ts'
import type { Catalogue } from './catalogue.ts'
import { episodeJson, type ItemLinks, localTrackJson, trackJson } from './item-json.ts'

export type Library = ReturnType<typeof createLibrary>

type LibraryOptions = {
  readonly catalogue: Catalogue
  readonly links: () => ItemLinks
  /** Whether the account's filter keeps explicit songs from playing. */
  readonly filtersExplicit: () => boolean
}

/** The catalogue as one account sees it. */
export function createLibrary({ catalogue, links, filtersExplicit }: LibraryOptions) {
  function restriction(track: { readonly playable: boolean; readonly explicit: boolean }) {
    if (!track.playable) return 'market'
    return track.explicit && filtersExplicit() ? 'explicit' : null
  }

  return {
    itemJson(uri: string) {
      if (uri.startsWith('spotify:local:')) return localTrackJson(uri)
      const track = catalogue.track(uri)
      if (track) {
        const why = restriction(track)
        return trackJson(track, { playable: why === null, restriction: why }, links())
      }
      const episode = catalogue.episode(uri)
      return episode ? episodeJson(episode, links()) : null
    },
    contextJson(uri: string) {
      const [, type = '', id = ''] = uri.split(':')
      return {
        type,
        href: `${links().apiUrl}/${type}s/${id}`,
        external_urls: { spotify: `https://open.spotify.com/${type}/${id}` },
        uri,
      }
    },
    /** What a player finds under a uri. */
    look(uri: string): Playable | null {
      if (uri.startsWith('spotify:local:'))
        return { kind: 'local', uri, durationMs: localMs(uri), audible: true }
      const episode = catalogue.episode(uri)
      if (episode) return { kind: 'episode', uri, durationMs: episode.durationMs, audible: true }
      const asked = catalogue.track(uri)
      const track = asked && (catalogue.track(asked.playsAs) ?? asked)
      if (!track) return null
      return {
        kind: 'track',
        uri: track.uri,
        durationMs: track.durationMs,
        audible: restriction(track) === null,
      }
    },
  }
}

/** The length at the end of a local uri; a second where it says none. */
function localMs(uri: string): number {
  return Math.max(1, Number(uri.split(':').at(-1)) || 0) * 1000
}
