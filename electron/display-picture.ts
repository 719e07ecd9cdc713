import type { NativeImage, WebContents } from 'electron'
import { within } from './closing.ts'

/** Twice as wide as it is shown, for sharp screens; in pixels. */
const pictureWidth = 560

/** Milliseconds: a page that is not painted at all, minimised for instance, may never answer. */
const pictureTime = 1_000

/** What a page shows now, small, as a data URL; `null` when it can't be had: not painted yet, or gone. */
export async function takePicture(contents: Pick<WebContents, 'capturePage'>): Promise<string | null> {
  const taken = contents.capturePage().then(small, () => null)
  return (await within(taken, pictureTime)) ? taken : null
}

function small(image: NativeImage): string | null {
  if (image.isEmpty()) return null
  const resized = image.resize({ width: pictureWidth, quality: 'good' })
  return `data:image/jpeg;base64,${resized.toJPEG(80).toString('base64')}`
}
