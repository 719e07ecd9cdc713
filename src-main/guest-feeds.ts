import type { PublicEvent, RoomView } from './contract/guest-api.ts'
import type { Live, Night } from './live.ts'
import type { Pulse } from './projections/feeds.ts'
import { mineFingerprint, mineView } from './projections/mine-view.ts'
import { closedEvent, emptyRoom, publicEvent, roomView } from './projections/room-view.ts'
import type { Feed } from './server/guest-door.ts'

type Listener = (json: string) => void

/** What every phone sees: serialised once a beat, the same string to all. */
export function createRoomFeed(live: Live, pulse: Pulse): Feed {
  const listeners = new Set<Listener>()
  let sent = ''
  pulse.onBeat(() => {
    const view = currentRoom(live)
    // Two nights that look alike are two all the same: whoever is not of the second one must learn of it.
    // Nor does the length of a song tell that it goes on from elsewhere.
    const key = `${live.night()?.event.id} ${roomKey(view, live.night())}`
    if (key === sent) return
    sent = key
    const json = JSON.stringify(view)
    for (const listener of listeners) listener(json)
  })
  return {
    current: () => JSON.stringify(currentRoom(live)),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The room as it is now, for phones or the display; without a night it is an empty one that is offline. */
export function currentRoom(live: Live, face: 'phones' | 'display' = 'phones'): RoomView {
  const night = live.night()
  return night ? roomView(night, Date.now(), face) : emptyRoom(shownEvent(live))
}

/** Whether another night is open than that guest's; `false` while none is. */
export function isElsewhere(live: Live, guestId: string): boolean {
  return live.night()?.guests.has(guestId) === false
}

/** The open night, or the one that has just ended: its guests shall read that it is over, not that it is away. */
export function shownEvent(live: Live): PublicEvent {
  const event = live.night()?.event ?? live.ended()
  return event ? publicEvent(event) : closedEvent
}

/** Differs where somebody must be told. */
export function roomKey(view: RoomView, night: Night | null): string {
  return `${keyOf(view)} ${placeOf(night)}`
}

/** Time alone changes nothing that anybody must be told. */
function keyOf(view: RoomView): string {
  const { nowPlaying, notices, ...rest } = view
  return JSON.stringify({
    ...rest,
    nowPlaying: nowPlaying && { ...nowPlaying, elapsedMs: 0 },
    notices: notices?.map(({ id }) => id),
  })
}

/** Changes when the song that plays from this computer goes on from another place than was to be expected. */
function placeOf(night: Night | null): string {
  const head = night?.playhead
  return head ? `${head.positionMs} ${head.at}` : ''
}

/** What each guest sees of their own: looked at when their rows were touched, made anew and sent only when it changed. */
export function createMineFeeds(live: Live, pulse: Pulse) {
  const audience = new Map<string, { readonly listeners: Set<Listener>; sent: string; touch: number }>()
  let touches: Night['touches'] = new Map()

  function json(guestId: string): string {
    const night = live.night()
    const guest = night?.guests.get(guestId)
    if (!night || !guest)
      return JSON.stringify({ type: 'mine', guest: { id: guestId, nickname: '' }, requests: [] })
    return JSON.stringify(mineView(night, guest))
  }

  pulse.onBeat(() => {
    const night = live.night()
    if (!night) return
    // Of a night that was read anew nothing is known: all are looked at.
    const isNew = touches !== night.touches
    touches = night.touches
    for (const [guestId, entry] of audience) {
      // Of another night: what they see of theirs stays on their page.
      if (!night.guests.has(guestId)) continue
      const touch = night.touches.get(guestId) ?? 0
      if (touch === entry.touch && !isNew) continue
      entry.touch = touch
      const fingerprint = mineFingerprint(night, guestId)
      if (fingerprint === entry.sent) continue
      entry.sent = fingerprint
      const text = json(guestId)
      for (const listener of entry.listeners) listener(text)
    }
  })

  function of(guestId: string): Feed | null {
    if (!live.night()?.guests.has(guestId)) return null
    return {
      current: () => json(guestId),
      subscribe(listener) {
        const night = live.night()
        const entry = audience.get(guestId) ?? {
          listeners: new Set(),
          sent: night ? mineFingerprint(night, guestId) : '',
          touch: night?.touches.get(guestId) ?? 0,
        }
        entry.listeners.add(listener)
        audience.set(guestId, entry)
        return () => {
          entry.listeners.delete(listener)
          if (entry.listeners.size === 0 && audience.get(guestId) === entry) audience.delete(guestId)
        }
      },
    }
  }

  return {
    of,
    /** How many guests look on right now. */
    listening: () => audience.size,
  }
}
