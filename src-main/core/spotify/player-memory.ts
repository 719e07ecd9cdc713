import type { SpotifyItem, SpotifyPlayback, SpotifyQueue } from './player-state.ts'
import type { Song } from './same-song.ts'

/** What our own queue says. */
export type Book = {
  /** What plays by our book; `atSpotify: false`: from the DJ's own decks. `startedAt` in epoch milliseconds. */
  readonly playing: {
    readonly requestId: string
    readonly uri: string
    readonly atSpotify: boolean
    readonly startedAt: number
  } | null
  /** Waiting songs that Spotify can play, in the DJ's order. */
  readonly waiting: readonly Song[]
  /** The next one to hand over; `null` when nothing waits, or when the front is to be played by hand. */
  readonly front: Song | null
}

/** One sounding of one song at Spotify, from the first reading that shows it. */
export type Run = {
  readonly number: number
  readonly item: SpotifyItem | null
  /** The request that it is the sounding of; `null`: the DJ's own, or not judged yet. */
  readonly owner: string | null
  /** Epoch milliseconds of the first reading. */
  readonly since: number
  /** When it ends if it plays on, as last read; `null` where that is not known. */
  readonly endsAt: number | null
  /** The run before it came to its end, instead of being cut off. */
  readonly natural: boolean
  /** It began right where the one before ended: nothing sounded in between. */
  readonly follows: boolean
  /** The same song again by itself: Spotify repeats it. */
  readonly looped: boolean
  /** We have asked Spotify to go on from it. */
  readonly skipped: boolean
}

/** A song that was given to Spotify and has not been seen to begin. Times are epoch milliseconds. */
export type HandOver = {
  readonly song: Song
  /** Put behind what plays, played at once, or met in Spotify's queue. */
  readonly how: 'queue' | 'start' | 'found'
  /** Spotify took it; its answer was lost; it was read where it belongs. */
  readonly stage: 'taken' | 'unknown' | 'there'
  readonly at: number
  /** The run that it waits behind; `null` until a reading tells, for one that an earlier process handed over. */
  readonly behind: number | null
  readonly era: number
  /** Where Spotify's queue had this song before, without us. */
  readonly before: number | null
  /** The last reading by which it had not begun, and the first by which its turn had come. */
  readonly seenAt: number
  readonly leftAt: number | null
  /** Looks in a row that did not find it, and the last one. */
  readonly looks: number
  readonly lookedAt: number
  /** How often Spotify was nudged to go on to it. */
  readonly pushes: number
}

/** All that is known of Spotify's player, and what was done with it. Times are epoch milliseconds. */
export type Memory = {
  readonly playback: SpotifyPlayback | null
  /** `null`: nothing has been read yet. */
  readonly readAt: number | null
  /** A reading that is due sooner than usual. */
  readonly readBy: number | null
  readonly run: Run | null
  /** Readings in a row in which nothing sounded. */
  readonly silence: { readonly count: number; readonly since: number } | null
  /** The DJ paused: silence is wanted, even after Spotify has forgotten what was paused. */
  readonly held: boolean
  readonly pausedAt: number | null
  /** Grows when the device became another, or none. */
  readonly era: number
  readonly queue: { readonly at: number; readonly is: SpotifyQueue } | null
  readonly handed: readonly HandOver[]
  /** How often Spotify took a song and then did not have it, by request. */
  readonly tries: Readonly<Record<string, number>>
  /** The request whose song is known to be playable. */
  readonly checked: string | null
  /** Hand-overs in a row that were refused; nothing is handed over before `until`. */
  readonly refused: { readonly count: number; readonly until: number }
  /** What a button asks for beyond the usual. */
  readonly wish: { readonly to: 'go-on' | 'begin'; readonly at: number } | null
}

/**
 * `paused`: by the DJ. `ended`: came to a stop by itself. `nothing`: no device is active. `advert`: something between songs
 * that nothing is known of.
 */
export type PlayerStatus = 'unread' | 'playing' | 'paused' | 'ended' | 'nothing' | 'advert'

/** `earlier`: what was handed over before, by this process or another; it is looked for before anything else is. */
export function newMemory(earlier: readonly Song[], now: number): Memory {
  return {
    playback: null,
    readAt: null,
    readBy: null,
    run: null,
    silence: null,
    held: false,
    pausedAt: null,
    era: 0,
    queue: null,
    handed: earlier.map((song) => ({ ...newHandOver(song, 'queue', now), stage: 'unknown', behind: null })),
    tries: {},
    checked: null,
    refused: { count: 0, until: 0 },
    wish: null,
  }
}

export function newHandOver(song: Song, how: HandOver['how'], now: number): HandOver {
  return {
    song,
    how,
    stage: 'taken',
    at: now,
    behind: 0,
    era: 0,
    before: null,
    seenAt: now,
    leftAt: null,
    looks: 0,
    lookedAt: now,
    pushes: 0,
  }
}

export function statusOf({ readAt, playback, held }: Memory): PlayerStatus {
  if (readAt === null) return 'unread'
  if (playback === null) return 'nothing'
  if (!playback.playing) return held ? 'paused' : 'ended'
  return playback.item === null || playback.item.kind === 'advert' ? 'advert' : 'playing'
}

/** What waits at Spotify and is still wanted: the present request of that song, or `null`. */
export function wantedOf(handOver: HandOver, book: Book): Song | null {
  return book.waiting.find(({ uri }) => uri === handOver.song.uri) ?? null
}

/** The hand-over that our queue waits for. What is marked as playing by hand is waited for too, until it sounds. */
export function liveOf({ handed }: Memory, book: Book): HandOver | null {
  return (
    handed.find((one) => wantedOf(one, book) !== null || one.song.requestId === book.playing?.requestId) ??
    null
  )
}
