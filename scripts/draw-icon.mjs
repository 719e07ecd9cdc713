// Draws resources/icon.png (1024 px, for installers) and window-icon.png (256 px: decoding it holds up the window)
// from resources/icon.svg. Run by hand after a change.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './places.mjs'
import { findSystemChromium } from './setup/browser.mjs'

const pictures = { 'icon.png': 1024, 'window-icon.png': 256 }
const svg = readFileSync(join(root, 'resources', 'icon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: findSystemChromium() })
try {
  for (const [name, size] of Object.entries(pictures)) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`,
    )
    await page.screenshot({ path: join(root, 'resources', name), omitBackground: true })
  }
} finally {
  await browser.close()
}
