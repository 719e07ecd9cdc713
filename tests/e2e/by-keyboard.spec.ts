import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { djOn } from '../support/dj.ts'
import { makeHomeFolder } from '../support/electron-runtime.ts'
import { freePort } from '../support/free-port.ts'
import { joinGuest } from '../support/guest-phones.ts'
import { picture } from '../support/screens.ts'

/** Twenty requests of every kind are answered by keys alone, while others come in. */

/** One for each decision, one to begin, and four to say why. */
const mostKeys = 25

type Ending = 'approved' | 'next' | 'declined' | 'explicit' | 'played'

const songs: readonly (readonly [
  title: string,
  artist: string,
  explicit: boolean,
  bpm: number,
  key: string,
])[] = [
  ['Waterloo', 'ABBA', false, 148, 'D'],
  ['Halo', 'Beyoncé', false, 80, 'A'],
  ['Levels', 'Avicii', false, 126, 'C♯m'],
  ['Toxic', 'Britney Spears', false, 143, 'Cm'],
  ['Flowers', 'Miley Cyrus', false, 118, 'C'],
  ['Humble', 'Kendrick Lamar', true, 150, '4A'],
  ['Valerie', 'Amy Winehouse', false, 212, 'Eb'],
  ['Titanium', 'David Guetta', false, 126, '12A'],
  ['Believe', 'Cher', false, 133, 'F#'],
  ['Africa', 'Toto', false, 93, 'A'],
  ['Wannabe', 'Spice Girls', false, 110, 'B'],
  ['Thriller', 'Michael Jackson', false, 118, 'Bm'],
  ['Jolene', 'Dolly Parton', false, 111, 'C#m'],
  ['Dynamite', 'BTS', false, 114, 'C#m'],
]

/** In the order in which they come; the last two come while the DJ is at it. */
const asked: readonly (readonly [title: string, ending: Ending, artist?: string])[] = [
  ['Halo', 'approved'],
  ['Levels', 'next'],
  ['Toxic', 'approved'],
  ['Our song', 'declined', 'The neighbours'],
  ['Humble', 'explicit'],
  ['Flowers', 'approved'],
  ['Waterloo', 'declined'],
  ['Valerie', 'approved'],
  ['Titanium', 'next'],
  ['Believe', 'approved'],
  ['Polka', 'declined', 'Grandpa'],
  ['Africa', 'approved'],
  ['Wannabe', 'played'],
  ['Thriller', 'approved'],
  ['Jolene', 'approved'],
  ['Birthday song', 'next', 'Everybody'],
  ['Dynamite', 'approved'],
  ['Slow dance', 'approved', 'The band'],
  ['Late one', 'approved', 'The late'],
  ['Latest one', 'declined', 'The late'],
]

const keysFor: Readonly<Record<Ending, readonly string[]>> = {
  approved: ['a'],
  next: ['n'],
  declined: ['d'],
  explicit: ['d', '5'],
  played: ['d', '2'],
}

let home: string
let music: string
let dj: ConsoleApp | undefined

test.beforeAll(() => {
  home = makeHomeFolder()
  music = mkdtempSync(join(tmpdir(), 'cueline-list-'))
  chmodSync(music, 0o755)
  const lines = songs.map(([title, artist, explicit, bpm, key]) =>
    [title, artist, explicit, bpm, key, 200].join(),
  )
  writeFileSync(join(music, 'songs.csv'), ['title,artist,explicit,bpm,key,duration', ...lines].join('\n'))
})

test.afterAll(async () => {
  await dj?.quit()
  for (const folder of [home, music]) rmSync(folder, { recursive: true, force: true })
})

