import { BrowserWindow, dialog, type NativeImage, type Rectangle } from 'electron'
import type { MenuPanel } from './menu.ts'
import { consoleOptions } from './windows.ts'
import { words } from './words.ts'

export type ConsoleWindowDeps = {
  readonly preload: string
  readonly icon: NativeImage | undefined
  readonly url: string
  readonly workArea: Rectangle
  /** Where it was, if that can be seen. */
  readonly bounds: Rectangle | null
  readonly maximised: boolean
  onClose(event: { preventDefault(): void }): void
  onCrash(details: object): void
}

/** Crashes closer together than this are not mended by loading once more. */
const crashPause = 60_000

/** Milliseconds from a loaded page to its window, whether it has painted or not. */
const patience = 3_000

/** Opens the console; it shows itself as soon as it has painted. */
export function openConsoleWindow({
  preload,
  icon,
  url,
  workArea,
  bounds,
  maximised,
  onClose,
  onCrash,
}: ConsoleWindowDeps): BrowserWindow {
  const window = new BrowserWindow(consoleOptions({ preload, icon, workArea, bounds }))
  function show(): void {
    if (window.isDestroyed() || window.isVisible()) return
    if (maximised) window.maximize()
    window.show()
  }
  window.once('ready-to-show', show)
  // Now and then nothing is painted behind the scenes, and that never comes: the DJ needs a window all the same.
  window.webContents.once('did-finish-load', () => setTimeout(show, patience))
  // A page that can't be loaded must not leave the DJ without a window.
  window.webContents.once('did-fail-load', () => window.show())
  window.on('close', onClose)
  let lastCrash = Number.NEGATIVE_INFINITY
  window.webContents.on('render-process-gone', (_, details) => {
    if (details.reason === 'clean-exit') return
    onCrash(details)
    const again = performance.now() - lastCrash < crashPause
    lastCrash = performance.now()
    void (again ? offerReload(window) : reloadWithWords(window))
  })
  void window.loadURL(url).catch(() => {})
  return window
}

/** Ends a live night only when the DJ says so. `true`: close. */
export async function askToClose(window: BrowserWindow): Promise<boolean> {
  const { message, detail, keepOpen, close } = words.closeLive
  window.show()
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message,
    detail,
    buttons: [keepOpen, close],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

async function reloadWithWords(window: BrowserWindow): Promise<void> {
  const { message, detail, ok } = words.crashed
  window.reload()
  await dialog.showMessageBox(window, { type: 'info', message, detail, buttons: [ok], noLink: true })
}

/** Loading by itself over and over would flicker; the person decides. */
async function offerReload(window: BrowserWindow): Promise<void> {
  const { message, detail, reload, close } = words.crashedAgain
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message,
    detail,
    buttons: [reload, close],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  if (response === 0) window.reload()
  else window.close()
}

/** The page opens what its address names behind the `#`: nothing is loaded anew. */
export function openPanel(window: BrowserWindow, url: string, panel: MenuPanel): void {
  if (window.isDestroyed()) return
  window.show()
  void window.loadURL(`${url}#${panel}`).catch(() => {})
}
