import type { Event, EventConfig } from '../core/event.ts'
import { noRules } from '../core/event-rules.ts'
import type { Guest } from '../core/guest.ts'
import type { Request } from '../core/request.ts'
import { type Track, trackUri } from '../core/track.ts'

/** Rows for tests: plain defaults, of which a test says only what it is about. */

export const eventId = '0b8f5c1e-5a51-4a3f-9c39-0d7a7a1f4d10'
export const userId = '5d1f5a3c-1e64-4a0b-8d40-1d0d5a6f7e21'

export function aNight(
  change: Partial<Omit<Event, 'config'>> & { config?: Partial<EventConfig> } = {},
): Event {
  const config: EventConfig = {
    title: 'Summer party',
    welcome: 'Welcome!',
    autoDeclineExplicit: false,
    autoApprove: false,
    maxRequestsPerGuest: 10,
    repeatAfterMinutes: 60,
    guestDataDays: 30,
    pages: { requests: true, display: true },
    requestsPaused: false,
    rules: noRules,
    displayMood: 'night',
    displayMotion: true,
    coverColours: false,
    hiddenWords: [],
    hideSlurs: true,
    fairOrder: false,
    mustPlay: [],
    bypassToken: 'bp_AAAAAAAAAAAAAAAAAAAAAA',
    catalogue: null,
    spotifySearch: true,
    player: 'hand',
    spotifyPlaylist: 'off',
    spotifyPlaylistId: null,
    purpose: 'night',
    ...change.config,
  }
  return {
    id: eventId,
    userId,
    pin: '4827',
    status: 'live',
    deviceId: null,
    version: 0,
    createdAt: 1_000,
    endedAt: null,
    archivedAt: null,
    ...change,
    config,
  }
}

export function aTrack(title: string, change: Partial<Track> = {}): Track {
  return {
    id: title.toLowerCase().replaceAll(/[^a-z0-9]/g, '-'),
    provider: 'file',
    title,
    artist: 'ABBA',
    album: null,
    durationMs: 200_000,
    explicit: null,
    year: null,
    genre: null,
    bpm: null,
    key: null,
    path: null,
    hasArtwork: false,
    ...change,
  }
}

export function aRequest(change: Partial<Request> & { readonly title?: string } = {}): Request {
  const { title = 'Dancing Queen', ...rest } = change
  const track = change.track ?? aTrack(title)
  return {
    id: 'a',
    userId,
    eventId,
    track,
    trackUri: trackUri(track),
    guestId: 'mia',
    nickname: 'Mia',
    note: null,
    status: 'pending',
    queuePosition: null,
    rejectReason: null,
    heldAt: null,
    answer: null,
    createdAt: 2_000,
    approvedAt: null,
    rejectedAt: null,
    startedAt: null,
    playedAt: null,
    voters: [],
    atDesk: [],
    version: 0,
    ...rest,
  }
}

export function aGuest(id: string, change: Partial<Guest> = {}): Guest {
  const expiresAt = Number.MAX_SAFE_INTEGER
  return { id, eventId, nickname: id, joinedAt: 1_500, expiresAt, device: null, blockedAt: null, ...change }
}
