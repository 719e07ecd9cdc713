import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'

const kept = fileURLToPath(new URL('../../docs/screens/', import.meta.url))
const passing = fileURLToPath(new URL('../../test-results/screens/', import.meta.url))

/** A picture of a page for people to look at; `CUELINE_SCREENS=keep` renews those in `docs/screens`. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.CUELINE_SCREENS === 'keep' ? kept : passing
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' })
}
