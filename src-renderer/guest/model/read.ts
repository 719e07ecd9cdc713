import type {
  AskedTrack,
  GuestRequest,
  GuestTrack,
  PublicEvent,
  RoomSong,
  RoomView,
} from '../../../src-main/contract/guest-api.ts'

/** What arrives, made safe to show: a missing or odd field becomes an empty one, an odd item is left out. */

export type Guest = { readonly id: string; readonly nickname: string; readonly blocked: boolean }
export type Song = Omit<GuestTrack, 'album' | 'spotifyUrl' | 'playable'> &
  Partial<Pick<GuestTrack, 'spotifyUrl' | 'playable'>>
export type FoundSong = Song & Pick<AskedTrack, 'asked'>
export type MyRequest = Omit<GuestRequest, 'track' | 'wish'> & { readonly song: Song }
export type Playing = RoomSong &
  Pick<NonNullable<RoomView['nowPlaying']>, 'durationMs' | 'elapsedMs'> & { readonly spotifyUrl?: string }
export type Room = {
  readonly event: PublicEvent
  readonly nowPlaying: Playing | null
  readonly upNext: readonly RoomSong[]
  /** What the DJ tells the room. */
  readonly notices: readonly string[]
}

type Loose = Readonly<Record<string, unknown>>

export function loose(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {}
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function count(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? value : 0
}

function oneOf<const Name extends string>(names: readonly Name[], value: unknown): Name | null {
  return names.find((name) => name === value) ?? null
}

/** Each item that `read` makes something of. */
export function listOf<Item>(value: unknown, read: (item: unknown) => Item | null): readonly Item[] {
  return Array.isArray(value) ? value.map(read).filter((item) => item !== null) : []
}

export function readGuest(value: unknown): Guest | null {
  const { id, nickname, blocked } = loose(value)
  return text(id) ? { id: text(id), nickname: text(nickname), blocked: blocked === true } : null
}

export function readEvent(value: unknown): PublicEvent | null {
  const event = loose(value)
  const status = oneOf(['offline', 'standby', 'live'], event.status)
  const pages = loose(event.pages)
  return (
    status && {
      title: text(event.title),
      welcome: text(event.welcome),
      status,
      pages: { requests: pages.requests !== false, display: pages.display !== false },
      requestsPaused: event.requestsPaused === true,
      ended: event.ended === true,
    }
  )
}

export function readSong(value: unknown): Song {
  const song = loose(value)
  const cover = text(song.artworkUrl)
  const page = text(song.spotifyUrl)
  return {
    id: text(song.id),
    title: text(song.title),
    artist: text(song.artist),
    durationMs: count(song.durationMs) || null,
    explicit: song.explicit === true,
    artworkUrl: cover.startsWith('/') ? cover : null,
    spotifyUrl: page.startsWith('https://open.spotify.com/') ? page : null,
    playable: song.playable !== false,
  }
}

export function readFound(value: unknown): FoundSong | null {
  const song = readSong(value)
  const asked = loose(loose(value).asked)
  const requestId = text(asked.requestId)
  if (!song.id) return null
  return {
    ...song,
    asked: requestId ? { requestId, votes: count(asked.votes), mine: asked.mine === true } : null,
  }
}

export function readRequest(value: unknown): MyRequest | null {
  const request = loose(value)
  const id = text(request.id)
  const status = oneOf(['pending', 'approved', 'rejected', 'played'], request.status)
  if (!id || !status) return null
  return {
    id,
    status,
    playing: request.playing === true,
    mine: request.mine !== false,
    song: readSong(request.track ?? request.wish),
    note: text(request.note) || null,
    votes: count(request.votes),
    songsAway: typeof request.songsAway === 'number' ? request.songsAway : null,
    reason: text(request.reason) || null,
    answer: text(request.answer) || null,
    createdAt: count(request.createdAt),
  }
}

function readRoomSong(value: unknown): Playing | null {
  const song = loose(value)
  const requestId = text(song.requestId)
  if (!requestId) return null
  const { title, artist, artworkUrl, spotifyUrl, durationMs } = readSong(value)
  const nickname = text(song.nickname)
  const elapsedMs = count(song.elapsedMs)
  const shown = { requestId, title, artist, artworkUrl, nickname, ...(spotifyUrl && { spotifyUrl }) }
  // What stands still has no bar that moves.
  return { ...shown, votes: count(song.votes), durationMs: song.paused ? null : durationMs, elapsedMs }
}

export function readRoom(value: unknown): Room | null {
  const room = loose(value)
  const event = readEvent(room.event)
  return (
    event && {
      event,
      nowPlaying: readRoomSong(room.nowPlaying),
      upNext: listOf(room.upNext, readRoomSong),
      notices: listOf(room.notices, (notice) => text(loose(notice).text) || null),
    }
  )
}
