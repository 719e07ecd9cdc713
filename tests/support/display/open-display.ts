import type { Page } from '@playwright/test'
import type { DisplayView } from '../../../src-main/contract/console-view.ts'
import { servePage } from '../serve-page.ts'

const origin = 'http://display.test'

const cover =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#f0b060"/><stop offset="1" stop-color="#7040c0"/></linearGradient></defs><rect width="300" height="300" fill="url(#g)"/></svg>'

const files = {
  artwork: async () => ({ type: 'image/svg+xml', body: Buffer.from(cover) }),
  soundFile: async () => null,
}

/** The built display in an ordinary browser: `show` is what main sends. */
export async function openDisplay(page: Page) {
  await servePage(page, { origin, name: 'display', ...files })
  await page.addInitScript(() => {
    const heard: ((view: unknown) => void)[] = []
    Object.assign(window, {
      cueline: { onView: (listener: (view: unknown) => void) => heard.push(listener) },
      show: (view: unknown) => {
        for (const listener of heard) listener(view)
      },
    })
  })
  await page.goto(`${origin}/index.html`)

  return {
    async show(view: DisplayView): Promise<void> {
      await page.evaluate(async (sent) => {
        ;(window as unknown as { readonly show: (view: unknown) => void }).show(sent)
        // Rendered and laid out after this turn; nobody need wait until it is painted.
        await new Promise((resolve) => setTimeout(resolve))
        await document.fonts.ready
        await Promise.all([...document.images].map((image) => image.decode().catch(() => {})))
      }, view)
    },
    /** As far as it goes against burn-in, in both directions: -1, 0 or 1. */
    async drift(step: -1 | 0 | 1): Promise<void> {
      await page.evaluate((to) => {
        const main = document.querySelector('main')
        main?.style.setProperty('--drift-x', String(to))
        main?.style.setProperty('--drift-y', String(to))
      }, step)
    },
  }
}
