import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import type { DisplayView } from '../../../src-main/contract/console-view.ts'
import type { Message } from '../../../src-renderer/display/link-line.ts'

const origin = 'http://link.test'
const folder = fileURLToPath(new URL('../../../out/display-link', import.meta.url))

/** Why the laptop shows a link nothing, by the code with which it closes; what the screen says then. */
export const refusals = {
  'another DJ’s night': { code: 4409, title: 'Another DJ’s night is open' },
  'link taken back': { code: 4401, title: 'This link shows nothing now' },
  'all screens taken': { code: 4429, title: 'Twenty screens are open already' },
} as const

/** The built display by its link: it was shown `before`, and is then refused with `code`. */
export async function openRefusedLink(
  page: Page,
  before: DisplayView,
  { code, title }: { readonly code: number; readonly title: string },
): Promise<void> {
  await page.route(`${origin}/display/**`, (route) => {
    const { pathname } = new URL(route.request().url())
    const file = pathname === '/display/' ? '/link.html' : pathname.slice('/display'.length)
    return route.fulfill({ path: `${folder}${file}` })
  })
  await page.routeWebSocket(/\/api\/display\/live$/, async (socket) => {
    const told: Message = { page: 'test', time: { at: Date.now(), zone: null }, view: before }
    socket.send(JSON.stringify(told))
    await page
      .getByText(before.room?.nowPlaying?.title ?? '')
      .first()
      .waitFor()
    await socket.close({ code })
  })
  await page.goto(`${origin}/display/`)
  await page.getByRole('heading', { name: title }).waitFor()
  await page.evaluate(() => document.fonts.ready)
}
