import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { pngPicture, writeBrokenMp3, writeMp3 } from '../support/audio-files.ts'
import { answerDialogue, type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { makeHomeFolder } from '../support/electron-runtime.ts'
import { freePort } from '../support/free-port.ts'
import { displayWindow, plugIn, unplug } from '../support/monitors.ts'
import { guestHost, openGuestBrowser, openPhone } from '../support/phone.ts'
import { picture } from '../support/screens.ts'
import { songsFile } from '../support/songs.ts'

/** One whole night, as a DJ and two guests live it, with the laptop dying in the middle. */

let home: string
let music: string
let port: number
let browser: Browser
let dj: ConsoleApp

const songs = [
  ['Dancing Queen', 'ABBA', 'Arrival', 231],
  ['Bohemian Rhapsody', 'Queen', 'A Night at the Opera', 355],
  ['Halo', 'Beyoncé', 'I Am… Sasha Fierce', 261],
  ['Dancing in the Dark', 'Bruce Springsteen', 'Born in the U.S.A.', 241],
] as const

test.beforeAll(async () => {
  home = makeHomeFolder()
  music = mkdtempSync(join(tmpdir(), 'cueline-music-'))
  mkdirSync(join(music, 'seventies'))
  for (const [index, [title, artist, album, seconds]] of songs.entries()) {
    const file = join(music, index < 2 ? 'seventies' : '', `${title}.mp3`)
    writeMp3(file, seconds, {
      title,
      artist,
      album,
      cover: pngPicture(200, 200, [40 * index, 90, 200 - 40 * index]),
    })
  }
  writeBrokenMp3(join(music, 'broken.mp3'))
  copyFileSync(songsFile, join(music, 'songs.tsv'))
  for (const folder of [music, join(music, 'seventies')]) chmodSync(folder, 0o755)
  port = await freePort()
  browser = await openGuestBrowser()
})

test.afterAll(async () => {
  await dj?.quit()
  await browser?.close()
  for (const folder of [home, music]) rmSync(folder, { recursive: true, force: true })
})

test('a night from the first start to the last song, over a crash', async () => {
  dj = await start()

  await test.step('first start: account, music, name, live', () => firstStart(dj))
  const pin = await pinOf(dj.console)

  const mia = await openPhone(browser, port)
  const jonas = await openPhone(browser, port, new URL(await joinUrlOf(dj.console)).hash)

  await test.step('guests join by PIN and by the link of the QR code', async () => {
    await mia.join('Mia', pin)
    await jonas.join('Jonas')
    expect(jonas.page.url()).toBe(`http://${guestHost}:${port}/`)
    await expect(dj.console.getByRole('banner').getByText('2', { exact: true })).toBeVisible()
  })

  await test.step('they ask with typos; what the folder lacks is wished for', async () => {
    await mia.ask('abba dancing quen', 'Dancing Queen')
    await jonas.ask('beyonce hallo', 'Halo')
    await jonas.wish('Our song', 'The neighbours')
    // Whoever searches before it is there finds no +1.
    await expect(row('Halo')).toBeVisible()
    await mia.search.fill('halo')
    await mia.page.getByRole('button', { name: 'Add your +1 to Halo' }).click()
    for (const title of ['Dancing Queen', 'Halo', 'Our song']) await expect(row(title)).toBeVisible()
    await expect(row('Halo')).toContainText('×2')
    await expectAccessible(dj.console)
  })

  await test.step('one is set aside for later, then all at once; undo and the way back return them', async () => {
    const held = dj.console.getByRole('tab', { name: /^Held/ })
    await row('Our song').click()
    await dj.console.keyboard.press('h')
    await expect(held).toHaveText(/1/)
    await expect(row('Our song')).toBeHidden()
    await dj.console.keyboard.press('Shift+H')
    await expect(dj.console.getByText('2 on hold.')).toBeVisible()
    await expect(held).toHaveText(/3/)
    await dj.console.keyboard.press('u')
    await expect(row('Halo')).toBeVisible()
    await held.click()
    await dj.console.getByRole('row', { name: 'Our song' }).click()
    await dj.console.keyboard.press('Backspace')
    await dj.console.getByRole('tab', { name: /^Inbox/ }).click()
    await expect(row('Our song')).toBeVisible()
  })

  await test.step('the DJ decides by keyboard and mouse, and the phones say so', async () => {
    await row('Dancing Queen').click()
    await dj.console.keyboard.press('a')
    await row('Our song').click()
    await dj.console.keyboard.press('d')
    await dj.console.keyboard.press('3')
    await row('Halo').hover()
    await row('Halo').getByRole('button', { name: 'Play next' }).click()
    await mia.showMine()
    await jonas.showMine()
    await expect(mia.song('Dancing Queen')).toContainText('about 2 songs away')
    await expect(jonas.song('Halo')).toContainText('Up next')
    await expect(jonas.song('Our song')).toContainText('I do not have this song with me')
    await expectAccessible(mia.page)
  })

  await test.step('the display shows the room what is next and how to join', async () => {
    await dj.console.getByRole('button', { name: 'Display' }).click()
    const display = await dj.display()
    await expect(display.getByText('Dancing Queen').first()).toBeVisible()
    await expect(display.getByText(pin)).toBeVisible()
    await expect(display.getByRole('img', { name: /QR code/ })).toBeVisible()
  })

  await test.step('the DJ sees small what the room sees, makes it black by a key, and it follows its monitor', async () => {
    const card = dj.console.getByRole('dialog', { name: 'Display' })
    await expect(card.getByRole('img', { name: 'What the room sees now' })).toHaveAttribute(
      'src',
      /^data:image\/jpeg/,
    )
    await expect(card.getByText(/the console is here/)).toBeVisible()
    await expectAccessible(dj.console)
    await picture(dj.console, 'display-card')
    await dj.console.keyboard.press('Escape')
    const display = await dj.display()
    await dj.console.getByRole('banner').click({ position: { x: 2, y: 2 } })
    await dj.console.keyboard.press('.')
    await expect(display.getByRole('region', { name: 'Black' })).toBeVisible()
    await expect(dj.console.getByRole('button', { name: 'Display: black' })).toBeVisible()
    await dj.console.keyboard.press('.')
    await expect(display.getByRole('region', { name: 'Black' })).toBeHidden()
    const beamer = { x: 900, y: 60, width: 960, height: 540 }
    await plugIn(dj, beamer)
    await expect.poll(() => displayWindow(dj)).toEqual({ full: true, ...beamer })
    await dj.console.getByRole('button', { name: 'Display' }).click()
    await expect(card.getByText('960 × 540, the display is here')).toBeVisible()
    await dj.console.keyboard.press('Escape')
    await unplug(dj)
    await expect.poll(() => displayWindow(dj)).toMatchObject({ full: false, width: 1280, height: 720 })
  })

  await test.step('playing by hand: now playing is set from the queue, the one before is played', async () => {
    await queued('Dancing Queen').hover()
    await queued('Dancing Queen').getByRole('button', { name: 'Play now' }).click()
    const display = await dj.display()
    await expect(mia.song('Dancing Queen')).toContainText('Playing now')
    await expect(display.getByRole('heading', { name: 'Dancing Queen' })).toBeVisible()
    await picture(display, 'display')
    await expectAccessible(display)
    await dj.console.getByRole('button', { name: 'Next song' }).click()
    await expect(mia.song('Dancing Queen')).toContainText('Played')
    await expect(jonas.song('Halo')).toContainText('Playing now')
  })

  await test.step('another music list takes over in the middle of the night', async () => {
    await answerDialogue(dj.app, join(music, 'songs.tsv'))
    await openPanel('Music')
    await dj.console.getByRole('button', { name: /A list of songs/ }).click()
    await expect(dj.console.getByRole('dialog').getByText(/32,6\d\d songs/)).toBeVisible()
    await dj.console.keyboard.press('Escape')
    await mia.ask('michael jackson bilie jean', 'Billie Jean')
    await jonas.ask('queen bohemian', 'Bohemian Rhapsody')
    for (const title of ['Bohemian Rhapsody', 'Billie Jean']) {
      await row(title).click()
      await dj.console.keyboard.press('a')
      await expect(queued(title)).toBeVisible()
    }
  })

  await test.step('the laptop dies and starts again: same night, PIN, order; phones come back by themselves', async () => {
    const before = await queueOf(dj.console)
    expect(before).toHaveLength(2)
    await dj.kill()
    await expect(mia.page.getByText(/Reconnecting/)).toBeVisible()
    await mia.showMine()
    dj = await start()
    await expect(dj.console.getByRole('heading', { name: 'Garden party' })).toBeVisible()
    expect(await pinOf(dj.console)).toBe(pin)
    expect(await queueOf(dj.console)).toEqual(before)
    await expect(nowPlaying()).toContainText('Halo')
    await expect(mia.page.getByText(/Reconnecting/)).toBeHidden({ timeout: 30_000 })
    await mia.ask('stayin alive bee gees', "Stayin' Alive")
    await expect(row("Stayin' Alive")).toBeVisible()
  })

  await test.step('the DJ puts the queue into another order by keyboard', async () => {
    await row("Stayin' Alive").click()
    await dj.console.keyboard.press('a')
    await jonas.ask('lady gaga pokerface', 'Poker Face')
    await mia.ask('toto afrika', 'Africa')
    await jonas.ask('aha take on me', 'Take On Me')
    await expect(row('Take On Me')).toBeVisible()
    await mia.search.fill('take on me')
    await mia.page.getByRole('button', { name: 'Add your +1 to Take On Me' }).first().click()
    await expect(row('Take On Me')).toContainText('×2')
    // Nobody touches the list: what is new shows by itself.
    await expect(dj.console.getByRole('button', { name: / new$/ })).toBeHidden()
    await picture(dj.console, 'console')
    const [next = '', second = ''] = await queueOf(dj.console)
    await queued("Stayin' Alive").click()
    await dj.console.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => queueOf(dj.console)).toEqual([next, "Stayin' Alive", second])
  })

  await test.step('states and page toggles are told on every face', async () => {
    await mia.showMine()
    await openPanel('Settings of this night')
    await dj.console.getByRole('switch', { name: 'Request page' }).click()
    await expect(mia.page.getByText(/No requests tonight/)).toBeVisible()
    await dj.console.getByRole('switch', { name: 'Request page' }).click()
    await dj.console.keyboard.press('Escape')
    await setStatus('Standby')
    await expect(mia.page.getByText(/Requests open soon/)).toBeVisible()
    await setStatus('Offline')
    await expect(mia.page.getByText(/not taking guests/)).toBeVisible()
    await setStatus('Live')
    await expect(mia.page.getByText(/not taking guests/)).toBeHidden()
  })

  expect([...mia.problems, ...jonas.problems]).toEqual([])
})