test('twenty requests are answered with at most twenty-five keys', async () => {
  const port = await freePort()
  dj = await startConsoleApp(home, {
    CUELINE_HOST: '127.0.0.1',
    CUELINE_PORT: String(port),
    CUELINE_KEYCHAIN: 'memory',
  })
  const { console: page } = dj
  const { call, update, status, view } = djOn(page)
  await page.getByRole('button', { name: 'Skip for now' }).waitFor()
  await call('account.skip', {})
  await call('event.create', {
    title: 'By keys',
    catalogue: { kind: 'file', path: join(music, 'songs.csv') },
  })
  await status('live')
  await expect(page.getByRole('tab', { name: /^Inbox/ })).toBeVisible()
  const { pin } = (await view()).event
  const guests = await Promise.all(
    ['Mia', 'Jonas', 'Lea', 'Tom', 'Ida'].map((name) => joinGuest(`http://127.0.0.1:${port}`, pin, name)),
  )

  async function askFor(from: number, to: number): Promise<void> {
    for (const [at, [title, , artist]] of asked.slice(from, to).entries()) {
      const [guest, friend] = [guests[at % guests.length], guests[(at + 1) % guests.length]]
      const note = at % 4 === 0 ? 'for grandma' : undefined
      const id = artist === undefined ? await guest?.ask(title, note) : await guest?.wish(title, artist, note)
      if (at % 3 === 0) await friend?.join(id ?? '')
    }
  }

  await inAllSizes(dj, 'console-list-0')
  await expect(async () => guests[0]?.ask('Halo')).toPass()
  await askFor(1, 18)
  await guests[1]?.join((await view()).requests.find(({ title }) => title === 'Halo')?.id ?? '')
  await update({ rules: { ...noRules, doNotPlay: [{ kind: 'artist', text: 'ABBA' }] } })
  const inbox = page.getByRole('grid', { name: 'Inbox: 18 requests' })
  await expect(inbox).toBeVisible()
  await expect(page.getByRole('row', { name: /Waterloo.*/ })).toContainText('Rule: no ABBA')
  await inAllSizes(dj, 'console-list-18')

  let keys = 0
  async function press(key: string): Promise<void> {
    keys += 1
    await page.keyboard.press(key)
  }

  await press('Home')
  for (let decided = 0; decided < asked.length; decided += 1) {
    if (decided === 9) {
      // The row that was decided last has left, too.
      await expect(page.getByRole('grid', { name: 'Inbox: 9 requests' })).toBeVisible()
      await withoutMoving(page, () => askFor(18, 20))
    }
    const title = await focusedTitle(page)
    const ending = asked.find(([one]) => one === title)?.[1]
    if (ending === undefined) throw new Error(`nothing is known of ${title}`)
    for (const key of keysFor[ending]) await press(key)
    if (decided + 1 < asked.length) await expect.poll(() => focusedTitle(page)).not.toBe(title)
  }
  await expect(page.getByRole('heading', { name: 'All done' })).toBeVisible()
  expect(keys).toBeLessThanOrEqual(mostKeys)

  await expect(async () => {
    const night = await djOn(page).view()
    const queue = night.queue.map(({ title }) => title)
    const next = titlesOf('next')
    expect([...queue.slice(0, next.length)].sort()).toEqual([...next].sort())
    expect([...queue].sort()).toEqual([...next, ...titlesOf('approved')].sort())
    const declined = night.requests.map(({ title, rejectReason }) => [title, rejectReason])
    expect(declined.sort()).toEqual(
      [
        ...titlesOf('declined').map((title) => [title, null]),
        ...titlesOf('explicit').map((title) => [title, 'No explicit songs tonight']),
        ...titlesOf('played').map((title) => [title, 'It was already played tonight']),
      ].sort(),
    )
  }).toPass()
  await expectAccessible(page)
  await picture(page, 'console-list-decided')
})

const noRules = { doNotPlay: [], artistPauseMinutes: 0, guestPauseMinutes: 0, longestMinutes: 0 }

function titlesOf(ending: Ending): readonly string[] {
  return asked.filter((one) => one[1] === ending).map(([title]) => title)
}

/** As designed, on a small laptop, and at twice the zoom: nothing wider than the window, nothing that axe minds. */
async function inAllSizes({ app, console: page }: ConsoleApp, name: string): Promise<void> {
  for (const [width, height] of [
    [1024, 700],
    [720, 450],
    [1440, 900],
  ] as const) {
    await app.evaluate(
      ({ BrowserWindow }, size) => {
        const [window] = BrowserWindow.getAllWindows()
        window?.setMinimumSize(1, 1)
        window?.setContentSize(...size)
      },
      [width, height] as const,
    )
    await expect.poll(() => page.evaluate('innerWidth')).toBe(width)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    await expectAccessible(page)
    await picture(page, `${name}-${width}`)
  }
}

/** The title of the row that has the keyboard, which must be in sight with its ring around it. */
async function focusedTitle(page: Page): Promise<string> {
  const row = page.locator('[data-zone="inbox"] [role="row"]:focus')
  await expect(row).toBeInViewport({ ratio: 0.9 })
  const { title, ringed } = await row.evaluate((element) => ({
    title: element.querySelector('[class*="title"] > span')?.textContent ?? '',
    ringed: element.matches(':focus-visible'),
  }))
  expect(ringed).toBe(true)
  return title
}

/** From now on: hands off, the list would show what is new by itself after a second. */
async function keepHandOn(page: Page): Promise<void> {
  await page.getByRole('grid', { name: /^Inbox/ }).evaluate((list) => {
    setInterval(() => list.dispatchEvent(new Event('pointermove', { bubbles: true })), 100)
  })
}

/** What comes in meanwhile stays above: the row with the keyboard keeps its place on the screen. */
async function withoutMoving(page: Page, work: () => Promise<void>): Promise<void> {
  const focused = page.locator('[data-zone="inbox"] [role="row"]:focus')
  const [before, title] = [await focused.boundingBox(), await focusedTitle(page)]
  const total = (await djOn(page).view()).requests.length
  await keepHandOn(page)
  await work()
  await expect.poll(async () => (await djOn(page).view()).requests.length).toBe(total + 2)
  expect(await focusedTitle(page)).toBe(title)
  expect((await focused.boundingBox())?.y).toBe(before?.y)
}
