import { BrowserWindow, type Rectangle, type Screen } from 'electron'
import { isSamePlace, type Placement, planDisplay, type Wish } from './plan-display.ts'
import { displayOptions, displaySize } from './windows.ts'

export type DisplayDeps = {
  readonly screen: Screen
  readonly preload: string
  readonly icon: Electron.NativeImage | undefined
  readonly url: string
  consoleBounds(): Rectangle
  /** The display was opened or closed, by whomever. */
  onChange(open: boolean): void
}

/** Keeps the display where it belongs: on the second monitor, back after unplugging, gone when it was closed. */
export function createDisplay({ screen, preload, icon, url, consoleBounds, onChange }: DisplayDeps) {
  let window: BrowserWindow | null = null
  let place: Placement = { kind: 'none' }
  let wish: Wish = 'auto'
  let night = false

  function arrange(): void {
    const next = planDisplay({
      monitors: screen.getAllDisplays(),
      primaryId: screen.getPrimaryDisplay().id,
      consoleBounds: consoleBounds(),
      wish,
      night,
      now: place,
    })
    if (isSamePlace(next, place)) return
    place = next
    if (next.kind === 'none') window?.destroy()
    else if (window) move(window, next)
    else open(next)
  }

  function open(at: Placement): void {
    const monitor = at.kind === 'monitor' ? at.monitor : null
    const opened = new BrowserWindow(displayOptions({ preload, icon, monitor }))
    window = opened
    // Not in front of the console: the DJ's keys go on going there.
    opened.once('ready-to-show', () => opened.showInactive())
    opened.on('closed', () => {
      window = null
      // Closed by hand, not by us: then it stays closed.
      if (place.kind !== 'none') wish = 'closed'
      place = { kind: 'none' }
      onChange(false)
    })
    void opened.loadURL(url).catch(() => {})
    onChange(true)
  }

  function move(moved: BrowserWindow, to: Placement): void {
    moved.setFullScreen(false)
    if (to.kind === 'monitor') {
      moved.setBounds(to.monitor.bounds)
      moved.setFullScreen(true)
    } else {
      moved.setSize(displaySize.width, displaySize.height)
      moved.center()
    }
  }

  screen.on('display-added', () => {
    // Whoever plugs in a monitor means it.
    if (wish === 'closed') wish = 'auto'
    arrange()
  })
  screen.on('display-removed', arrange)
  screen.on('display-metrics-changed', arrange)

  return {
    contents: () => window?.webContents ?? null,
    open(): void {
      wish = 'open'
      arrange()
      window?.showInactive()
    },
    close(): void {
      wish = 'closed'
      arrange()
    },
    /** Whether a night is open: with a second monitor the display then opens by itself. */
    setNight(open: boolean): void {
      if (open === night) return
      night = open
      arrange()
    },
  }
}
