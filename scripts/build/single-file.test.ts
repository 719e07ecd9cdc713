import type { Rolldown } from 'vite'
import { describe, expect, it } from 'vitest'
import { inline } from './single-file.ts'

const page =
  '<head><script type="module" crossorigin src="./assets/a.js"></script>' +
  '<link rel="stylesheet" crossorigin href="./assets/a.css"></head><body><div id="root"></div></body>'

/** A bundle as far as inlining looks at it. */
function bundleOf(code: string, css: string): Rolldown.OutputBundle {
  return {
    'assets/a.js': { type: 'chunk', code },
    'assets/a.css': { type: 'asset', source: css },
  } as unknown as Rolldown.OutputBundle
}

describe('the page as one file', () => {
  it('carries its script and styles as plain blocks, so that a CSP can name them by hash', () => {
    const html = inline(page, bundleOf('let a = 1', 'b { color: red }'))
    expect(html).toContain('<style>b { color: red }</style>')
    expect(html).toContain('<script type="module">let a = 1</script></body>')
    expect(html).not.toMatch(/src=|href=/)
  })

  it('keeps code that would end its block or look like a replacement pattern', () => {
    const html = inline(page, bundleOf('let a = "</script>" + "$&" + "$1"', ''))
    expect(html).toContain('<script type="module">let a = "<\\/script>" + "$&" + "$1"</script>')
  })

  it('leaves out the tokens that the page does not use', () => {
    const css =
      ':root{--line:#111;--ink:#222;--wide:8px}@media print{:root{--ink:#333}}b{color:var(--ink)}/*$vite$:1*/'
    expect(inline(page, bundleOf('', css))).toContain(
      '<style>:root{--ink:#222;}@media print{:root{--ink:#333}}b{color:var(--ink)}</style>',
    )
  })

  it('refuses a page that would need a second request', () => {
    const more = page.replace('</head>', '<link rel="icon" href="./icon.png"></head>')
    expect(() => inline(more, bundleOf('', ''))).toThrow('second request')
  })
})
