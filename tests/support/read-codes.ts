import { Transformer } from '@napi-rs/image'
import jsqr from 'jsqr'

/** A part of a picture, in its pixels. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export type Code = {
  readonly text: string
  /** From the first module to the last, without the white around it, in pixels. */
  readonly side: number
}

/** The QR code in a part of a PNG, as a phone's camera would read it; `null` without one. */
export async function readCode(png: Buffer, area?: Area): Promise<Code | null> {
  const picture = new Transformer(png)
  const { width, height } = await picture.metadata()
  const rgba = await (area ? picture.crop(area.x, area.y, area.width, area.height) : picture).rawPixels()
  const [across, down] = area ? [area.width, area.height] : [width, height]
  const found = jsqr(opaque(rgba, across * down), across, down)
  if (!found) return null
  const { topLeftCorner, topRightCorner } = found.location
  return {
    text: found.data,
    side: Math.hypot(topRightCorner.x - topLeftCorner.x, topRightCorner.y - topLeftCorner.y),
  }
}

/** Pictures come with three channels or with four. */
function opaque(pixels: Buffer, count: number): Uint8ClampedArray {
  const channels = pixels.length / count
  if (channels === 4) return new Uint8ClampedArray(pixels)
  const rgba = new Uint8ClampedArray(count * 4).fill(255)
  for (let at = 0; at < count; at += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      rgba[at * 4 + channel] = pixels[at * channels + Math.min(channel, channels - 1)] ?? 0
    }
  }
  return rgba
}