function start(): Promise<ConsoleApp> {
  return startConsoleApp(home, {
    CUELINE_HOST: '127.0.0.1',
    CUELINE_PORT: String(port),
    CUELINE_NAMES: guestHost,
  })
}

async function firstStart({ app, console }: ConsoleApp): Promise<void> {
  await console.getByLabel('Your name').fill('anna')
  await console.getByLabel('Password', { exact: true }).fill('correct horse')
  await console.getByRole('button', { name: 'Continue' }).click()
  await expect(console.getByRole('heading', { name: 'Keep these codes' })).toBeVisible()
  await console.keyboard.press('Enter')
  await expect(console.getByRole('heading', { name: 'What can guests ask for?' })).toBeVisible()
  await answerDialogue(app, music)
  await console.getByRole('button', { name: /A music folder/ }).click()
  await expect(console.getByText(/Music folder/)).toBeVisible()
  await console.getByRole('button', { name: 'Continue' }).click()
  await console.getByLabel('Name of the night').fill('Garden party')
  await console.getByRole('button', { name: 'Create the night' }).click()
  await expect(console.getByRole('img', { name: 'QR code to join' })).toBeVisible()
  await picture(console, 'console-first-night')
  await console.getByRole('button', { name: 'Go live' }).click()
  await expect(console.getByRole('heading', { name: 'Garden party' })).toBeVisible()
}

