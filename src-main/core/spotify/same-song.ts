import { songKey } from '../fold-text.ts'
import type { SpotifyItem } from './player-state.ts'

/** A request whose song Spotify can play. */
export type Song = {
  readonly requestId: string
  /** `spotify:track:…` */
  readonly uri: string
  readonly title: string
  readonly artist: string
}

/** Whether Spotify speaks of this very song, or of what it plays in its place and says so. */
export function isSong(item: SpotifyItem | null, { uri }: Pick<Song, 'uri'>): boolean {
  return item?.kind === 'track' && (item.uri === uri || item.askedUri === uri)
}

/**
 * The same, or another release under the same names: Spotify puts one in a song's place without always saying so. To be
 * asked only of a song that was handed over.
 */
export function isSongOrRelease(item: SpotifyItem | null, song: Song): boolean {
  if (isSong(item, song)) return true
  return item?.kind === 'track' && songKey(item.title, item.artist) === songKey(song.title, song.artist)
}
