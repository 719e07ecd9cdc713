import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Transformer } from '@napi-rs/image'
import type { Page } from '@playwright/test'

const kept = fileURLToPath(new URL('../../docs/screens/', import.meta.url))
const passing = fileURLToPath(new URL('../../test-results/screens/', import.meta.url))

const wanted = process.env.CUELINE_SCREENS

/** Whether the pictures in `docs/screens` are renewed. */
export const keepsPictures = wanted === 'keep'

/** Where a picture that is kept lies. */
export function keptPicture(name: string): string {
  return `${kept}${name}`
}

/** Edges are drawn a shade lighter or darker from run to run: so few pixels, by so little, are no news. */
const noNews = { share: 0.002, shade: 64 }

/**
 * A picture of a page for people to look at: with `CUELINE_SCREENS=keep` those in `docs/screens` that changed are renewed, with
 * `CUELINE_SCREENS=look` it lies in `test-results/screens`. Otherwise nobody looks, and none is taken.
 */
export async function picture(page: Page, name: string): Promise<void> {
  if (wanted === undefined) return endMovement(page)
  const path = `${keepsPictures ? kept : passing}${name}.png`
  mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true })
  const taken = await page.screenshot({ animations: 'disabled' })
  if (keepsPictures && existsSync(path) && (await looksLike(readFileSync(path), taken))) return
  writeFileSync(path, taken)
}

/** What moves to an end is there at once, as in a picture: what is measured next is the state and not the way to it. */
export async function endMovement(page: Page): Promise<void> {
  await page.evaluate(finishAll)
}

/** Text, since the tests know no document. */
const finishAll = `
  for (const animation of document.getAnimations())
    if (animation.effect?.getComputedTiming().endTime < Infinity) animation.finish()
`

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
