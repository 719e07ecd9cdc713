import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

/** Fails with the rules that a page breaks, and where. Evaluated, since the pages' own policy lets no script in. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const broken = await page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: { run(): Promise<AxeResult> } }
    const { violations } = await loaded.run()
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
    )
  })
  expect(broken, page.url()).toEqual([])
}

type AxeResult = {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}
