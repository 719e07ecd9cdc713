import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  devices,
  type Locator,
  type Page,
} from '@playwright/test'
import { electronLaunch } from './electron-runtime.ts'

/** A name that is not loopback: over plain http the page must do without what browsers keep for secure places. */
export const guestHost = 'dj.test'

/** A browser in which the guests' name leads to this machine; `more` names lead to other ports, as `MAP name address:port`. */
export async function openGuestBrowser(more: readonly string[] = []): Promise<Browser> {
  const { chromiumPath } = electronLaunch()
  return chromium.launch({
    ...(chromiumPath === null ? {} : { executablePath: chromiumPath }),
    args: [
      `--host-resolver-rules=${[`MAP ${guestHost} 127.0.0.1`, ...more].join(', ')}`,
      '--no-sandbox',
      '--disable-background-networking',
    ],
  })
}

type PhoneOptions = {
  /** What differs from a Pixel 7 in the dark. */
  readonly look?: BrowserContextOptions
  /** By another name than usual. */
  readonly host?: string
  /** Done before the page is opened. */
  readonly before?: (page: Page) => Promise<unknown>
}

/** One guest's phone on the guest page. */
export async function openPhone(
  browser: Browser,
  port: number,
  hash = '',
  { look, host = guestHost, before }: PhoneOptions = {},
) {
  const context = await browser.newContext({ ...devices['Pixel 7'], colorScheme: 'dark', ...look })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await before?.(page)
  await page.goto(`http://${host}:${port}/${hash}`)
  return { ...phoneOn(page), problems }
}

function phoneOn(page: Page) {
  const search = page.getByRole('searchbox', { name: 'Search for a song or artist' })
  const mine = page.locator('section').filter({ has: page.getByRole('heading', { name: 'My songs' }) })
  return {
    page,
    async join(nickname: string, pin?: string): Promise<void> {
      if (pin !== undefined) await page.getByLabel('The PIN on the display').fill(pin)
      await page.getByLabel('Your name').fill(nickname)
      await page.getByRole('button', { name: 'Join' }).click()
      await search.waitFor()
    },
    async ask(query: string, title: string): Promise<void> {
      await search.fill(query)
      // Best match first: what the guest means is on top.
      await page
        .getByRole('button', { name: `Ask for ${title}`, exact: true })
        .first()
        .click()
    },
    async wish(title: string, artist: string): Promise<void> {
      await search.fill(title)
      await page.getByRole('button', { name: 'Ask for it anyway' }).click()
      await page.getByRole('textbox', { name: 'Artist', exact: true }).fill(artist)
      await page.getByRole('button', { name: 'Ask for it', exact: true }).click()
    },
    async showMine(): Promise<void> {
      await search.fill('')
    },
    /** The own card of a song, with where it stands. */
    song(title: string): Locator {
      return mine.getByRole('listitem').filter({ hasText: title })
    },
    search,
  }
}
