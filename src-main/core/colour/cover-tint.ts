import { toOklch } from './oklch.ts'

/** What a cover is remembered by: the colour that it lives from. */
export type Tint = { readonly hue: number; readonly chroma: number }

const bins = 24
/** Fainter pixels are grey to the eye. */
const leastChroma = 0.045
/** A cover with less colour than this share of it is a grey one. */
const leastShare = 0.05

/**
 * The colour that a picture lives from; `null` for one in grey, black or white. `pixels`: red, green, blue and alpha from
 * 0 to 255, one after the other; some hundred of them tell enough.
 */
export function tintOf(pixels: Uint8ClampedArray | readonly number[]): Tint | null {
  const found = colourful(pixels)
  const seen = pixels.length / 4
  if (found.length < seen * leastShare) return null
  const weights = new Array<number>(bins).fill(0)
  for (const { hue, weight } of found) weights[binOf(hue)] = (weights[binOf(hue)] ?? 0) + weight
  // With both neighbours, so that a colour that lies between two is not halved.
  const around = weights.map((weight, at) => weight + (beside(weights, at, -1) + beside(weights, at, 1)) / 2)
  const best = around.indexOf(Math.max(...around))
  const of = found.filter(
    ({ hue }) => Math.min((binOf(hue) - best + bins) % bins, (best - binOf(hue) + bins) % bins) <= 1,
  )
  return middle(of)
}

type Colourful = { readonly hue: number; readonly chroma: number; readonly weight: number }

function colourful(pixels: Uint8ClampedArray | readonly number[]): readonly Colourful[] {
  const found: Colourful[] = []
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const part = (offset: number) => (pixels[at + offset] ?? 0) / 255
    if (part(3) < 0.5) continue
    const { lightness, chroma, hue } = toOklch([part(0), part(1), part(2)])
    if (chroma < leastChroma || lightness < 0.12) continue
    found.push({ hue, chroma, weight: chroma })
  }
  return found
}

function middle(pixels: readonly Colourful[]): Tint | null {
  let [x, y, chroma, weight] = [0, 0, 0, 0]
  for (const one of pixels) {
    x += Math.cos(one.hue) * one.weight
    y += Math.sin(one.hue) * one.weight
    chroma += one.chroma * one.weight
    weight += one.weight
  }
  return weight === 0 ? null : { hue: Math.atan2(y, x), chroma: chroma / weight }
}

function binOf(hue: number): number {
  const turn = hue / (2 * Math.PI)
  return Math.floor((turn - Math.floor(turn)) * bins) % bins
}

function beside(weights: readonly number[], at: number, step: -1 | 1): number {
  return weights[(at + step + bins) % bins] ?? 0
}
