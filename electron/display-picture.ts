import type { WebContents } from 'electron'

/** Twice as wide as it is shown, for sharp screens; in pixels. */
const pictureWidth = 560

/** What a page shows now, small, as a data URL; `null` when it can't be had: not painted yet, or gone. */
export async function takePicture(contents: Pick<WebContents, 'capturePage'>): Promise<string | null> {
  const image = await contents.capturePage().catch(() => null)
  if (image === null || image.isEmpty()) return null
  const small = image.resize({ width: pictureWidth, quality: 'good' })
  return `data:image/jpeg;base64,${small.toJPEG(80).toString('base64')}`
}
