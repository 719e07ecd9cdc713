import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { pngPicture, writeMp3 } from '../support/audio-files.ts'
import { type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { djOn } from '../support/dj.ts'
import { makeHomeFolder } from '../support/electron-runtime.ts'
import { freePort } from '../support/free-port.ts'
import { guestHost, openGuestBrowser, openPhone } from '../support/phone.ts'
import { startRelay } from '../support/relay.ts'
import { picture } from '../support/screens.ts'

/** The guest page in each state of a night, on phones of several kinds, over plain http on a name of the network. */

test.describe.configure({ mode: 'serial', timeout: 300_000 })

const songs = [
  ['Dancing Queen', 'ABBA', 231, [214, 92, 148]],
  ['Dancing in the Dark', 'Bruce Springsteen', 241, [190, 60, 50]],
  ['Dancing on My Own', 'Robyn', 288, [84, 110, 200]],
  ['Save the Last Dance for Me', 'The Drifters', 152, [196, 160, 80]],
  ['I Wanna Dance with Somebody (Who Loves Me)', 'Whitney Houston', 291, [120, 80, 170]],
  ['Dance Without Words', 'Some Loud People', 201, [60, 60, 66]],
  ['Halo', 'Beyoncé', 261, [210, 180, 120]],
  ['Africa', 'TOTO', 295, [176, 96, 46]],
  ['Take On Me', 'a-ha', 225, [70, 130, 150]],
] as const

const looks = {
  light: { colorScheme: 'light' },
  small: { viewport: { width: 320, height: 568 } },
  landscape: { viewport: { width: 863, height: 360 } },
} as const satisfies Record<string, BrowserContextOptions>

/** Where the laptop is found for a while only. */
const formerHost = 'former.test'

let home: string
let music: string
let port: number
let browser: Browser
let app: ConsoleApp
let dj: ReturnType<typeof djOn>
let link: string

test.beforeAll(async () => {
  home = makeHomeFolder()
  music = mkdtempSync(join(tmpdir(), 'cueline-music-'))
  for (const [title, artist, seconds, colour] of songs) {
    const explicit = title === 'Dance Without Words'
    writeMp3(join(music, `${title}.mp3`), seconds, {
      title,
      artist,
      explicit,
      cover: pngPicture(96, 96, colour),
    })
  }
  chmodSync(music, 0o755)
  port = await freePort()
  browser = await openGuestBrowser()
  app = await startApp()
  dj = djOn(app.console)
  await app.console.getByLabel('Your name').waitFor()
  await dj.call('account.create', { username: 'anna', password: 'correct horse' })
})

test.afterAll(async () => {
  await app?.quit().catch(() => undefined)
  await browser?.close()
  for (const folder of [home, music]) rmSync(folder, { recursive: true, force: true })
})

test('before the night and at the door', async () => {
  const phone = await open()
  await expect(phone.page.getByText('No night is open here yet.')).toBeVisible()
  await look(phone.page, 'guest-no-night')

  await dj.call('event.create', {
    title: 'Anna and Tom get married',
    catalogue: { kind: 'folder', path: music },
  })
  link = new URL((await dj.view()).lan.joinUrl).hash
  await dj.update({ welcome: 'Wish for what makes you dance!', autoDeclineExplicit: true })
  await phone.page.reload()
  await expect(phone.page.getByText('The DJ is not taking guests right now.')).toBeVisible()
  await look(phone.page, 'guest-offline')

  await dj.status('standby')
  await phone.page.reload()
  await expect(phone.page.getByText('Wish for what makes you dance!')).toBeVisible()
  await look(phone.page, 'guest-join')
  for (const [name, changes] of Object.entries(looks)) {
    const other = await open('', changes)
    await expect(other.page.getByText('Wish for what makes you dance!')).toBeVisible()
    await (name === 'light' ? look : glance)(other.page, `guest-join-${name}`)
    await other.page.context().close()
  }
  await enlarge(phone.page)
  await glance(phone.page, 'guest-join-large-text')
  await phone.page.getByLabel('The PIN on the display').fill('0000')
  await phone.page.getByLabel('Your name').fill('Mia')
  await phone.page.getByRole('button', { name: 'Join' }).click()
  await expect(phone.page.getByRole('alert')).toContainText('That PIN is not right')
  await phone.page.context().close()

  const byLink = await open(link)
  await expect(byLink.page.getByText('Wish for what makes you dance!')).toBeVisible()
  expect(byLink.page.url()).toBe(`http://${guestHost}:${port}/`)
  await glance(byLink.page, 'guest-join-link')
  await byLink.page.context().close()
})

test('a night of Mia and Jonas', async () => {
  const mia = await open(link)
  await mia.join('Mia')
  await expect(mia.page.getByText('Requests open soon')).toBeVisible()
  await look(mia.page, 'guest-standby')
  await dj.status('live')
  await expect(mia.page.getByText('What do you want to hear?')).toBeVisible()
  await look(mia.page, 'guest-home')
  const jonas = await open(link)
  await jonas.join('Jonas')
  for (const title of ['Halo', 'Africa', 'Take On Me']) await jonas.ask(title, title)
  await jonas.ask('save the last', 'Save the Last Dance for Me')
  await expect(jonas.page.getByText(/Sent/).first()).toBeVisible()
  for (const title of ['Halo', 'Africa', 'Take On Me']) await dj.approve(title)

  await test.step('search, one tap, and what the DJ does not play', async () => {
    await mia.ask('dance', 'Dancing Queen')
    await expect(mia.page.getByText('Sent. You’ll see it here.', { exact: true })).toBeVisible()
    await mia.page.getByRole('button', { name: 'Ask for Dance Without Words' }).click()
    await expect(mia.page.locator('.results').getByText('Is there a clean version?')).toBeVisible()
    await mia.page.getByRole('button', { name: 'Add your +1 to Save the Last Dance for Me' }).click()
    await expect(mia.page.locator('.results').getByText('Your +1 counts')).toBeVisible()
    await look(mia.page, 'guest-search')
    await mia.page.getByRole('button', { name: /^Dancing on My Own/ }).click()
    await look(mia.page, 'guest-dedication')
    await mia.page.getByRole('textbox', { name: /few words/ }).fill('For grandma!')
    await mia.page.getByRole('button', { name: 'Ask for it', exact: true }).click()
    await mia.search.fill('our very own song')
    await mia.page.getByRole('button', { name: 'Ask for it anyway' }).click()
    await look(mia.page, 'guest-wish')
    await mia.page.getByRole('textbox', { name: 'Artist', exact: true }).fill('The neighbours')
    await mia.page.getByRole('button', { name: 'Ask for it', exact: true }).click()
    await expect(mia.song('our very own song')).toContainText('Sent')
  })

  await test.step('what becomes of it', async () => {
    await dj.approve('Dancing Queen')
    await expect(mia.song('Dancing Queen')).toContainText('about 4 songs away')
    await expect(mia.page).toHaveTitle('Accepted: Dancing Queen')
    await dj.decline('our very own song', 'I do not have it with me tonight')
    await expect(mia.song('our very own song')).toContainText('I do not have it with me tonight')
    await dj.play('Halo')
    await expect(mia.page.getByRole('region', { name: 'Now playing' })).toContainText('Halo')
    await look(mia.page, 'guest-songs')
    await dj.play('Dancing Queen')
    await expect(mia.song('Dancing Queen')).toContainText('Playing now')
    await look(mia.page, 'guest')
    await mia.page.emulateMedia({ colorScheme: 'light' })
    await look(mia.page, 'guest-light')
    await mia.page.emulateMedia({ colorScheme: 'dark' })
    for (const name of ['small', 'landscape'] as const) {
      await mia.page.setViewportSize(looks[name].viewport)
      await glance(mia.page, `guest-${name}`)
    }
    await mia.page.setViewportSize({ width: 412, height: 839 })
    await enlarge(mia.page)
    await glance(mia.page, 'guest-large-text')
    await mia.page.reload()
    await expect(mia.song('Dancing Queen')).toContainText('Playing now')
  })

  await test.step('taken back, and that undone', async () => {
    await mia.page.getByRole('button', { name: 'Take back Dancing on My Own' }).click()
    const undo = mia.page.getByRole('button', { name: 'Undo' })
    await undo.waitFor()
    await picture(mia.page, 'guest-taken-back')
    await undo.click()
    await expect(mia.song('Dancing on My Own')).toContainText('For grandma!')
  })

  await test.step('too many, paused, closed, only the screen', async () => {
    await dj.update({ maxRequestsPerGuest: 2 })
    await mia.ask('somebody', 'I Wanna Dance with Somebody (Who Loves Me)')
    await expect(mia.page.locator('.results').getByText('tonight’s number of requests')).toBeVisible()
    await look(mia.page, 'guest-limit')
    await mia.showMine()
    await mia.page.getByRole('button', { name: 'All right' }).click()
    await dj.update({ requestsPaused: true })
    await expect(mia.page.getByText('paused requests for a moment')).toBeVisible()
    await look(mia.page, 'guest-paused')
    await dj.update({ requestsPaused: false, pages: { requests: false, display: true } })
    await expect(mia.page.getByText('No requests tonight')).toBeVisible()
    await look(mia.page, 'guest-display-only')
    await dj.update({ pages: { requests: false, display: false } })
    await expect(mia.page.getByText('Requests are closed tonight')).toBeVisible()
    await look(mia.page, 'guest-closed')
    await dj.update({ pages: { requests: true, display: true } })
    await dj.status('offline')
    await expect(mia.page.getByText('The DJ is not taking guests right now.')).toBeVisible()
    await look(mia.page, 'guest-away')
    await dj.status('live')
    await expect(mia.page.getByText('The DJ is not taking guests right now.')).toBeHidden()
  })
  expect([...mia.problems, ...jonas.problems]).toEqual([])
})

test('the display by its link shows what the display’s window does, and lies over a picture', async () => {
  await dj.call('shell.openDisplay', {})
  const shown = await app.display()
  await expect(shown.locator('main')).toContainText('Dancing Queen')
  const screen = await openScreen()
  await expect(screen.locator('main')).toContainText('Dancing Queen')
  const songsOf = (page: Page) => page.locator('h1, h2, ol').allInnerTexts()
  await expect.poll(() => songsOf(screen)).toEqual(await songsOf(shown))
  await picture(screen, 'display-link')
  await expectAccessible(screen)
  await screen.setViewportSize({ width: 540, height: 960 })
  await picture(screen, 'display-link-portrait')
  await screen.context().close()

  for (const [name, options] of [
    ['display-link-overlay', '?background=none'],
    ['display-link-now', '?background=none&show=now'],
  ] as const) {
    const overlay = await openScreen(options)
    await expect(overlay.locator('main')).toContainText('Dancing Queen')
    // What it is laid over, such as a camera's picture.
    await overlay.evaluate("document.documentElement.style.background = '#205a3c'")
    await picture(overlay, name)
    await overlay.context().close()
  }
  await dj.call('shell.closeDisplay', {})
})

test('a new display link ends the old one at once, and the undo brings it back by itself', async () => {
  const screen = await openScreen('', (page) => page.clock.install())
  await expect(screen.locator('main')).toContainText('Dancing Queen')
  await expect.poll(async () => (await dj.view()).displayLink.screens).toBe(1)
  await dj.call('display.newLink', {})
  await expect(screen.getByText('This link shows nothing now')).toBeVisible()
  await picture(screen, 'display-link-ended')
  await expectAccessible(screen)
  await dj.call('display.takeBackLink', {})
  await screen.clock.fastForward(5_000)
  await expect(screen.locator('main')).toContainText('Dancing Queen')
  await screen.context().close()
})

test('a blocked phone and the end of the night, as the server would tell them', async () => {
  const blocked = await told((view) => ({ ...view, guest: { ...Object(view.guest), blocked: true } }))
  await expect(blocked.page.getByText('takes no more requests from this phone')).toBeVisible()
  await look(blocked.page, 'guest-blocked')
  const over = await told((view) => ({
    ...view,
    event: { ...Object(view.event), status: 'offline', ended: true },
    nowPlaying: null,
    upNext: [],
  }))
  await expect(over.page.getByText('That was the night')).toBeVisible()
  await look(over.page, 'guest-ended')
  expect([...blocked.problems, ...over.problems]).toEqual([])
})

test('where storage is forbidden, cookies carry the session over a reload', async () => {
  const phone = await open(link, {}, (page) => page.addInitScript({ content: forbidStorage }))
  await phone.join('Ida')
  await phone.page.reload()
  await expect(phone.search).toBeVisible()
  expect(phone.problems).toEqual([])
})

test('a tap without wifi waits, says so, and arrives once', async () => {
  await dj.update({ maxRequestsPerGuest: 0 })
  const phone = await open(link)
  await phone.join('Lea')
  await phone.search.fill('dark')
  const ask = phone.page.getByRole('button', { name: 'Ask for Dancing in the Dark' })
  await ask.waitFor()
  await phone.page.context().setOffline(true)
  await ask.click()
  await expect(phone.page.getByText('Not through yet.')).toBeVisible()
  await expect(phone.page.getByText(/Sent/)).toHaveCount(0)
  await look(phone.page, 'guest-no-wifi')
  await phone.page.context().setOffline(false)
  await expect(phone.page.getByText('Sent. You’ll see it here.', { exact: true })).toBeVisible()
  const { requests } = await dj.view()
  expect(requests.filter(({ title }) => title === 'Dancing in the Dark')).toHaveLength(1)
})

test('at a new address of the laptop the open page is there, too, with its session and a waiting tap', async () => {
  const relay = await startRelay(port)
  const nearby = await openGuestBrowser([`MAP ${formerHost} 127.0.0.1:${relay.port}`])
  const phone = await openPhone(nearby, port, link, { host: formerHost, look: { deviceScaleFactor: 1 } })
  await phone.join('Noa')
  await phone.search.fill('somebody')
  const ask = phone.page.getByRole('button', { name: /^Ask for I Wanna Dance/ })
  await ask.waitFor()
  await relay.cut()
  await ask.click()
  await expect(phone.page.getByText('Not through yet.')).toBeVisible()

  // Also the address bar tells nobody what came along.
  await phone.page.waitForURL(`http://${guestHost}:${port}/`, { timeout: 60_000 })
  await expect(phone.page.getByText('has a new address').first()).toBeVisible()
  await expect(phone.song('I Wanna Dance')).toContainText('Sent')
  await look(phone.page, 'guest-moved')
  await phone.page.reload()
  await expect(phone.song('I Wanna Dance')).toContainText('Sent')
  await expect(phone.page.getByRole('banner')).toContainText('Noa')
  const { requests } = await dj.view()
  expect(requests.filter(({ title }) => title.startsWith('I Wanna Dance'))).toHaveLength(1)
  expect(phone.problems).toEqual([])
  await nearby.close()
})

test('a slow phone on a slow network has its form at once', async () => {
  const plain = await usableAfter(async () => undefined)
  const slow = await usableAfter(slowDown)
  // Told, not judged: how busy this machine is with other things says more than the page does.
  process.stdout.write(
    `form usable after ${slow} ms (CPU 6x slower, 1.6 Mbit/s, 300 ms), plain ${plain} ms\n`,
  )

  // What is judged: the form needs no answer, and does not wait until the page gives up hoping for one.
  const phone = await open('', {}, (page) => page.route('**/api/**', () => undefined))
  await expect(phone.page.getByLabel('The PIN on the display')).toBeVisible({ timeout: 8_000 })
  await expect(phone.page.getByRole('button', { name: 'Join' })).toBeEnabled()
  await phone.page.context().close()
})

test('when the PIN was guessed at too often the door asks for the code', async () => {
  for (let guess = 0; guess < 130; guess += 1) {
    const device = Buffer.from(`device-${guess}-of-a-guesser`).toString('base64url').slice(0, 22)
    await fetch(`http://127.0.0.1:${port}/api/guests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `cueline_device=${device}` },
      body: JSON.stringify({ pin: String(1000 + guess), nickname: 'Eve' }),
    })
  }
  const phone = await open()
  await expect(phone.page.getByLabel('The code on the display')).toBeVisible()
  await phone.page.getByLabel('The code on the display').fill('7k3x-9')
  await look(phone.page, 'guest-code')
})

test('without the laptop the page stays, quietly, and after a while says what may help', async () => {
  const phone = await open(link, {}, (page) => page.clock.install())
  await phone.join('Mia')
  await phone.search.fill('africa')
  await phone.page.getByRole('button', { name: 'Add your +1 to Africa' }).click()
  await phone.showMine()
  const screen = await openScreen('', (page) => page.clock.install())
  await expect(screen.locator('main')).toContainText('Dancing Queen')
  await app.kill()
  await expect(phone.page.getByText('Reconnecting… Your taps are kept.')).toBeVisible()
  await look(phone.page, 'guest-reconnecting')
  await phone.page.clock.fastForward(60_000)
  await expect(phone.page.locator('main').getByText('scan the code on the display again')).toBeVisible()
  await look(phone.page, 'guest-lost')

  await screen.clock.fastForward(30_000)
  await expect(screen.getByText('Looking for Cueline')).toBeVisible()
  app = await startApp()
  await expect(async () => {
    await screen.clock.fastForward(5_000)
    await expect(screen.locator('main')).toContainText('Dancing Queen', { timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
})

function startApp(): Promise<ConsoleApp> {
  return startConsoleApp(home, {
    CUELINE_HOST: '127.0.0.1',
    CUELINE_PORT: String(port),
    CUELINE_NAMES: `${guestHost},${formerHost}`,
    CUELINE_KEYCHAIN: 'memory',
  })
}

/** A browser of the network that opened the display link, as OBS or a television does. */
async function openScreen(options = '', before?: (page: Page) => Promise<unknown>): Promise<Page> {
  const { displayLink } = await dj.view()
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
  const page = await context.newPage()
  await before?.(page)
  await page.goto(`http://${guestHost}:${port}/display${options}${new URL(displayLink.here).hash}`)
  return page
}

type View = Readonly<Record<string, unknown>>

function open(hash = '', changes: BrowserContextOptions = {}, before?: (page: Page) => Promise<unknown>) {
  return openPhone(browser, port, hash, {
    look: { deviceScaleFactor: 1, ...changes },
    ...(before && { before }),
  })
}

/** A phone that has asked for something and whose views arrive changed. */
async function told(change: (view: View) => View) {
  const phone = await open(link, {}, (page) =>
    page.routeWebSocket(/\/api\/live/, (socket) => {
      const server = socket.connectToServer()
      server.onMessage((message) => socket.send(JSON.stringify(change(JSON.parse(String(message)) as View))))
    }),
  )
  await phone.page.getByLabel('Your name').fill('Jonas')
  await phone.page.getByRole('button', { name: 'Join' }).click()
  return phone
}

/** Milliseconds from opening the page to the painted form. */
async function usableAfter(before: (page: Page) => Promise<unknown>): Promise<number> {
  const phone = await open('', {}, async (page) => {
    await page.addInitScript({ content: clockTheForm })
    await before(page)
  })
  const time = await phone.page.locator('html[data-usable-at]').getAttribute('data-usable-at')
  await phone.page.context().close()
  return Math.round(Number(time))
}

async function slowDown(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  const throughput = (1.6 * 1024 * 1024) / 8
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 300,
    downloadThroughput: throughput,
    uploadThroughput: throughput / 2,
  })
}

/** As somebody does who reads large letters. */
async function enlarge(page: Page): Promise<void> {
  await page.evaluate("document.documentElement.style.fontSize = '200%'")
}

/** A picture of the state, and what must hold in each: axe is content, nothing sticks out, a thumb hits everything. */
async function look(page: Page, name: string): Promise<void> {
  await glance(page, name)
  await expectAccessible(page)
}

/** The same for a state that axe has seen on another phone. */
async function glance(page: Page, name: string): Promise<void> {
  await picture(page, name)
  expect(await page.evaluate<string[]>(misfits), name).toEqual([])
}

/** What is too small for a thumb, or wider than the screen. Text, since the tests know no document. */
const misfits = `
  [...document.querySelectorAll('button, input')]
    .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 47.5 || height < 47.5)
    .map(([html, { width, height }]) => html + ' is ' + width + ' x ' + height)
    .concat(document.documentElement.scrollWidth > innerWidth ? 'wider than the screen' : [])
`

/** Notes when the form is there and painted. */
const clockTheForm = `
  new MutationObserver((_, observer) => {
    if (!document.querySelector('input[name=code]')) return
    observer.disconnect()
    requestAnimationFrame(() => { document.documentElement.dataset.usableAt = performance.now() })
  }).observe(document, { childList: true, subtree: true })
`

const forbidStorage = `
  Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('no', 'SecurityError') },
  })
`
