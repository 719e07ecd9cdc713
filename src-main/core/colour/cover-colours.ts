import type { Tint } from './cover-tint.ts'
import { contrast, type Hex, mix, type Oklch, type Rgb, readColour, toHex, toOklch, toRgb } from './oklch.ts'

/** Tokens that take on a cover's colour; all others stay the mood's. */
export const tintedTokens = [
  'ground',
  'surface',
  'raised',
  'line',
  'text',
  'muted',
  'accent',
  'attention',
  'on-accent',
] as const
export type TintedToken = (typeof tintedTokens)[number]
export type Colours = Readonly<Record<TintedToken, Hex>>

/** The mood that is tinted: its own colours, and the share of the cover that shines through behind everything. */
export type Tinted = { readonly colours: Readonly<Record<TintedToken, Rgb>>; readonly glow: number }

/** Least contrasts, on each ground and over any cover. */
const least = { text: 7, muted: 4.5, accent: 4.5 } as const
/** The light from the corner and the shade over it, where that is thinnest: see `display.module.css`. */
const [cornerLight, thinnestShade] = [0.07, 0.3]
const step = 0.01

/** The mood in the colour of a cover, as light and as dark as it was, and as easy to read. */
export function coverColours(tint: Tint, { colours, glow }: Tinted): Colours {
  const isDark = toOklch(colours.ground).lightness < 0.5
  const tinted = (token: TintedToken, chroma: number): Oklch => ({
    lightness: toOklch(colours[token]).lightness,
    chroma: Math.min(chroma, tint.chroma),
    hue: tint.hue,
  })
  const faint = isDark ? 0.03 : 0.014
  const grounds = {
    ground: shown(tinted('ground', faint)),
    surface: shown(tinted('surface', faint * 1.2)),
    raised: shown(tinted('raised', faint * 1.5)),
  }
  const around = (accent: Rgb) => [...Object.values(grounds), ...overCovers(grounds.ground, accent, glow)]
  const legible = (colour: Oklch, behind: readonly Rgb[], ratio: number) =>
    readable(colour, behind, ratio, isDark ? step : -step)
  const wanted = {
    lightness: isDark ? 0.83 : 0.45,
    chroma: Math.min(0.19, Math.max(0.11, tint.chroma)),
    hue: tint.hue,
  }
  // Its own light lies behind it, too.
  const accent = legible(wanted, around(shown(wanted)), least.accent)
  const behind = around(accent)
  return {
    ground: toHex(grounds.ground),
    surface: toHex(grounds.surface),
    raised: toHex(grounds.raised),
    line: toHex(shown(tinted('line', faint * 1.8))),
    text: toHex(legible(tinted('text', faint / 3), behind, least.text)),
    muted: toHex(legible(tinted('muted', faint), behind, least.muted)),
    accent: toHex(accent),
    attention: toHex(legible(toOklch(colours.attention), behind, least.accent)),
    'on-accent': toHex(isDark ? grounds.ground : colours['on-accent']),
  }
}

/** What may lie behind a text: the brightest and the darkest cover there is, lit by the accent or not, under the thinnest shade. */
export function overCovers(ground: Rgb, accent: Rgb, glow: number): readonly Rgb[] {
  return [0, 1].flatMap((grey) => {
    const cover = mix([grey, grey, grey], glow, ground)
    return [cover, mix(accent, cornerLight, cover)].map((lit) => mix(ground, thinnestShade, lit))
  })
}

/** The mood's own colours out of its tokens; `null` where one of them can't be read. */
export function readTinted(tokenOf: (name: string) => string): Tinted | null {
  const colours: Partial<Record<TintedToken, Rgb>> = {}
  for (const token of tintedTokens) {
    const colour = readColour(tokenOf(`--${token}`))
    if (!colour) return null
    colours[token] = colour
  }
  return {
    colours: colours as Record<TintedToken, Rgb>,
    glow: Number.parseFloat(tokenOf('--glow')) / 100 || 0,
  }
}

/** Lighter, or darker, until it can be read on all of these. */
function readable(colour: Oklch, behind: readonly Rgb[], ratio: number, by: number): Rgb {
  for (let { lightness } = colour; lightness > 0 && lightness < 1; lightness += by) {
    const rgb = shown({ ...colour, lightness })
    if (behind.every((ground) => contrast(rgb, ground) >= ratio)) return rgb
  }
  return by > 0 ? [1, 1, 1] : [0, 0, 0]
}

/** As a screen shows it, in steps of 255: contrasts are of what is seen. */
function shown(colour: Oklch): Rgb {
  const [red, green, blue] = toRgb(colour)
  const whole = (part: number) => Math.round(part * 255) / 255
  return [whole(red), whole(green), whole(blue)]
}
