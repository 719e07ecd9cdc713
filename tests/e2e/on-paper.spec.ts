import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { giveToElectron, makeHomeFolder } from '../support/electron-runtime.ts'
import { guestHost } from '../support/phone.ts'
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

test('the poster and the cards are saved as PDF, and a camera reads their codes', async () => {
  dj = await startConsoleApp(home, {
    CUELINE_HOST: '127.0.0.1',
    CUELINE_PORT: String(await freePort()),
    CUELINE_NAMES: guestHost,
  })
  const { app, console: page } = dj
  await page.getByRole('button', { name: 'Skip for now' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Create the night' }).click()
  await page.getByRole('button', { name: 'Not yet' }).click()
  await page.getByRole('button', { name: /^Network/ }).click()
  await page.getByRole('button', { name: 'Enter the wifi' }).click()
  await page.getByLabel('Name of the wifi').fill('Garden; Party')
  await page.getByLabel('Password of the wifi').fill('dance with me')
  await page.getByRole('button', { name: 'Save the wifi' }).click()
  await expect(page.getByRole('img', { name: 'QR code to join the wifi' })).toBeVisible()
  await picture(page, 'console-network')

  const folder = join(home, 'paper')
  mkdirSync(folder)
  giveToElectron(folder)
  for (const [button, name] of [
    ['Poster (A4)', 'poster.pdf'],
    ['Table cards', 'cards.pdf'],
  ] as const) {
    const path = join(folder, name)
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, path)
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByText(`Saved as ${path}`)).toBeVisible({ timeout: 30_000 })
    const text = readFileSync(path, 'latin1')
    expect(text.slice(0, 5)).toBe('%PDF-')
    expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(text) ?? []
    expect([Math.round((Number(width) / 72) * 25.4), Math.round((Number(height) / 72) * 25.4)]).toEqual([
      210, 297,
    ])
  }

  const joinUrl = await page.evaluate(
    () =>
      new Promise<string>((done) => {
        const { cueline } = globalThis as unknown as {
          cueline: { onView(listener: (view: never) => void): void }
        }
        cueline.onView(
          (view: { phase: string; lan: { joinUrl: string } }) =>
            view.phase === 'night' && done(view.lan.joinUrl),
        )
      }),
  )
  test.skip(!hasRenderer(), 'no pdftoppm here: the codes of the PDF are not looked at')
  const poster = render(join(folder, 'poster.pdf'))
  const onPoster = await readCode(poster, { x: 0, y: 0, width: 1240, height: 1260 })
  expect(onPoster?.text).toBe(joinUrl)
  expect(mm(onPoster?.side ?? 0)).toBeGreaterThanOrEqual(110)
  expect((await readCode(poster, { x: 0, y: 1380, width: 400, height: 370 }))?.text).toBe(wifiCode)

  const cards = render(join(folder, 'cards.pdf'))
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

function hasRenderer(): boolean {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The first page as a printer would put it on paper, as PNG. */
function render(path: string): Buffer {
  return execFileSync('pdftoppm', ['-r', String(perInch), '-png', '-singlefile', path], {
    maxBuffer: 64 * 1024 * 1024,
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
