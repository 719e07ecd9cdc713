import type { BrowserWindow, BrowserWindowConstructorOptions, NativeImage, Rectangle } from 'electron'
import { hasBounds, type Monitor } from './known-monitor.ts'
import { displayOptions, displaySize } from './windows.ts'

export type RoomWindowDeps = {
  readonly preload: string
  readonly icon: NativeImage | undefined
  readonly url: string
  makeWindow(options: BrowserWindowConstructorOptions): BrowserWindow
  /** Where the DJ's keys go. */
  readonly consoleFocus: { has(): boolean; take(): void }
  onCrash(details: object): void
}

/** Milliseconds: a page that ends is loaded anew at once; one that ends again so soon, a moment later. */
const crashPause = 10_000

export type RoomWindowTies = {
  /** By whomever. */
  closed(): void
  /** A key by itself, once however long it is held. */
  pressed(key: string): void
}

/** Opens the room's window, on a monitor or by itself; it comes back when its page ends. */
export function openRoomWindow(
  { preload, icon, url, makeWindow, consoleFocus, onCrash }: RoomWindowDeps,
  monitor: Monitor | null,
  { closed, pressed }: RoomWindowTies,
): BrowserWindow {
  const hadFocus = consoleFocus.has()
  const window = makeWindow(displayOptions({ preload, icon, monitor }))
  const load = () => void window.loadURL(url).catch(() => {})
  // Not in front of the console: the DJ's keys go on going there. Some systems give them to whatever fills a monitor.
  const giveBack = () => {
    if (hadFocus && window.isFocused()) consoleFocus.take()
  }
  giveBack()
  window.once('ready-to-show', () => {
    window.showInactive()
    giveBack()
  })
  const stop = comeBack(window, load, onCrash)
  window.on('closed', () => {
    stop()
    closed()
  })
  window.webContents.on('before-input-event', (_, { type, key, isAutoRepeat, control, alt, meta }) => {
    // Not within the key's own event: it may close the window.
    if (type === 'keyDown' && !(isAutoRepeat || control || alt || meta)) setImmediate(pressed, key)
  })
  load()
  return window
}

/** Nobody stands at the room's screen to load its page anew. Returns its undo. */
function comeBack({ webContents }: BrowserWindow, load: () => void, onCrash: (details: object) => void) {
  let timer: NodeJS.Timeout | undefined
  let lastCrash = Number.NEGATIVE_INFINITY
  webContents.on('render-process-gone', (_, details) => {
    onCrash(details)
    const again = performance.now() - lastCrash < crashPause
    lastCrash = performance.now()
    clearTimeout(timer)
    timer = setTimeout(load, again ? crashPause : 0)
  })
  return () => clearTimeout(timer)
}

/** `bounds`: of the monitor, in DIP. */
export function fillMonitor(window: BrowserWindow, bounds: Rectangle): void {
  window.setFullScreen(false)
  window.setBounds(bounds)
  window.setFullScreen(true)
  // Where nothing manages windows, it has jumped to the first monitor.
  if (!hasBounds({ bounds }, window.getBounds())) window.setBounds(bounds)
}

/** An ordinary window again. */
export function standAlone(window: BrowserWindow): void {
  window.setFullScreen(false)
  window.setSize(displaySize.width, displaySize.height)
  window.center()
}
