import { mkdirSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type CDPSession, chromium, type Page } from '@playwright/test'
import { giveToElectron } from '../../support/electron-runtime.ts'
import { startConsole } from '../support/console-app.ts'
import { writeWatcher } from '../support/electron.ts'
import { freePort, inTemporaryFolder } from '../support/places.ts'
import { createDesk } from './console.ts'
import { measureNight } from './measure.ts'
import { writeMusicFolder } from './music-folder.ts'

const songsInFolder = 150
/** Behind all of the app's processes: guests' phones and whoever looks on are not on the DJ's computer. */
const lowPriority = 10

/**
 * An evening at ten times its speed in the real Electron: what the display's processes use, whether they grow, and
 * whether each change reaches the room. Memory in MiB, times in ms, processor as shares of one core.
 */
export async function benchSoak(minutes: number) {
  if (process.platform !== 'linux') return { skipped: 'processor time is read from /proc' }
  return inTemporaryFolder(async (folder) => {
    const [home, music] = [join(folder, 'home'), join(folder, 'music')]
    mkdirSync(home)
    giveToElectron(home)
    writeMusicFolder(music, songsInFolder)
    const port = await freePort()
    const app = startConsole({ home, port, watcher: writeWatcher(folder), devtools: true })
    setPriority(lowPriority)
    try {
      await Promise.all([app.shown, app.up(port)])
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await app.devtools}`)
      try {
        const page = (name: string) =>
          browser
            .contexts()
            .flatMap((context) => context.pages())
            .find((one) => one.url().startsWith(`cueline://${name}/`))
        const processes = await browser.newBrowserCDPSession()
        const before = new Set(await pidsOf(processes, 'renderer'))
        const desk = createDesk(found(page('console')))
        await desk.watch()
        const songs = await desk.open(music)
        await desk.call('shell.openDisplay')
        while (!page('display')) await pause(100)
        const display = found(page('display'))
        const [displayPid] = (await pidsOf(processes, 'renderer')).filter((pid) => !before.has(pid))
        const [graphicsPid] = await pidsOf(processes, 'GPU')
        const pids = { display: displayPid ?? 0, graphics: graphicsPid ?? 0, main: app.pid }
        return await measureNight({
          browser,
          desk,
          display,
          songs,
          pids,
          minutes,
          url: `http://127.0.0.1:${port}`,
        })
      } finally {
        await browser.close()
      }
    } finally {
      await app.end()
    }
  })
}

async function pidsOf(session: CDPSession, type: 'renderer' | 'GPU'): Promise<readonly number[]> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  return processInfo.filter((one) => one.type === type).map(({ id }) => id)
}

function found(page: Page | undefined): Page {
  if (!page) throw new Error('the app has not opened that page')
  return page
}
