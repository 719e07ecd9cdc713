import type { DisplayView } from './contract/console-view.ts'
import { currentRoom, roomKey } from './guest-feeds.ts'
import type { Live } from './live.ts'
import type { Pulse } from './projections/feeds.ts'
import type { DisplayDoor, Feed } from './server/guest-door.ts'
import type { DisplayLink } from './services/display-link.ts'

/** How many browsers watch the display by its link, and whether they must be told all anew. */
export function createScreens(touch: () => void) {
  let count = 0
  let stale = false
  return {
    count: () => count,
    /** The time that they reckon with stood still, as in a sleep: they are told anew, whatever has changed. */
    renew(): void {
      stale = true
      touch()
    },
    /** Whether that is still to be done; it is, once this was asked. */
    takeStale(): boolean {
      const was = stale
      stale = false
      return was
    },
    set(screens: number): void {
      count = screens
      touch()
    },
  }
}

type Parts = {
  readonly link: Pick<DisplayLink, 'check' | 'onChange'>
  readonly live: Live
  readonly pulse: Pulse
  readonly screens: ReturnType<typeof createScreens>
  readonly view: () => DisplayView
}

/** The display as browsers get it that have its link. */
export function createDisplayDoor({ link, live, pulse, screens, view }: Parts): DisplayDoor {
  return {
    check: link.check,
    onLink: link.onChange,
    views: createViews({ live, pulse, screens, view }),
    watching: screens.set,
  }
}

/** Made and serialised once a beat, while somebody watches. */
function createViews({ live, pulse, screens, view }: Omit<Parts, 'link'>): Feed {
  const listeners = new Set<(json: string) => void>()
  let sent = ''
  pulse.onBeat(() => {
    if (screens.count() === 0) {
      // Whoever comes next begins with the display as it is then, whatever was shown to those before.
      sent = ''
      return
    }
    const { room, ...rest } = view()
    // Time alone changes nothing that a screen must be told.
    const key = `${JSON.stringify(rest)} ${room === null} ${roomKey(room ?? currentRoom(live), live.night())}`
    // Asked each time: told anew for another reason, they are fresh as well.
    const isStale = screens.takeStale()
    if (key === sent && !isStale) return
    sent = key
    const json = JSON.stringify({ ...rest, room })
    for (const listener of listeners) listener(json)
  })
  return {
    current: () => JSON.stringify(view()),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
