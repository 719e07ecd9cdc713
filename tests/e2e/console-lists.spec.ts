import { expect, type Page, test } from '@playwright/test'
import { evening } from '../../src-renderer/console/testing/builders.ts'
import { expectAccessible } from '../support/accessible.ts'
import { beyondTheEdge, consoleSizes } from '../support/console/edges.ts'
import { answersOf, fullNight } from '../support/console/full-night.ts'
import { openConsole } from '../support/console/open-console.ts'
import { keepsPictures, picture } from '../support/screens.ts'

/** For the pictures; a usual run looks for faults where they show first. */
const all = [0, 1, 20, 2000] as const
const usualCounts: Readonly<Record<string, readonly number[]>> = {
  '1440': [0, 20],
  '1024': [20],
  '200-percent': [2000],
}

const tabs = ['Held', 'Approved', 'Played', 'Declined'] as const
/** Those with a list of entries. */
const lists = [
  'Nights',
  'Report',
  'What you decided',
  'Guests',
  'Must be played',
  'Rules of this night',
  'People',
] as const
/** The same whatever there is in the night. */
const others = [
  'Ready to go live?',
  'Is everything well?',
  'Settings of this night',
  'Music',
  'Spotify',
  'Where it sounds',
  'Network',
  'Account',
  'E-mail server',
  'Keyboard',
  'About Cueline',
] as const

// Pictures of every step cost more than the steps.
test.use({ trace: 'off' })
// All pictures of thousands of rows take their time.
if (keepsPictures) test.setTimeout(600_000)
test.describe.configure({ mode: 'parallel' })

/** What of the row in hand can't be read whole: its first facts, or what a button lies on. */
function hiddenInHand(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const row = document.querySelector('[role="row"][data-focused="true"]')
    const cell = row?.querySelector('[role="gridcell"]')
    if (row == null || cell == null) return []
    const words = [...cell.querySelectorAll<HTMLElement>('span, abbr')].filter(
      (element) => element.children.length === 0 && element.checkVisibility(),
    )
    const buttons = [...row.querySelectorAll('button')].map((button) => button.getBoundingClientRect())
    const isUnder = (one: DOMRect) =>
      buttons.some(
        (button) => one.right > button.left + 1 && one.left < button.right - 1 && one.bottom - 4 > button.top,
      )
    return words
      .filter((word) => isUnder(word.getBoundingClientRect()) || word.scrollWidth > word.clientWidth + 1)
      .map((word) => word.textContent ?? '')
  })
}

for (const { name: size, width, height } of consoleSizes) {
  for (const count of keepsPictures ? all : (usualCounts[size] ?? [])) {
    test(`${count} of everything in a window of ${width} x ${height}`, async ({ browser }) => {
      const page = await browser.newPage({
        viewport: { width, height },
        deviceScaleFactor: 0.6,
        reducedMotion: 'reduce',
        timezoneId: 'Europe/Berlin',
      })
      await page.clock.setFixedTime(evening)
      await openConsole(page, fullNight(count), answersOf(count))
      const faults: Record<string, readonly string[]> = {}

      async function look(name: string, within?: string): Promise<void> {
        await page.mouse.move(0, 0)
        const found = await beyondTheEdge(page)
        if (found.length > 0) faults[name] = found
        // Rows look alike, a larger window only scrolls less, and axe takes its time.
        const isTried = count === 0 || (count === 20 && (keepsPictures || size === '1024'))
        if (isTried) await expectAccessible(page, within)
        await picture(page, `lists/${name}-${count}-${size}`)
      }

      await expect(page.getByRole('tab', { name: /^Inbox/ })).toBeVisible()
      await look('inbox')
      expect(await hiddenInHand(page)).toEqual([])
      for (const tab of tabs) {
        await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()
        await look(tab.toLowerCase())
      }
      for (const panel of count === 20 ? [...lists, ...others] : lists) {
        await page.getByRole('button', { name: 'Menu', exact: true }).click()
        await page.getByRole('menuitem', { name: panel, exact: true }).click()
        await expect(page.getByRole('dialog', { name: panel })).toBeVisible()
        await look(`panel-${panel.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`, '[role="dialog"]')
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toHaveCount(0)
      }
      expect(faults).toEqual({})
      await page.close()
    })
  }
}
