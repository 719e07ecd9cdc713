import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { displayMoods } from '../../src-main/core/display-mood.ts'

const css = (name: string) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8')
const display = css('../display/display.module.css')
/** How thick the shade is where it is thinnest. */
const shade =
  Number(/linear-gradient\(\s*color-mix\(in srgb, var\(--ground\) (\d+)%/.exec(display)?.[1]) / 100
const tokens = css('tokens.css')
const moods = css('moods.css')

type Tokens = ReadonlyMap<string, string>

/** The tokens that one rule sets. */
function tokensOf(sheet: string, selector: string): Tokens {
  const rule = sheet.slice(sheet.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return new Map(
    [...rule.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

type Colour = readonly [number, number, number]

function colour(mood: Tokens, name: string): Colour {
  const [, digits = ''] = mood.get(`--${name}`)?.match(/^#([\da-f]{3}|[\da-f]{6})$/) ?? []
  if (digits === '') throw new Error(`--${name} is no colour`)
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? [])
  const [red = 0, green = 0, blue = 0] = pairs.map((pair) => Number.parseInt(pair, 16))
  return [red, green, blue]
}

function mix(upper: Colour, share: number, lower: Colour): Colour {
  const blend = (at: 0 | 1 | 2) => upper[at] * share + lower[at] * (1 - share)
  return [blend(0), blend(1), blend(2)]
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(shown: Colour): number {
  const [red = 0, green = 0, blue = 0] = shown.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

test('white on black is the most there is', () => {
  expect(contrast([255, 255, 255], [0, 0, 0])).toBe(21)
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2)
})

const ofMood = (mood: string) => tokensOf(moods, `[data-mood="${mood}"]`)

test.each(displayMoods)('%s can be read from eight metres, on every ground and over every cover', (mood) => {
  const look = ofMood(mood)
  const share = Number.parseFloat(look.get('--glow') ?? '') / 100
  const ground = colour(look, 'ground')
  // The brightest and the darkest cover behind the page, in the light from the corner and beside it, under the thinnest
  // part of the shade: see `display.module.css`.
  const overCovers = [0, 255].flatMap((grey) => {
    const cover = mix([grey, grey, grey], share, ground)
    return [cover, mix(colour(look, 'accent'), 0.07, cover)].map((lit) => mix(ground, shade, lit))
  })
  for (const behind of [ground, colour(look, 'surface'), colour(look, 'raised'), ...overCovers]) {
    expect(contrast(colour(look, 'text'), behind)).toBeGreaterThanOrEqual(7)
    for (const name of ['muted', 'accent', 'attention'])
      expect(contrast(colour(look, name), behind), `${name} on ${behind}`).toBeGreaterThanOrEqual(4.5)
  }
  expect(contrast(colour(look, 'on-accent'), colour(look, 'accent'))).toBeGreaterThanOrEqual(4.5)
})

test('each mood sets the same tokens, so that none of another shines through', () => {
  const names = displayMoods.map((mood) => [...ofMood(mood).keys()].sort())
  expect(names[0]?.length).toBeGreaterThan(10)
  for (const set of names) expect(set).toEqual(names[0])
})

test('night is what the tokens are in the dark', () => {
  const root = tokensOf(tokens, ':root')
  for (const [name, value] of ofMood('night')) if (name !== '--glow') expect(root.get(name), name).toBe(value)
})
