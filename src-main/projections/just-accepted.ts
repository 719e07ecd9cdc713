import type { AcceptedSong } from '../contract/console-view.ts'
import { limits } from '../contract/limits.ts'
import type { Request } from '../core/request.ts'
import type { Night } from '../live.ts'
import { songForRoom } from './room-view.ts'

/** Older news is none: the display has long told it, or was not there. */
const newsForMs = 10 * 60_000

/**
 * What the DJ took lately and the room still has before it, the earliest first. The display shows five of what is next;
 * by this list it can announce every song, wherever in the queue it was put. `now`: epoch milliseconds.
 */
export function justAccepted(night: Night, now: number): readonly AcceptedSong[] {
  const songs = night.playing ? [night.playing, ...night.queue] : night.queue
  return songs
    .flatMap((request) => (isNews(request, now) ? [toldSong(night, request)] : []))
    .sort((one, other) => one.acceptedAt - other.acceptedAt)
    .slice(-limits.justAccepted)
}

type Accepted = Request & { readonly approvedAt: number }

function isNews(request: Request, now: number): request is Accepted {
  return request.approvedAt !== null && request.approvedAt > now - newsForMs
}

function toldSong({ event }: Night, request: Accepted): AcceptedSong {
  return { ...songForRoom(event.config, request), acceptedAt: request.approvedAt }
}
