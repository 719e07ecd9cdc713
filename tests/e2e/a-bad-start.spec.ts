import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { makeHomeFolder } from '../support/electron-runtime.ts'
import { freePort } from '../support/free-port.ts'
import { guestHost } from '../support/phone.ts'
import { picture } from '../support/screens.ts'

let home: string
let app: ConsoleApp | undefined
let blocker: Server | undefined

test.beforeEach(() => {
  home = makeHomeFolder()
})

test.afterEach(async () => {
  await app?.quit()
  app = undefined
  await new Promise((closed) => (blocker ? blocker.close(closed) : closed(undefined)))
  blocker = undefined
  rmSync(home, { recursive: true, force: true })
})

test('a database that does not answer is told in words, with a way to try again', async () => {
  app = await startConsoleApp(home, { DATABASE_URL: 'postgresql://anna:secret@127.0.0.1:1/cueline' })
  const page = app.console
  await expect(page.getByText(/127\.0\.0\.1:1\/cueline does not answer/)).toBeVisible()
  await expect(page.getByText('secret')).toHaveCount(0)
  await picture(page, 'console-no-database')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText(/does not answer/)).toBeVisible()
})

test('ended while it starts, it leaves no database running', async () => {
  const file = join(home, 'postgres', 'data', 'postmaster.pid')
  const environment = {
    CUELINE_HOST: '127.0.0.1',
    CUELINE_PORT: String(await freePort()),
    CUELINE_KEYCHAIN: 'memory',
  }
  const moments = {
    'as soon as there is a window': async () => {},
    'while the database starts': () => expect.poll(() => existsSync(file)).toBe(true),
  }
  for (const [moment, come] of Object.entries(moments)) {
    const starting = await startConsoleApp(home, environment)
    await come()
    const [line] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    await starting.quit()
    expect(existsSync(file), moment).toBe(false)
    if (line) expect(() => process.kill(Number(line), 0), moment).toThrow(/ESRCH/)
  }
})

test('every step of the first start can be skipped, a port that is taken moves the guests on, and the night is tried', async () => {
  blocker = createServer()
  await new Promise<void>((ready) => blocker?.listen(0, '127.0.0.1', ready))
  const address = blocker.address()
  const taken = typeof address === 'object' ? (address?.port ?? 0) : 0
  app = await startConsoleApp(home, {
    CUELINE_HOST: '127.0.0.1',
    CUELINE_PORT: String(taken),
    CUELINE_NAMES: guestHost,
  })
  const page = app.console
  await page.getByRole('button', { name: 'Skip for now' }).click()
  await expect(page.getByRole('heading', { name: 'What can guests ask for?' })).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Create the night' }).click()
  await page.getByRole('button', { name: 'Not yet' }).click()
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
  await page.getByRole('button', { name: /^Network/ }).click()
  await expect(page.getByText(new RegExp(`Port ${taken} is taken`)).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await lookAtHealth(page, taken)
  await practise(page)
  await readyToGoLive(page)
  await windowStaysWhereItWas(page, taken)
})

/** What is wrong stands first, and each part that can be mended by a press has its button. */
async function lookAtHealth(page: Page, taken: number): Promise<void> {
  await page.getByRole('button', { name: 'Database: fine' }).click()
  const wrong = page.getByRole('region', { name: 'What needs you' })
  await expect(wrong.getByText(new RegExp(`Port ${taken} is taken`))).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await picture(page, 'console-health')
  await wrong.getByRole('button', { name: 'Show the code' }).click()
  await expect(page.getByRole('dialog', { name: 'How guests join' })).toBeVisible()
  await page.keyboard.press('Escape')
}

/** Invented guests ask in a night of their own, marked as such on both screens, and nothing of it is left. */
async function practise(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Practise with invented guests' }).click()
  const bar = page.getByRole('region', { name: 'Practice night' })
  await bar.getByRole('button', { name: 'Faster' }).click()
  const rows = page.getByRole('grid', { name: /^Inbox/ }).getByRole('row')
  // They throw dice: now and then most of them come first, want the same or think again.
  await expect.poll(() => rows.count(), { timeout: 90_000 }).toBeGreaterThan(2)
  await chooseFromMenu('Open the Display')
  const room = await app?.display()
  await expect(room?.getByText('Practice: invented guests') ?? page.getByText('no display')).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await picture(page, 'console-practice')
  if (room) await picture(room, 'display-practice')
  await chooseFromMenu('Close the Display')
  await bar.getByRole('button', { name: 'End practice' }).click()
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
  await expect(bar).toBeHidden()
}

/** Before the first time live everything is tried, a request all the way through the guests' own door. */
async function readyToGoLive(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Live' }).click()
  const panel = page.getByRole('dialog', { name: 'Ready to go live?' })
  await expect(panel.getByText(/A wish was asked for, reached an inbox, and was wiped/)).toBeVisible()
  await expect(panel.getByText(/stays awake/)).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Try again' }).last()).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await picture(page, 'console-ready')
  await expect(panel.getByRole('button', { name: /^Go live/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: 'Live' })).toBeChecked()
  await expect(panel).toBeHidden()
}

/** The menu's way to About; then the window comes back as large as it was, where it was, with its zoom. */
async function windowStaysWhereItWas(page: Page, taken: number): Promise<void> {
  const place = { x: 40, y: 30, width: 1100, height: 760 }
  await chooseFromMenu('About Cueline')
  await expect(page.getByText(/^Cueline \d/)).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await picture(page, 'console-about')
  await page.keyboard.press('Escape')
  await app?.app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()
      .find((one) => one.webContents.getURL().includes('//console/'))
      ?.setBounds(bounds)
  }, place)
  await chooseFromMenu('Zoom In')
  await expect.poll(windowNow).toEqual({ ...place, zoom: 1.1 })
  await app?.quit()
  app = await startConsoleApp(home, {
    CUELINE_HOST: '127.0.0.1',
    CUELINE_PORT: String(taken),
    CUELINE_NAMES: guestHost,
  })
  await expect.poll(windowNow).toEqual({ ...place, zoom: 1.1 })
  await expect(app.console.getByRole('radio', { name: 'Live' })).toBeChecked()
}

/** A panel that is still coming in has the contrast of a veil. */
function settled(page: Page): Promise<void> {
  return expect
    .poll(() => page.evaluate(`document.getAnimations().filter((one) => one.playState === 'running').length`))
    .toBe(0)
}

function windowNow() {
  return app?.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) =>
      one.webContents.getURL().includes('//console/'),
    )
    return (
      window && { ...window.getBounds(), zoom: Math.round(window.webContents.getZoomFactor() * 100) / 100 }
    )
  })
}

async function chooseFromMenu(label: string): Promise<void> {
  await app?.app.evaluate(({ Menu }, wanted) => {
    const all = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
    all?.find((item) => item.label === wanted)?.click()
  }, label)
}
