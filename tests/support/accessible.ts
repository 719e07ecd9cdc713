import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'
import { endMovement } from './screens.ts'

/**
 * Fails with the rules that a page breaks, and where; looks only at what `within` selects, such as a panel over what was looked
 * at before. Evaluated, since the pages' own policy lets no script in.
 */
export async function expectAccessible(page: Page, within = 'html'): Promise<void> {
  await endMovement(page)
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const broken = await page.evaluate(async (selector) => {
    const { axe: loaded } = globalThis as unknown as Loaded
    const { violations } = await loaded.run(selector, { resultTypes: ['violations'] })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
    )
  }, within)
  expect(broken, page.url()).toEqual([])
}

type Loaded = { readonly axe: { run(selector: string, options: object): Promise<AxeResult> } }

type AxeResult = {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}
