import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Browser } from '@playwright/test'

export type Tile = { readonly name: string; readonly png: Buffer }

const sheetWidth = 1920
const gap = 8

/** Writes pictures of one size side by side to a JPEG file, each with its name. */
export async function writeContactSheet(
  browser: Browser,
  path: string,
  tiles: readonly Tile[],
  tileWidth: number,
): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  const page = await browser.newPage({ viewport: { width: sheetWidth, height: 100 } })
  await page.setContent(
    `<style>
      body { margin: ${gap}px; display: flex; flex-wrap: wrap; gap: ${gap}px; background: #555; color: #fff; font: 13px sans-serif }
      figure { margin: 0 } img { width: ${tileWidth}px; display: block }
    </style>${tiles.map(figure).join('')}`,
  )
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())))
  await page.screenshot({ path, type: 'jpeg', quality: 80, fullPage: true })
  await page.close()
}

function figure({ name, png }: Tile): string {
  return `<figure><img src="data:image/png;base64,${png.toString('base64')}"><figcaption>${name}</figcaption></figure>`
}
