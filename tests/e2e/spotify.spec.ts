import { rmSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { djOn } from '../support/dj.ts'
import { makeHomeFolder } from '../support/electron-runtime.ts'
import { filesWith } from '../support/files-with.ts'
import { freePort } from '../support/free-port.ts'
import { guestHost, openGuestBrowser, openPhone } from '../support/phone.ts'
import { picture } from '../support/screens.ts'
import { type SpotifyDouble, startSpotifyDouble } from '../support/spotify/double.ts'
import type { FaultRule } from '../support/spotify/faults.ts'

/** Connecting, searching, playing and failing, in the real app, with a stand-in for Spotify. */

type Song = SpotifyDouble['catalogue']['tracks'][number]

let home: string
let port: number
let browser: Browser
let spotify: SpotifyDouble
let dj: ConsoleApp
let running = false

test.beforeAll(async () => {
  home = makeHomeFolder()
  port = await freePort()
  browser = await openGuestBrowser()
  spotify = await startSpotifyDouble({ clock: 'wall', artwork: 'own' })
})

test.afterAll(async () => {
  if (running) await dj.quit()
  await browser?.close()
  await spotify?.close()
  rmSync(home, { recursive: true, force: true })
})

test('a night with Spotify: connect, search, play, fail, heal, and play by hand', async () => {
  test.setTimeout(400_000)
  dj = await startConsoleApp(home, {
    CUELINE_HOST: '127.0.0.1',
    CUELINE_PORT: String(port),
    CUELINE_NAMES: guestHost,
    CUELINE_KEYCHAIN: 'memory',
    SPOTIFY_API_URL: spotify.apiUrl,
    SPOTIFY_ACCOUNTS_URL: spotify.accountsUrl,
  })
  running = true
  const { console: page } = dj
  await catchBrowser(dj)
  await page.getByRole('button', { name: 'Skip for now' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Create the night' }).click()
  await page.getByRole('button', { name: 'Go live' }).click()
  const panel = page.getByRole('dialog')
  const [first, second, third, fourth] = spotify.catalogue.tracks.filter(isAlone)
  if (!first || !second || !third || !fourth) throw new Error('the catalogue is empty')

  await test.step('the guide says what to do, and refuses what is no client id', async () => {
    await openPanel(page, 'Spotify')
    await expect(panel.getByText('http://127.0.0.1/callback')).toBeVisible()
    await panel.getByLabel('Client ID').fill('not one')
    await panel.getByRole('button', { name: 'Connect Spotify' }).click()
    await expect(panel.getByRole('alert')).toBeVisible()
    await picture(page, 'spotify-guide')
    await expectAccessible(page)
  })

  await test.step('who says no in the browser reads so; who says yes is connected', async () => {
    spotify.accounts.decide('deny')
    await panel.getByLabel('Client ID').fill(spotify.clientId)
    await panel.getByRole('button', { name: 'Connect Spotify' }).click()
    await expect(panel.getByText('Finish in your browser')).toBeVisible()
    await picture(page, 'spotify-signing-in')
    const visitor = await browser.newPage()
    await visitor.goto(await opened(dj))
    await expect(visitor.getByText('Cueline was not allowed in')).toBeVisible()
    await expect(panel.getByText(/You said no in the browser/)).toBeVisible()
    spotify.accounts.decide('grant')
    await panel.getByRole('button', { name: 'Connect Spotify' }).click()
    await expect(panel.getByText('Finish in your browser')).toBeVisible()
    await visitor.goto(await opened(dj))
    await expect(visitor.getByText('Spotify said yes')).toBeVisible()
    await visitor.close()
    await expect(panel.getByText('Mira')).toBeVisible()
    await expect(panel.getByText(/Connected since .* until/)).toBeVisible()
  })

  await test.step('devices are listed, one is chosen, and Spotify plays the queue from now on', async () => {
    const devices = panel.getByRole('list', { name: 'Devices' })
    const laptop = devices.getByRole('button', { name: /DJ laptop/ })
    // The first look may come before the sign-in is through.
    await expect(async () => {
      if (!(await laptop.isVisible())) await panel.getByRole('button', { name: 'Look again' }).click()
      await expect(laptop).toBeVisible({ timeout: 3000 })
    }).toPass()
    await laptop.click()
    await expect(devices.getByRole('button', { name: /DJ laptop/ })).toHaveAttribute('aria-pressed', 'true')
    await panel.getByRole('radio', { name: 'Spotify' }).click()
    await expect(panel.getByRole('radio', { name: 'Spotify' })).toBeChecked()
    await picture(page, 'spotify-connected')
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  })

  const view = djOn(page)
  const mia = await openPhone(browser, port)
  await test.step('guests find Spotify’s songs and see what becomes of them', async () => {
    await mia.join('Mia', (await view.view()).event.pin)
    await mia.ask(`${first.title} ${first.artist}`, first.title)
    await mia.ask(`${second.title} ${second.artist}`, second.title)
    await mia.search.fill('the')
    const found = mia.page.locator('ul.results > li')
    await mia.page.getByRole('button', { name: 'More from Spotify' }).click()
    await expect.poll(() => found.count()).toBeGreaterThan(10)
    await mia.showMine()
    await expect(mia.song(first.title).getByRole('link', { name: /Spotify/ })).toHaveAttribute(
      'href',
      new RegExp(`/track/${first.id}`),
    )
    await picture(mia.page, 'guest-spotify')
    await expectAccessible(mia.page)
    await view.approve(first.title)
    await view.approve(second.title)
  })

  await test.step('since nothing plays, the front of the queue begins at Spotify, and every face says so', async () => {
    await expect(mia.song(first.title)).toContainText('Playing now')
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
    expect(spotify.heard().map(({ uri }) => uri)).toEqual([first.uri])
  })

  await test.step('the next song is handed over when this one ends, and no sooner', async () => {
    const row = page.getByRole('row', { name: new RegExp(second.title) })
    await expect(row).not.toContainText('Spotify has it')
    spotify.phone.seek(first.durationMs - 12_000)
    await expect(row).toContainText('Spotify has it')
    await picture(page, 'spotify-playing')
    await expectAccessible(page)
    spotify.clock.advance(13_000)
    await expect(mia.song(second.title)).toContainText('Playing now')
    await expect(mia.song(first.title)).toContainText('Played')
    expect(spotify.heard().map(({ uri }) => uri)).toEqual([first.uri, second.uri])
  })

  await test.step('pause, volume and a song that the DJ starts elsewhere', async () => {
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await expect.poll(() => spotify.player.view().playing).toBe(false)
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await expect.poll(() => spotify.player.view().playing).toBe(true)
    spotify.phone.play(third.uri)
    await expect(page.getByText(new RegExp(`Playing at Spotify: ${third.title}`))).toBeVisible()
  })

  for (const { name, fault, words } of failures) {
    await test.step(`Spotify fails: ${name}`, async () => {
      const mend = spotify.faults.add(fault)
      await openPanel(page, 'Spotify')
      // By now the calls of half a minute may be used up: then it is asked when there is room again.
      await expect(page.getByRole('dialog').getByText(words)).toBeVisible({ timeout: 60_000 })
      await page.getByRole('dialog').getByText(words).scrollIntoViewIfNeeded()
      await picture(page, `spotify-${name}`)
      mend()
      await view.call('spotify.retry', {})
      // What only a person can mend is looked at again after a quarter of a minute.
      await expect(page.getByRole('dialog').getByText(words)).toBeHidden({ timeout: 60_000 })
      await page.keyboard.press('Escape')
    })
  }

  await test.step('by hand again with one click; the queue is as it was', async () => {
    // Here, too, there may be no call left for the moment.
    await expect(async () => {
      await mia.search.fill('')
      await mia.search.fill(`${fourth.title} ${fourth.artist}`)
      const button = mia.page.getByRole('button', { name: `Ask for ${fourth.title}`, exact: true })
      await expect(button.first()).toBeVisible({ timeout: 5_000 })
    }).toPass({ timeout: 90_000 })
    await mia.ask(`${fourth.title} ${fourth.artist}`, fourth.title)
    await view.approve(fourth.title)
    await page.getByRole('button', { name: 'Play by hand' }).click()
    await expect(page.getByRole('button', { name: 'Play by Spotify' })).toBeVisible()
    await expect(page.getByRole('row', { name: new RegExp(fourth.title) })).toBeVisible()
  })

  await test.step('a sign-in that has ended is said, and the known client id connects again', async () => {
    spotify.accounts.revokeAll()
    await openPanel(page, 'Spotify')
    await expect(page.getByRole('dialog').getByText('The connection has ended').first()).toBeVisible()
    await picture(page, 'spotify-ended')
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Connect again' }).click()
    const visitor = await browser.newPage()
    await visitor.goto(await opened(dj))
    await visitor.close()
    await expect(page.getByRole('dialog').getByText('Mira')).toBeVisible()
  })

  await test.step('disconnecting forgets everything', async () => {
    await page.getByRole('dialog').getByText('Disconnect', { exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect and forget' }).click()
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Connect Spotify' })).toBeVisible()
  })

  await test.step('nothing secret is in the home folder, database and logs included', async () => {
    await dj.quit()
    running = false
    const secrets = spotify.accounts.secrets()
    expect(secrets.length).toBeGreaterThan(4)
    expect(await filesWith(home, secrets)).toEqual([])
  })
  expect(spotify.calls.problems()).toEqual([])
  expect(mia.problems).toEqual([])
})

const failures: readonly { readonly name: string; readonly fault: FaultRule; readonly words: RegExp }[] = [
  { name: 'broken', fault: { kind: 'unavailable' }, words: /trouble of its own/ },
  { name: 'not-listed', fault: { kind: 'not-listed' }, words: /not on the list of users/ },
  { name: 'premium', fault: { kind: 'owner-without-premium' }, words: /need Premium/ },
  { name: 'quota', fault: { kind: 'quota-exceeded', times: 1 }, words: /quota of your client ids/ },
]

/** No other song's title holds this one's, so that a test means it by its title. */
function isAlone({ title, playable, explicit }: Song, _: number, all: readonly Song[]): boolean {
  return playable && !explicit && all.filter((other) => other.title.includes(title)).length === 1
}

/** What Cueline would show in the system's browser is kept for the test to visit. */
async function catchBrowser({ app }: ConsoleApp): Promise<void> {
  await app.evaluate(({ shell }) => {
    shell.openExternal = async (url) => {
      ;(globalThis as { openedOutside?: string }).openedOutside = url
    }
  })
}

async function opened({ app }: ConsoleApp): Promise<string> {
  let url: string | undefined
  await expect(async () => {
    url = await app.evaluate(() => {
      const place = globalThis as { openedOutside?: string }
      const last = place.openedOutside
      delete place.openedOutside
      return last
    })
    expect(url).toBeDefined()
  }).toPass()
  return url ?? ''
}

async function openPanel(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name }).click()
}
