import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipAsync } from '@gfx/zopfli'
import type { Plugin, Rolldown } from 'vite'

/**
 * Makes a page one file: its script and styles stand in the HTML as plain blocks (so that a CSP can name them
 * by hash), and beside it lies the same, gzipped. Throws when anything is left that would need a second request.
 */
export function singleFile(): Plugin {
  return {
    name: 'cueline:single-file',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') throw new Error('the guest page has no index.html')
      page.source = inline(String(page.source), bundle)
      for (const name of Object.keys(bundle)) if (name !== 'index.html') delete bundle[name]
    },
    async writeBundle({ dir }, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset' || dir === undefined) return
      // Packed once, sent to every phone: worth the half second that saves a thirtieth.
      const packed = await gzipAsync(Buffer.from(String(page.source)), {})
      writeFileSync(join(dir, 'index.html.gz'), packed)
    },
  }
}

/** Replaces the links to the bundle's own files by their text. A replacer function, since code is full of `$&`. */
export function inline(html: string, bundle: Rolldown.OutputBundle): string {
  let script = ''
  const withoutScript = html.replace(
    /\s*<script type="module"[^>]*src="\.\/([^"]+)"[^>]*><\/script>/g,
    (_, name) => {
      const chunk = bundle[name]
      if (chunk?.type !== 'chunk') throw new Error(`${name} is not a script of the page`)
      script += `<script type="module">${escapeEnd(chunk.code.trim(), 'script')}</script>`
      return ''
    },
  )
  const withStyles = withoutScript.replace(
    /<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g,
    (_, name) => {
      const asset = bundle[name]
      if (asset?.type !== 'asset') throw new Error(`${name} is not a style of the page`)
      return `<style>${escapeEnd(withoutUnused(String(asset.source)), 'style')}</style>`
    },
  )
  const left = withStyles.match(/<(?:script|link)[^>]*(?:src|href)="(?!data:)[^"]*"/)
  if (left) throw new Error(`the guest page would need a second request: ${left[0]}`)
  // At the end: what the page shows first is then parsed before the code.
  return withStyles.replace('</body>', () => `${script}</body>`)
}

/** Without the tokens that no rule of this page asks for, and without the tools' own remarks. */
function withoutUnused(css: string): string {
  const used = new Set([...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name))
  return css
    .replace(/\/\*\$vite.*?\*\//g, '')
    .replace(/(--[\w-]+)\s*:[^;}]*(?:;|(?=}))/g, (declared, name) => (used.has(name) ? declared : ''))
    .trim()
}

/** Text inside a block must not end it. */
function escapeEnd(text: string, tag: string): string {
  return text.replaceAll(new RegExp(`</(${tag})`, 'gi'), '<\\/$1')
}
