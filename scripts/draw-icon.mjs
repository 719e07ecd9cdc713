// Draws resources/icon.png (1024 px, for all platforms) from resources/icon.svg. Run by hand after a change.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './places.mjs'
import { findSystemChromium } from './setup/browser.mjs'

const size = 1024
const svg = readFileSync(join(root, 'resources', 'icon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: findSystemChromium() })
try {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`)
  await page.screenshot({ path: join(root, 'resources', 'icon.png'), omitBackground: true })
} finally {
  await browser.close()
}
