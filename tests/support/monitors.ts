import type { Display, Rectangle } from 'electron'
import type { ConsoleApp } from './console-app.ts'

/** Monitors that are not there, told to the real Electron as the system would. */

/** A second monitor is plugged in; `bounds` in DIP. */
export async function plugIn({ app }: ConsoleApp, bounds: Rectangle): Promise<void> {
  await app.evaluate(({ screen }, at) => {
    const real = screen.getAllDisplays()
    const second: Display = {
      ...screen.getPrimaryDisplay(),
      id: 4711,
      label: 'EPSON',
      internal: false,
      bounds: at,
    }
    screen.getAllDisplays = () => [...real, second]
    screen.emit('display-added', {}, second)
  }, bounds)
}

export async function unplug({ app }: ConsoleApp): Promise<void> {
  await app.evaluate(({ screen }) => {
    const [first] = screen.getAllDisplays()
    screen.getAllDisplays = () => (first ? [first] : [])
    screen.emit('display-removed', {}, first)
  })
}

/** How large the room's window is, in DIP, and whether it fills its monitor; `null` while there is none. */
export function displayWindow({ app }: ConsoleApp): Promise<object | null> {
  return app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) =>
      one.webContents.getURL().includes('//display/'),
    )
    return window ? { full: window.isFullScreen(), ...window.getBounds() } : null
  })
}

/** What the room's page reads; `null` while there is none, or it does not answer. */
export function roomReads({ app }: ConsoleApp): Promise<string | null> {
  return app.evaluate(({ BrowserWindow }) => {
    // A page that dies or is loaded anew while it is asked never does.
    const silence = new Promise<null>((done) => setTimeout(() => done(null), 1000))
    const page = BrowserWindow.getAllWindows()
      .map(({ webContents }) => webContents)
      .find((one) => one.getURL().includes('//display/'))
    if (!page || page.isCrashed()) return null
    return Promise.race([page.executeJavaScript('document.body.innerText'), silence])
  })
}

/** The process of the room's page dies, as when the memory is full. */
export async function endDisplayPage({ app }: ConsoleApp): Promise<void> {
  await app.evaluate(async ({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()
      .map(({ webContents }) => webContents)
      .find((one) => one.getURL().includes('//display/'))
    if (!page) throw new Error('there is no display')
    // What is asked of a page that dies is never answered.
    const gone = new Promise<void>((done) => page.once('render-process-gone', () => done()))
    process.kill(page.getOSProcessId(), 'SIGKILL')
    await gone
  })
}
