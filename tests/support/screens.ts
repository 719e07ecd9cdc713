import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'

const kept = fileURLToPath(new URL('../../docs/screens/', import.meta.url))
const passing = fileURLToPath(new URL('../../test-results/screens/', import.meta.url))

/** Whether the pictures in `docs/screens` are renewed. */
export const keepsPictures = process.env.CUELINE_SCREENS === 'keep'

/** Where a picture that is kept lies. */
export function keptPicture(name: string): string {
  return `${kept}${name}`
}

/** Edges are drawn a shade lighter or darker from run to run: so few pixels, by so little, are no news. */
const noNews = { share: 0.002, shade: 64 }

/** A picture of a page for people to look at; `CUELINE_SCREENS=keep` renews those in `docs/screens` that changed. */
export async function picture(page: Page, name: string): Promise<void> {
  const path = `${keepsPictures ? kept : passing}${name}.png`
  mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true })
  const taken = await page.screenshot({ animations: 'disabled' })
  if (keepsPictures && existsSync(path) && (await looksLike(page, readFileSync(path), taken))) return
  writeFileSync(path, taken)
}

async function looksLike(page: Page, one: Buffer, other: Buffer): Promise<boolean> {
  return page.evaluate(
    async ({ files, share, shade }) => {
      const { createImageBitmap, OffscreenCanvas } = globalThis as unknown as Drawing
      const [a, b] = await Promise.all(
        files.map(async (file) => {
          const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0))
          const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
          const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
          context?.drawImage(image, 0, 0)
          return context?.getImageData(0, 0, image.width, image.height)
        }),
      )
      if (a === undefined || b === undefined || a.width !== b.width || a.height !== b.height) return false
      let different = 0
      for (let at = 0; at < a.data.length; at += 1) {
        const apart = Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0))
        if (apart > shade) return false
        if (apart > 0) different += 1
      }
      return different / a.data.length < share
    },
    { files: [one.toString('base64'), other.toString('base64')], ...noNews },
  )
}

/** What of a page's own world is used here. */
type Drawing = {
  createImageBitmap(file: Blob): Promise<{ readonly width: number; readonly height: number }>
  OffscreenCanvas: new (width: number, height: number) => { getContext(kind: '2d'): Context | null }
}

type Context = {
  drawImage(image: unknown, x: number, y: number): void
  getImageData(
    x: number,
    y: number,
    width: number,
    height: number,
  ): { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }
}
