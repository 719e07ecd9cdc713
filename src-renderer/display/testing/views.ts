import type { DisplayView } from '../../../src-main/contract/console-view.ts'
import type { RoomSong, RoomView } from '../../../src-main/contract/guest-api.ts'
import { type DisplayLook, usualLook } from '../../../src-main/core/display-mood.ts'

/** Views as main sends them, for tests: each takes what matters to the test. */

export function song(id: string, change: Partial<RoomSong> = {}): RoomSong {
  return {
    requestId: id,
    title: `Song ${id}`,
    artist: 'Band',
    artworkUrl: null,
    nickname: 'Mia',
    votes: 0,
    ...change,
  }
}

export function playing(id: string, change: Partial<NonNullable<RoomView['nowPlaying']>> = {}) {
  return { ...song(id), album: null, durationMs: 200_000, elapsedMs: 60_000, ...change }
}

export function room(change: Partial<RoomView> = {}, event: Partial<RoomView['event']> = {}): RoomView {
  const upNext = change.upNext ?? []
  return {
    type: 'room',
    event: {
      title: 'Summer night',
      welcome: '',
      status: 'live',
      pages: { requests: true, display: true },
      requestsPaused: false,
      ended: false,
      ...event,
    },
    nowPlaying: null,
    upNext,
    counts: { pending: 0, queued: upNext.length, played: 0, guests: 3 },
    ...change,
  }
}

export const join = {
  url: 'http://192.168.1.20:4747',
  joinUrl: 'http://192.168.1.20:4747/#bp_example',
  pin: '4827',
  isCode: false,
  wifiCode: null,
}

export function view(
  shown: RoomView | null,
  way: DisplayView['join'] = join,
  look: DisplayLook = usualLook,
): DisplayView {
  return { room: shown, join: way, look, blank: false }
}
