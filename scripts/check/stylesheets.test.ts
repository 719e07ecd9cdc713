import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../src-renderer/', import.meta.url))

/** Stylesheets of components; `tokens.css` and `base.css` define what these name. */
const sheets = ['console', 'shared'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.module.css'))
    .map((path) => `${folder}/${path}`),
)

test('there are stylesheets to look at', () => expect(sheets.length).toBeGreaterThan(10))

test.each(sheets)('%s takes its colours and measures from the tokens', (path) => {
  const css = readFileSync(`${root}${path}`, 'utf8')
  const rules = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@(media|container)[^{]*\{/g, '{')
  expect(rules.match(/#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/gi) ?? []).toEqual([])
  // A single pixel is what hides words for screen readers alone.
  expect(rules.match(/(?<![\w.-])(?!1px)[\d.]+px/g) ?? []).toEqual([])
})
