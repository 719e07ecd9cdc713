import { rmSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { djOn } from '../support/dj.ts'
import { makeHomeFolder } from '../support/electron-runtime.ts'
import { freePort } from '../support/free-port.ts'
import { beamer, type GraphicsCard, hasGraphicsCard, startGraphicsCard } from '../support/graphics-card.ts'
import { displayWindow, endDisplayPage, roomReads } from '../support/monitors.ts'

/** A monitor that the system itself tells of: nothing in Electron is stood in for. */

test.skip(!hasGraphicsCard(), 'needs Xorg with its driver for a card that is not there')

let home: string
let card: GraphicsCard
let dj: ConsoleApp | undefined

test.beforeAll(async () => {
  home = makeHomeFolder()
  card = await startGraphicsCard()
})

test.afterAll(async () => {
  await dj?.quit()
  card?.end()
  rmSync(home, { recursive: true, force: true })
})

async function start(): Promise<ConsoleApp> {
  return startConsoleApp(home, {
    DISPLAY: card.display,
    CUELINE_HOST: '127.0.0.1',
    CUELINE_PORT: String(await freePort()),
    CUELINE_KEYCHAIN: 'memory',
    DATABASE_URL: '',
  })
}

test('the display fills the second monitor, leaves with it, comes back with it, is there at the next start, and outlives its page', async () => {
  // Nothing manages windows here: then one as large as its screen is left a pixel short.
  const almost = (pixels: number) => expect.closeTo(pixels, -1)
  const place = { ...beamer, width: almost(beamer.width), height: almost(beamer.height) }
  const fills = () => expect.poll(() => dj && displayWindow(dj)).toEqual({ full: true, ...place })
  dj = await start()
  const { call } = djOn(dj.console)
  await expect(() => call('account.skip', {})).toPass()
  expect(await displayWindow(dj)).toBeNull()

  card.plugIn()
  await fills()
  await call('event.create', { title: 'Two monitors', catalogue: null })
  card.unplug()
  await expect.poll(() => dj && displayWindow(dj)).toBeNull()
  card.plugIn()
  await fills()

  await dj.quit()
  dj = await start()
  await fills()
  await expect.poll(() => dj && roomReads(dj)).toContain('Two monitors')

  await endDisplayPage(dj)
  await expect.poll(() => dj && roomReads(dj)).toContain('Two monitors')
  await fills()
})
