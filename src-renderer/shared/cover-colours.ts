import { useEffect, useMemo, useState } from 'react'
import { type Colours, coverColours, readTinted } from '../../src-main/core/colour/cover-colours.ts'
import { type Tint, tintOf } from '../../src-main/core/colour/cover-tint.ts'
import type { DisplayMood } from '../../src-main/core/display-mood.ts'

/** Pixels on each side that a cover is looked at with: enough for its colour, and read in no time. */
const side = 24
const mostKept = 60

/** What is known of each cover; the oldest is forgotten first. */
const kept = new Map<string, Promise<Tint | null>>()

/** A mood in the colours of a cover; `null` without a cover, for a grey one, and until it is read. */
export function useCoverColours(mood: DisplayMood, url: string | null): Colours | null {
  const [found, setFound] = useState<{ readonly url: string; readonly tint: Tint | null } | null>(null)
  useEffect(() => {
    // The mood is its own again: what comes next does not begin with colours of a song that is long over.
    if (url === null) return setFound(null)
    let left = false
    void tintOfCover(url).then((tint) => left || setFound({ url, tint }))
    return () => {
      left = true
    }
  }, [url])
  // Until the next cover is read the last one's colours stay: no flicker through the mood's own.
  const tint = url === null ? null : (found?.tint ?? null)
  // Views come many times a second: the same colours are not reckoned and hung up again.
  return useMemo(() => {
    const tinted = tint && readMood(mood)
    return tinted && coverColours(tint, tinted)
  }, [mood, tint])
}

/** The colours as custom properties, for `style`. */
export function asProperties(colours: Colours | null): Readonly<Record<`--${string}`, string>> {
  return Object.fromEntries(Object.entries(colours ?? {}).map(([token, colour]) => [`--${token}`, colour]))
}

function tintOfCover(url: string): Promise<Tint | null> {
  const known = kept.get(url)
  if (known) return known
  const read = readCover(url).catch(() => {
    // The wifi may be back when the song comes again.
    kept.delete(url)
    return null
  })
  kept.set(url, read)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return read
}

/** Decoded beside the page's own work; what is left to do here are some hundred pixels. */
async function readCover(url: string): Promise<Tint | null> {
  const image = new Image()
  image.src = url
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(image, 0, 0, side, side)
  return tintOf(context.getImageData(0, 0, side, side).data)
}

const moods = new Map<DisplayMood, ReturnType<typeof readTinted>>()

/** A mood's own colours, as `moods.css` has them. */
function readMood(mood: DisplayMood): ReturnType<typeof readTinted> {
  const known = moods.get(mood)
  if (known) return known
  const probe = document.createElement('i')
  probe.dataset.mood = mood
  document.body.append(probe)
  const style = getComputedStyle(probe)
  const read = readTinted((token) => style.getPropertyValue(token))
  probe.remove()
  if (read) moods.set(mood, read)
  return read
}
