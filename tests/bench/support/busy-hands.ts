import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'

/** Between two of the DJ's own. */
const betweenMs = 90

/** A round of what a DJ does; each step is one interaction, or as many as it says. */
const round: readonly ((page: Page) => Promise<number>)[] = [
  ...['j', 'j', 'a', 'k', 'n', 'd', 'j', 'a', 'd', 'u', 'j', 'a'].map((key) => press(key)),
  press('/'),
  ...[...'love'].map((key) => press(key)),
  press('Escape'),
  press('Escape'),
  tab('Approved'),
  press('j'),
  tab('Declined'),
  tab('Inbox'),
  press('j'),
  press('a'),
  press('ArrowRight'),
  press('j'),
  press('k'),
  press('ArrowLeft'),
  drag,
  tab('Inbox'),
]

/** Does so until the time is up; answers how many interactions that were. */
export async function keepBusy(page: Page, milliseconds: number): Promise<number> {
  const until = performance.now() + milliseconds
  let made = 0
  for (;;) {
    for (const step of round) {
      if (performance.now() > until) return made
      made += await step(page)
      await pause(betweenMs)
    }
  }
}

function press(key: string) {
  return async (page: Page): Promise<number> => {
    await page.keyboard.press(key)
    return 1
  }
}

function tab(name: string) {
  return async (page: Page): Promise<number> => {
    await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
    return 1
  }
}

/** The third song that is up next goes two places down. */
async function drag(page: Page): Promise<number> {
  const rows = page.locator('[data-queue-row]')
  const [from, to] = [await rows.nth(2).boundingBox(), await rows.nth(4).boundingBox()]
  if (from === null || to === null) return 0
  await page.mouse.move(from.x + from.width / 3, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x + to.width / 3, to.y + to.height / 2, { steps: 8 })
  await page.mouse.up()
  return 1
}
