import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { createPageProtocol, type PageFiles } from '../../electron/page-protocol.ts'
import type { PageName } from '../../electron/pages.ts'

const folder = fileURLToPath(new URL('../../out/', import.meta.url))

/** Gives an ordinary browser a built page of the app at `origin`, as the app itself would. */
export async function servePage(
  page: Page,
  {
    origin,
    name,
    ...files
  }: Omit<PageFiles, 'folder'> & { readonly origin: string; readonly name: PageName },
): Promise<void> {
  const answer = createPageProtocol({ folder, ...files })
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    const response = await answer(new Request(`cueline://${name}${pathname}`))
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  })
}
