import type { SpotifyView } from '../../../src-main/contract/spotify-view.ts'

export type Playback = NonNullable<SpotifyView['playback']>

/** What a place in a song is reckoned from. */
export type Place = Pick<Playback, 'positionMs' | 'at' | 'playing'> & {
  readonly item: Pick<NonNullable<Playback['item']>, 'durationMs'> | null
}

/** Where the song is at `now`, epoch milliseconds: it goes on by itself between two readings. */
export function positionAt({ positionMs, at, playing, item }: Place, now: number): number {
  const position = playing ? positionMs + Math.max(0, now - at) : positionMs
  return Math.min(position, item?.durationMs ?? position)
}

/** What Spotify plays when it is none of our songs; `null` when it is nothing. */
export function foreignWords({ item }: Playback): string | null {
  if (item === null) return null
  const name = [item.title, item.artist].filter(Boolean).join(' – ')
  switch (item.kind) {
    case 'track':
      return `Playing at Spotify: ${name} (not from the queue)`
    case 'episode':
      return `A podcast plays at Spotify: ${name}`
    case 'local':
      return `Spotify plays a file of its device: ${name}`
    case 'advert':
      return 'An advert plays at Spotify.'
    case 'unknown':
      return 'Spotify plays something that it does not name.'
  }
}
