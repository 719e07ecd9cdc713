import type { Request } from '../../core/request.ts'
import type { Book } from '../../core/spotify/player-memory.ts'
import type { Song } from '../../core/spotify/same-song.ts'
import type { Night } from '../../live.ts'

/** The book of this night, without the songs that were passed over. */
export function bookOf({ queue, playing }: Night, passedOver: ReadonlySet<string>): Book {
  const front = frontOf(queue, passedOver)
  return {
    playing: playing && {
      requestId: playing.id,
      uri: playing.trackUri,
      atSpotify: isOfSpotify(playing),
      startedAt: playing.startedAt ?? 0,
    },
    waiting: queue.filter(isOfSpotify).map(songOf),
    front: front && isOfSpotify(front) ? songOf(front) : null,
  }
}

/** The song that is next and that only the DJ can play; `null` when Spotify can, or nothing waits. */
export function waitsFor({ queue }: Night, passedOver: ReadonlySet<string>): string | null {
  const front = frontOf(queue, passedOver)
  return front && !isOfSpotify(front) ? front.id : null
}

export function songOf({ id, trackUri, track }: Request): Song {
  return { requestId: id, uri: trackUri, title: track.title, artist: track.artist }
}

function frontOf(queue: readonly Request[], passedOver: ReadonlySet<string>): Request | null {
  return queue.find(({ id }) => !passedOver.has(id)) ?? null
}

function isOfSpotify({ track }: Request): boolean {
  return track.provider === 'spotify'
}
