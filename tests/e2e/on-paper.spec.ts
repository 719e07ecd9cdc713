import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type { NightView } from '../../src-main/contract/console-view.ts'
import type { SheetView } from '../../src-main/contract/lan-view.ts'
import { expectAccessible } from '../support/accessible.ts'
import { type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { electronLaunch, giveToElectron, makeHomeFolder } from '../support/electron-runtime.ts'
import { guestHost, openGuestBrowser } from '../support/phone.ts'
import { readCode } from '../support/read-codes.ts'
import { picture } from '../support/screens.ts'

const perInch = 150
const mm = (pixels: number) => (pixels / perInch) * 25.4
const wifiCode = 'WIFI:T:WPA;S:Garden\\; Party;P:dance with me;;'

let home: string
let dj: ConsoleApp | undefined

test.beforeEach(() => {
  home = makeHomeFolder()
})

test.afterEach(async () => {
  await dj?.quit()
  dj = undefined
  rmSync(home, { recursive: true, force: true })
})

async function openNight(): Promise<ConsoleApp> {
  const opened = await startConsoleApp(home, {
    CUELINE_HOST: '127.0.0.1',
    CUELINE_PORT: String(await freePort()),
    CUELINE_NAMES: guestHost,
  })
  dj = opened
  for (const name of ['Skip for now', 'Continue', 'Create the night', 'Not yet'])
    await opened.console.getByRole('button', { name }).click()
  return opened
}

/** Presses the button and answers the system's dialogue. */
async function saveAs({ app, console: page }: ConsoleApp, button: string, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, path)
  await page.getByRole('button', { name: button }).click()
  await expect(page.getByText(`Saved as ${path}`)).toBeVisible({ timeout: 30_000 })
}

function paperFolder(): string {
  const folder = join(home, 'paper')
  mkdirSync(folder)
  giveToElectron(folder)
  return folder
}

test('a night is kept as a report on paper and as tables', async () => {
  const opened = await openNight()
  const { console: page } = opened
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Report' }).click()
  await expect(page.getByText(/as of \d\d:\d\d/)).toBeVisible()
  await expectAccessible(page)
  const folder = paperFolder()
  await saveAs(opened, 'Save report (PDF)', join(folder, 'report.pdf'))
  const text = readFileSync(join(folder, 'report.pdf'), 'latin1')
  expect(text.slice(0, 5)).toBe('%PDF-')
  expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await saveAs(opened, 'Save requests (CSV)', join(folder, 'requests.csv'))
  expect(readFileSync(join(folder, 'requests.csv'), 'utf8')).toMatch(/^\ufeffAsked at,Title,Artist,.*\r\n$/)
})

test('the poster and the cards are saved as PDF, and a camera reads their codes', async () => {
  const opened = await openNight()
  const { console: page } = opened
  await page.getByRole('button', { name: /^Network/ }).click()
  await page.getByRole('button', { name: 'Enter the wifi' }).click()
  await page.getByLabel('Name of the wifi').fill('Garden; Party')
  await page.getByLabel('Password of the wifi').fill('dance with me')
  await page.getByRole('button', { name: 'Save the wifi' }).click()
  await expect(page.getByRole('img', { name: 'QR code to join the wifi' })).toBeVisible()
  await picture(page, 'console-network')
  await expectAccessible(page)

  const folder = paperFolder()
  for (const [button, name] of [
    ['Poster (A4)', 'poster.pdf'],
    ['Table cards', 'cards.pdf'],
  ] as const) {
    const path = join(folder, name)
    await saveAs(opened, button, path)
    const text = readFileSync(path, 'latin1')
    expect(text.slice(0, 5)).toBe('%PDF-')
    expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(text) ?? []
    expect([Math.round((Number(width) / 72) * 25.4), Math.round((Number(height) / 72) * 25.4)]).toEqual([
      210, 297,
    ])
  }

  const sheet = await sheetOf(page)
  const { joinUrl } = sheet
  const poster = await rendered(join(folder, 'poster.pdf'), 'poster', sheet)
  const onPoster = await readCode(poster, { x: 0, y: 0, width: 1240, height: 1260 })
  expect(onPoster?.text).toBe(joinUrl)
  expect(mm(onPoster?.side ?? 0)).toBeGreaterThanOrEqual(110)
  expect((await readCode(poster, { x: 0, y: 1380, width: 400, height: 370 }))?.text).toBe(wifiCode)

  const cards = await rendered(join(folder, 'cards.pdf'), 'cards', sheet)
  for (const [column, row] of [
    [0, 0],
    [1, 0],
    [0, 3],
    [1, 3],
  ] as const) {
    const [x, y] = [column * 620, Math.floor(row * 438.5)]
    const onCard = await readCode(cards, { x, y, width: 335, height: 438 })
    expect(onCard?.text).toBe(joinUrl)
    expect(mm(onCard?.side ?? 0)).toBeGreaterThanOrEqual(40)
    expect((await readCode(cards, { x: x + 325, y, width: 290, height: 438 }))?.text).toBe(wifiCode)
  }
})

/** What main gives the printed page, put together from what the console sees. */
function sheetOf(page: Page): Promise<SheetView> {
  return page.evaluate(
    () =>
      new Promise<SheetView>((done) => {
        const { cueline } = globalThis as unknown as {
          cueline: { onView(listener: (view: NightView) => void): void }
        }
        cueline.onView(({ phase, event, lan }) => {
          if (phase !== 'night' || !lan.url || !lan.joinUrl || !lan.wifi?.code) return
          const { name, password, code } = lan.wifi
          const address = lan.url.replace('http://', '')
          const { title, pin } = event
          done({
            title,
            fileName: title,
            pin,
            isCode: false,
            address,
            joinUrl: lan.joinUrl,
            wifi: { name, password, code },
          })
        })
      }),
  )
}

/** The page as a printer would put it on paper, as PNG: from the PDF, or without pdftoppm from the page itself. */
async function rendered(path: string, kind: string, sheet: SheetView): Promise<Buffer> {
  try {
    return execFileSync('pdftoppm', ['-r', String(perInch), '-png', '-singlefile', path], {
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return pagePicture(kind, sheet)
  }
}

async function pagePicture(kind: string, sheet: SheetView): Promise<Buffer> {
  const browser = await openGuestBrowser()
  const page = await browser.newPage({
    viewport: { width: 794, height: 1123 },
    deviceScaleFactor: perInch / 96,
  })
  await page.route('http://sheet.test/**', (route) => {
    const { pathname } = new URL(route.request().url())
    return route.fulfill({ path: join(electronLaunch().appFolder, 'out', 'sheet', pathname) })
  })
  await page.addInitScript((view) => {
    Object.assign(globalThis, { cueline: { onView: (listener: (one: unknown) => void) => listener(view) } })
  }, sheet)
  await page.goto(`http://sheet.test/index.html?kind=${kind}`)
  await expect(page).toHaveTitle('painted')
  const png = await page.screenshot()
  await browser.close()
  return png
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