/** A request in the inbox. */
const row = (title: string) =>
  dj.console.getByRole('grid', { name: /^Inbox/ }).getByRole('row', { name: title })
const queued = (title: string) =>
  dj.console.getByRole('grid', { name: 'Up next, in order' }).getByRole('row', { name: title })
const nowPlaying = () => dj.console.getByRole('region', { name: 'Now playing' })

async function setStatus(status: string): Promise<void> {
  await dj.console.getByRole('radio', { name: status }).click()
}

async function openPanel(name: string): Promise<void> {
  await dj.console.getByRole('button', { name: 'Menu' }).click()
  await dj.console.getByRole('menuitem', { name }).click()
}

type Shown = {
  readonly event: { readonly pin: string }
  readonly lan: { readonly joinUrl: string }
  readonly queue: { readonly title: string }[]
}

/** What main shows the console right now. */
function viewOf(console: Page): Promise<Shown> {
  return console.evaluate(
    () =>
      new Promise<Shown>((done) => {
        const { cueline } = globalThis as unknown as {
          cueline: { onView(listener: (view: never) => void): void }
        }
        cueline.onView((view: { phase: string }) => view.phase === 'night' && done(view as unknown as Shown))
      }),
  )
}

const pinOf = async (console: Page) => (await viewOf(console)).event.pin
const joinUrlOf = async (console: Page) => (await viewOf(console)).lan.joinUrl
const queueOf = async (console: Page) => (await viewOf(console)).queue.map(({ title }) => title)
