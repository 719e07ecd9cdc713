/** Red, green and blue, each from 0 to 1, as screens take them (sRGB). */
export type Rgb = readonly [number, number, number]

/** Lightness from 0 to 1, chroma from 0, hue in radians: equal steps look equal. */
export type Oklch = { readonly lightness: number; readonly chroma: number; readonly hue: number }

/** Written as `#rrggbb`. */
export type Hex = `#${string}`

/** Björn Ottosson's matrices: https://bottosson.github.io/posts/oklab/ */
export function toOklch([red, green, blue]: Rgb): Oklch {
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const greenRed = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const blueYellow = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(greenRed, blueYellow),
    hue: Math.atan2(blueYellow, greenRed),
  }
}

/** The nearest colour that a screen can show: of the same lightness and hue, with less chroma where needed. */
export function toRgb(colour: Oklch): Rgb {
  let chroma = Math.max(0, colour.chroma)
  const lightness = Math.min(1, Math.max(0, colour.lightness))
  for (;;) {
    const rgb = toAnyRgb({ ...colour, lightness, chroma })
    if (chroma < 0.002 || rgb.every((part) => part >= -0.001 && part <= 1.001))
      return [clamp(rgb[0]), clamp(rgb[1]), clamp(rgb[2])]
    chroma *= 0.94
  }
}

function toAnyRgb({ lightness, chroma, hue }: Oklch): Rgb {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

export function toHex(rgb: Rgb): Hex {
  const digits = rgb.map((part) =>
    Math.round(part * 255)
      .toString(16)
      .padStart(2, '0'),
  )
  return `#${digits.join('')}`
}

/** A colour as style sheets and browsers write it: `#rgb`, `#rrggbb` or `rgb(1, 2, 3)`; `null` for all else. */
export function readColour(text: string): Rgb | null {
  const [, ...parts] = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(text.trim()) ?? []
  if (parts.length === 3) {
    const [red = 0, green = 0, blue = 0] = parts.map((part) => Number(part) / 255)
    return [red, green, blue]
  }
  const digits = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim())?.[1]
  if (digits === undefined) return null
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  const part = (at: number) => Number.parseInt(full.slice(at, at + 2), 16) / 255
  return [part(0), part(2), part(4)]
}

/** `share` of the upper one over the rest of the lower, as a screen blends them. */
export function mix(upper: Rgb, share: number, lower: Rgb): Rgb {
  const blend = (at: 0 | 1 | 2) => upper[at] * share + lower[at] * (1 - share)
  return [blend(0), blend(1), blend(2)]
}

/** From 1 to 21, as WCAG 2.2 defines it. */
export function contrast(one: Rgb, other: Rgb): number {
  const [first, second] = [luminance(one), luminance(other)]
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05)
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue)
}

function toLinear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

function fromLinear(part: number): number {
  return part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055
}

function clamp(part: number): number {
  return Math.min(1, Math.max(0, part))
}
