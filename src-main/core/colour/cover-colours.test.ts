import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { displayMoods } from '../display-mood.ts'
import { type Colours, coverColours, overCovers, readTinted, type Tinted } from './cover-colours.ts'
import { type Tint, tintOf } from './cover-tint.ts'
import { contrast, type Hex, type Rgb, readColour, toHex, toOklch, toRgb } from './oklch.ts'

const sheet = readFileSync(
  fileURLToPath(new URL('../../../src-renderer/shared/moods.css', import.meta.url)),
  'utf8',
)

function mood(name: string): Tinted {
  const rule = sheet.slice(sheet.indexOf(`[data-mood="${name}"]`)).split('}')[0] ?? ''
  const tinted = readTinted((token) => new RegExp(`${token}: ([^;]+);`).exec(rule)?.[1] ?? '')
  if (!tinted) throw new Error(`${name} has a colour that can't be read`)
  return tinted
}

const rgb = (hex: Hex): Rgb => readColour(hex) ?? [0, 0, 0]
const part = fc.integer({ min: 0, max: 255 })
const pixel = fc.tuple(part, part, part)
const picture = (pixels: readonly (readonly number[])[]) => pixels.flatMap((one) => [...one, 255])
/** A few colours, each on a part of the picture, as covers are; or noise. */
const pictures = fc
  .array(fc.tuple(pixel, fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 6 })
  .map((parts) => picture(parts.flatMap(([colour, count]) => new Array(count).fill(colour))))

function leastContrast(colours: Colours, { glow }: Tinted, token: 'text' | 'muted' | 'accent' | 'attention') {
  const grounds = [colours.ground, colours.surface, colours.raised].map(rgb)
  const behind = [...grounds, ...overCovers(rgb(colours.ground), rgb(colours.accent), glow)]
  return Math.min(...behind.map((ground) => contrast(rgb(colours[token]), ground)))
}

function expectReadable(tint: Tint, tinted: Tinted): void {
  const colours = coverColours(tint, tinted)
  expect(leastContrast(colours, tinted, 'text')).toBeGreaterThanOrEqual(7)
  expect(leastContrast(colours, tinted, 'muted')).toBeGreaterThanOrEqual(4.5)
  // More than the 3 that a bar wants: it is written in, too.
  expect(leastContrast(colours, tinted, 'accent')).toBeGreaterThanOrEqual(4.5)
  expect(leastContrast(colours, tinted, 'attention')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(rgb(colours['on-accent']), rgb(colours.accent))).toBeGreaterThanOrEqual(4.5)
}

test.each(displayMoods)('%s can be read from eight metres in the colours of any cover', (name) => {
  const tinted = mood(name)
  fc.assert(
    fc.property(pictures, (pixels) => {
      const tint = tintOf(pixels)
      if (tint) expectReadable(tint, tinted)
    }),
    { numRuns: 200 },
  )
  for (let degree = 0; degree < 360; degree += 5)
    for (const chroma of [0.05, 0.15, 0.32]) expectReadable({ hue: (degree * Math.PI) / 180, chroma }, tinted)
})

test.each(displayMoods)('%s stays as dark or as light as it was', (name) => {
  const tinted = mood(name)
  const lightness = (colour: Rgb) => toOklch(colour).lightness
  for (let degree = 0; degree < 360; degree += 15) {
    const { ground } = coverColours({ hue: (degree * Math.PI) / 180, chroma: 0.2 }, tinted)
    expect(Math.abs(lightness(rgb(ground)) - lightness(tinted.colours.ground))).toBeLessThan(0.03)
  }
})

test('a cover in grey, black or white has no colour to give', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 60 }), (greys) => {
      expect(tintOf(picture(greys.map((grey) => [grey, grey, grey])))).toBeNull()
    }),
  )
  expect(tintOf([])).toBeNull()
  // A red dot on black is not what the cover lives from; nor is what lies behind glass.
  expect(tintOf(picture([...new Array(99).fill([0, 0, 0]), [255, 0, 0]]))).toBeNull()
  expect(tintOf([255, 0, 0, 0])).toBeNull()
})

test.each([
  ['red', [220, 30, 30]],
  ['green', [40, 160, 60]],
  ['blue', [30, 60, 220]],
  ['a dark violet', [60, 20, 90]],
])('the accent of %s is of its hue', (_, colour) => {
  const tint = tintOf(picture([...new Array(30).fill(colour), ...new Array(60).fill([12, 12, 12])]))
  const wanted = toOklch([(colour[0] ?? 0) / 255, (colour[1] ?? 0) / 255, (colour[2] ?? 0) / 255]).hue
  for (const name of displayMoods) {
    const { accent } = coverColours(tint ?? { hue: 0, chroma: 0 }, mood(name))
    expect(Math.cos(toOklch(rgb(accent)).hue - wanted)).toBeGreaterThan(0.97)
  }
})

test('colours come back from OKLCH as they went', () => {
  fc.assert(
    fc.property(pixel, ([red, green, blue]) => {
      const colour: Rgb = [red / 255, green / 255, blue / 255]
      const back = toRgb(toOklch(colour))
      for (const at of [0, 1, 2] as const) expect(Math.abs(back[at] - colour[at])).toBeLessThan(0.006)
    }),
  )
  expect(toHex([1, 0.5, 0])).toBe('#ff8000')
  expect(readColour('#fff')).toEqual([1, 1, 1])
  // As browsers tell them.
  expect(readColour('rgb(255, 0, 51)')).toEqual([1, 0, 0.2])
  expect(readColour('lime')).toBeNull()
})
