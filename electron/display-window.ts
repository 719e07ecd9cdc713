import type { BrowserWindow, Rectangle, Screen } from 'electron'
import type { DisplayChoice, DisplayStand, DisplayState } from '../src-main/contract/display-commands.ts'
import { takePicture } from './display-picture.ts'
import { findMonitor, hasBounds, identify } from './known-monitor.ts'
import { findConsole, isSamePlace, type Placement, planDisplay, type Wish } from './plan-display.ts'
import { fillMonitor, openRoomWindow, type RoomWindowDeps, standAlone } from './room-window.ts'

export type DisplayDeps = RoomWindowDeps & {
  readonly screen: Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'on'>
  consoleBounds(): Rectangle
  /** Browsers show it too, by its link. */
  isWatched(): boolean
  /** The display was opened, closed or made black, by whomever; or a monitor came or went. */
  onChange(state: DisplayState): void
}

export type Display = ReturnType<typeof createDisplay>

/** Keeps the display where it belongs: on its monitor, back after unplugging, gone when it was closed. */
export function createDisplay(deps: DisplayDeps) {
  const { screen, consoleBounds, isWatched, onChange } = deps
  let window: BrowserWindow | null = null
  let place: Placement = { kind: 'none' }
  let wish: Wish = 'auto'
  let choice: DisplayChoice = { kind: 'best' }
  let ready = false
  let night = false
  let blank = false

  function tell(): void {
    const monitors = screen.getAllDisplays()
    const missing = choice.kind === 'monitor' && findMonitor(monitors, choice.monitor) === null
    onChange({ open: window !== null, blank, monitors: monitors.length, missing })
  }

  function around() {
    return {
      monitors: screen.getAllDisplays(),
      primaryId: screen.getPrimaryDisplay().id,
      consoleBounds: consoleBounds(),
    }
  }

  function arrange(): void {
    const next = planDisplay({ ...around(), wish, choice, ready, now: place })
    if (isSamePlace(next, place)) return
    place = next
    if (next.kind === 'none') window?.destroy()
    else if (window) move(window, next)
    else open(next)
  }

  /** The system may have moved the window, or made it small, where the plan is the same as before. */
  function putRight(): void {
    arrange()
    if (!window || place.kind !== 'monitor') return
    if (!window.isFullScreen() || !hasBounds(place.monitor, window.getBounds())) move(window, place)
  }

  function open(at: Placement): void {
    window = openRoomWindow(deps, at.kind === 'monitor' ? at.monitor : null, { closed, pressed })
    tell()
  }

  function closed(): void {
    window = null
    // Closed by hand, not by us: then it stays closed.
    if (place.kind !== 'none') wish = 'closed'
    place = { kind: 'none' }
    // Who closed it and opens it again wants to see it; an unplugged one comes back as it was.
    if (wish === 'closed' && !isWatched()) blank = false
    tell()
  }

  /** The key of the console, where the display was clicked; and the way out of what fills a monitor while nobody looks at it. */
  function pressed(key: string): void {
    if (key === '.') setBlank(!blank)
    if (key === 'Escape' && !night) close()
  }

  function close(): void {
    wish = 'closed'
    arrange()
  }

  /** Black at once, or no longer; where nobody sees it there is nothing to make black. */
  function setBlank(wanted: boolean): void {
    blank = wanted && (window !== null || isWatched())
    tell()
  }

  function move(moved: BrowserWindow, to: Placement): void {
    if (to.kind === 'monitor') fillMonitor(moved, to.monitor.bounds)
    else standAlone(moved)
  }

  screen.on('display-added', () => {
    // Whoever plugs in a monitor means it.
    if (wish === 'closed') wish = 'auto'
    putRight()
    tell()
  })
  screen.on('display-removed', () => {
    putRight()
    tell()
  })
  screen.on('display-metrics-changed', (_event, _monitor, changed: readonly string[] = []) => {
    // A taskbar that slides in and out moves nothing.
    if (changed.length > 0 && changed.every((what) => what === 'workArea')) return
    putRight()
    tell()
  })

  return {
    contents: () => window?.webContents ?? null,
    /** After sleep: monitors may have come back with other numbers, sizes or places. */
    putRight,
    open(): void {
      wish = 'open'
      arrange()
      window?.showInactive()
    },
    close,
    /** What the DJ chose before is known: from now on it opens by itself. */
    begin(chosen: DisplayChoice): void {
      choice = chosen
      ready = true
      arrange()
      tell()
    },
    /** Where it goes from now on; opens nothing. */
    setChoice(chosen: DisplayChoice): void {
      choice = chosen
      arrange()
      tell()
    },
    setBlank,
    /** Whether a night is open: then the room looks at it, though it was closed while there was nothing to see. */
    setNight(open: boolean): void {
      if (open === night) return
      night = open
      if (open && wish === 'closed') wish = 'auto'
      arrange()
    },
    /** What the room sees, and where that is and could be. */
    async look(): Promise<DisplayStand> {
      const picture = window && (await takePicture(window.webContents))
      const { monitors, primaryId, consoleBounds: bounds } = around()
      const chosen = choice.kind === 'monitor' ? findMonitor(monitors, choice.monitor) : null
      const consoleId = findConsole(monitors, primaryId, bounds)
      return {
        picture,
        choice,
        monitors: monitors.map((monitor) => ({
          monitor: identify(monitor),
          size: {
            width: Math.round(monitor.bounds.width * monitor.scaleFactor),
            height: Math.round(monitor.bounds.height * monitor.scaleFactor),
          },
          builtIn: monitor.internal,
          console: monitor.id === consoleId,
          display: place.kind === 'monitor' && place.monitor.id === monitor.id,
          chosen: monitor === chosen,
        })),
      }
    },
  }
}
