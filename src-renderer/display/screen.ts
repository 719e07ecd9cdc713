import type { DisplayView } from '../../src-main/contract/console-view.ts'
import type { RoomView, ShownNotice } from '../../src-main/contract/guest-api.ts'

/** How to join, in the parts that are shown. */
export type Join = {
  readonly joinUrl: string
  readonly address: string
  readonly pin: string
  /** It is the longer code, while the PIN lets nobody in. */
  readonly isCode: boolean
  /** The code of the wifi to join first, where the DJ entered one. */
  readonly wifiCode: string | null
}

/** Whether guests can ask now, as the room is told. */
export type Asking = 'open' | 'soon' | 'paused' | 'closed'

export type Screen =
  /** Nothing is open: the mark alone. */
  | { readonly kind: 'mark' }
  /** The DJ has turned the display off. */
  | { readonly kind: 'quiet' }
  | { readonly kind: 'offline'; readonly room: RoomView }
  /** Nothing plays and nothing waits: one large message, with the way in where there is one. */
  | { readonly kind: 'welcome'; readonly room: RoomView; readonly asking: Asking; readonly join: Join | null }
  | { readonly kind: 'music'; readonly room: RoomView; readonly asking: Asking; readonly join: Join | null }

/** What the room sees now. */
export function screenOf({ room, join }: DisplayView): Screen {
  if (!room) return { kind: 'mark' }
  if (!room.event.pages.display) return { kind: 'quiet' }
  if (room.event.status === 'offline') return { kind: 'offline', room }
  const asking = askingOf(room)
  const way = join && asking !== 'closed' ? shownJoin(join) : null
  const music = room.nowPlaying !== null || room.upNext.length > 0
  return { kind: music ? 'music' : 'welcome', room, asking, join: way }
}

/** What the DJ tells the room, wherever the room is told anything. */
export function noticesOn(screen: Screen): readonly ShownNotice[] {
  return 'room' in screen ? (screen.room.notices ?? []) : []
}

function askingOf({ event }: RoomView): Asking {
  if (!event.pages.requests) return 'closed'
  if (event.status === 'standby') return 'soon'
  return event.requestsPaused ? 'paused' : 'open'
}

function shownJoin({ url, ...way }: NonNullable<DisplayView['join']>): Join {
  return { ...way, address: url.replace(/^https?:\/\//, '').replace(/\/$/, '') }
}
