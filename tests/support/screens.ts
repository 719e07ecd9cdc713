import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Transformer } from '@napi-rs/image'
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
  if (keepsPictures && existsSync(path) && (await looksLike(readFileSync(path), taken))) return
  writeFileSync(path, taken)
}

async function looksLike(one: Buffer, other: Buffer): Promise<boolean> {
  const [a, b] = [new Transformer(one), new Transformer(other)]
  const [before, now] = await Promise.all([a.metadata(), b.metadata()])
  if (before.width !== now.width || before.height !== now.height) return false
  const [shown, taken] = await Promise.all([a.rawPixels(), b.rawPixels()])
  if (shown.length !== taken.length) return false
  let different = 0
  for (let at = 0; at < taken.length; at += 1) {
    const apart = Math.abs((shown[at] ?? 0) - (taken[at] ?? 0))
    if (apart > noNews.shade) return false
    if (apart > 0) different += 1
  }
  return different / taken.length < noNews.share
}
