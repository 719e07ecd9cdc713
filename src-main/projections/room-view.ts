import type { GuestTrack, PublicEvent, RoomSong, RoomView } from '../contract/guest-api.ts'
import { limits } from '../contract/limits.ts'
import type { Event, EventConfig } from '../core/event.ts'
import { positionOf } from '../core/local/playhead.ts'
import { type Request, votesOf } from '../core/request.ts'
import type { Track } from '../core/track.ts'
import type { Night } from '../live.ts'
import { roomWords } from './for-the-room.ts'
import { noticesFor } from './notices.ts'

/** What all guests see alike, or the display. `now`: epoch milliseconds. */
export function roomView(night: Night, now: number, face: 'phones' | 'display' = 'phones'): RoomView {
  const { playing } = night
  const notices = noticesFor(face, night, now)
  const roomSong = (request: Request) => songForRoom(night.event.config, request)
  return {
    type: 'room',
    event: publicEvent(night.event),
    nowPlaying: playing && {
      ...roomSong(playing),
      album: playing.track.album,
      durationMs: playing.track.durationMs,
      ...(playing.track.spotify && { spotifyUrl: playing.track.spotify.link }),
      elapsedMs: elapsedMs(night, now),
      ...(isPaused(night) && { paused: true as const }),
    },
    upNext: night.queue.slice(0, limits.upNextShown).map(roomSong),
    counts: { ...night.counts, queued: night.queue.length, guests: night.guests.size },
    ...(notices.length > 0 && { notices }),
  }
}

/** A room of which nothing is told but how its event stands. */
export function emptyRoom(event: PublicEvent): RoomView {
  const counts = { pending: 0, queued: 0, played: 0, guests: 0 }
  return { type: 'room', event, nowPlaying: null, upNext: [], counts }
}

export function publicEvent({ config, status, endedAt }: Event): PublicEvent {
  const { title, welcome, pages, requestsPaused } = config
  return { title, welcome, status, pages, requestsPaused, ended: endedAt !== null }
}

/** Before a night is open there is nothing to join. */
export const closedEvent: PublicEvent = {
  title: '',
  welcome: '',
  status: 'offline',
  pages: { requests: true, display: true },
  requestsPaused: false,
  ended: false,
}

export function artworkUrl(track: Track): string | null {
  return track.hasArtwork ? `/api/artwork/${track.id}` : null
}

export function spotifyUrl(track: Track): string | null {
  return track.spotify?.link ?? null
}

export function guestTrack(track: Track): GuestTrack {
  const { id, title, artist, album, durationMs, explicit, spotify } = track
  const shown = { id, title, artist, album, durationMs, explicit, artworkUrl: artworkUrl(track) }
  return { ...shown, spotifyUrl: spotifyUrl(track), playable: spotify?.playable ?? true }
}

/** How far the song that plays is, in milliseconds; since its beginning, where nobody tells more. 0 without one. */
export function elapsedMs({ playing, playhead }: Night, now: number): number {
  if (playing && playhead?.requestId === playing.id)
    return positionOf(playhead, now, playing.track.durationMs)
  return playing?.startedAt ? Math.max(0, now - playing.startedAt) : 0
}

/** It stands still, by the DJ's wish or for want of sound. */
function isPaused({ playing, playhead }: Night): boolean {
  return playhead !== null && playhead.requestId === playing?.id && !playhead.playing
}

/** A request as the room may see it. */
export function songForRoom(config: EventConfig, request: Request): RoomSong {
  return {
    requestId: request.id,
    ...roomWords(config, request),
    artworkUrl: artworkUrl(request.track),
    votes: votesOf(request),
  }
}
