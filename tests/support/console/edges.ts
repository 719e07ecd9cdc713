import type { Page } from '@playwright/test'

/** As designed, the smallest window, and the first at 200 % zoom. */
export const consoleSizes = [
  { name: '1440', width: 1440, height: 900 },
  { name: '1024', width: 1024, height: 700 },
  { name: '200-percent', width: 720, height: 450 },
] as const

/** Words and buttons that the window, or the pane that they stand in, cuts off at its side. */
export function beyondTheEdge(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    // What is not drawn while it is out of sight would be laid out once for each of its pieces.
    const drawn = new CSSStyleSheet()
    drawn.replaceSync('* { content-visibility: visible !important }')
    document.adoptedStyleSheets.push(drawn)
    const seen = [...document.querySelectorAll<HTMLElement>('button, input, h1, h2, h3, [role="tab"], small')]
    const root = document.documentElement
    const edgeOf = (element: Element) =>
      element.closest('[data-zone]')?.getBoundingClientRect().right ?? innerWidth
    const beyond = [
      ...(root.scrollWidth > root.clientWidth ? ['the page is wider than the window'] : []),
      ...seen
        .filter((element) => element.checkVisibility() && element.closest('[aria-hidden="true"]') === null)
        .filter((element) => element.getBoundingClientRect().right > edgeOf(element) + 1)
        .map((element) => `${element.tagName} ${element.ariaLabel ?? element.textContent}`),
    ]
    document.adoptedStyleSheets.pop()
    return beyond
  })
}
