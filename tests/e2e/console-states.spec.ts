import { expect, type Page, test } from '@playwright/test'
import { evening } from '../../src-renderer/console/testing/builders.ts'
import { expectAccessible } from '../support/accessible.ts'
import { beyondTheEdge, consoleSizes } from '../support/console/edges.ts'
import { openConsole } from '../support/console/open-console.ts'
import { stateAnswers, states } from '../support/console/states.ts'
import { keepsPictures, picture } from '../support/screens.ts'

/** What has room here has room in a large window. */
const small = consoleSizes.filter(({ name }) => name !== '1440')

/** What lies over the night, and the keys that lead to it. */
const openings: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'add-found': async (page) => {
    await page.keyboard.press('+')
    await page.getByRole('combobox', { name: 'Add a song yourself' }).fill('sept')
    await page.getByRole('listbox', { name: 'Songs found' }).waitFor()
  },
  'add-for-someone': async (page) => {
    await page.getByRole('button', { name: 'Add a song for someone' }).click()
    await page.getByRole('textbox', { name: 'Title' }).waitFor()
  },
  answer: (page) => page.keyboard.press('t'),
  notice: (page) => page.keyboard.press('m'),
  'show-only': (page) => page.keyboard.press('s'),
  more: (page) =>
    page
      .getByRole('button', { name: /^More for/ })
      .first()
      .click(),
  menu: (page) => page.getByRole('button', { name: 'Menu', exact: true }).click(),
  join: (page) => page.getByRole('button', { name: /show the QR code/ }).click(),
  'display-in-a-browser': async (page) => {
    await page.getByRole('button', { name: 'Display', exact: true }).click()
    await page.getByRole('button', { name: 'In OBS or on a TV' }).click()
  },
  display: (page) => page.getByRole('button', { name: 'Display', exact: true }).click(),
}

/** axe takes its time: a usual run asks it about those that differ most. */
const tried = ['in-trouble', 'paused-and-guessed', 'answer', 'add-found']

// Pictures of every step cost more than the steps.
test.use({ trace: 'off' })
// All pictures of thousands of rows take their time.
if (keepsPictures) test.setTimeout(600_000)
test.describe.configure({ mode: 'parallel' })

for (const { name: size, width, height } of small.filter(({ name }) => keepsPictures || name === '1024')) {
  test(`what is seldom seen, in a window of ${width} x ${height}`, async ({ browser }) => {
    const faults: Record<string, readonly string[]> = {}

    async function look(name: string, open: (page: Page) => Promise<void>): Promise<void> {
      const view = states[name] ?? states['own-files']
      if (view === undefined) throw new Error('there is no such state')
      const page = await browser.newPage({
        viewport: { width, height },
        deviceScaleFactor: 0.6,
        reducedMotion: 'reduce',
        timezoneId: 'Europe/Berlin',
      })
      await page.clock.setFixedTime(evening)
      await openConsole(page, view, stateAnswers)
      await open(page)
      const found = await beyondTheEdge(page)
      if (found.length > 0) faults[name] = found
      if (keepsPictures || tried.includes(name)) await expectAccessible(page)
      await picture(page, `states/${name}-${size}`)
      await page.close()
    }

    for (const name of Object.keys(states)) await look(name, async () => {})
    for (const [name, open] of Object.entries(openings)) await look(name, open)
    expect(faults).toEqual({})
  })
}
