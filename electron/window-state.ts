import type { Rectangle } from 'electron'
import { consoleSize } from './windows.ts'

/** Where the console's window was, and how large it showed things. */
export type WindowState = {
  /** Not maximised, in DIP; `null` when nothing is known. */
  readonly bounds: Rectangle | null
  readonly maximised: boolean
  /** 1 = as designed. */
  readonly zoom: number
}

/** From half to three times the size. */
const zooms = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const
const unknown: WindowState = { bounds: null, maximised: false, zoom: 1 }
/** So much of a window must be seen to take hold of it; DIP. */
const handle = { width: 160, height: 60 }

/** Of a file's text; what can't be read counts as not known. By hand: a library would hold up the window. */
export function readWindowState(text: string | null): WindowState {
  try {
    const { bounds, maximised, zoom } = JSON.parse(text ?? '{}')
    const { x, y, width, height } = bounds ?? {}
    const whole = [x, y, width, height].every(Number.isInteger)
    return {
      bounds: whole ? { x, y, width, height } : null,
      maximised: maximised === true,
      zoom: zooms.find((one) => one === zoom) ?? 1,
    }
  } catch {
    return unknown
  }
}

/**
 * Where the window goes: where it was, as long as a hand could take hold of it there; else wherever a new one goes
 * (`null`), as when its monitor is gone. It is never larger than the monitor it is on.
 */
export function placeWindow(bounds: Rectangle | null, workAreas: readonly Rectangle[]): Rectangle | null {
  if (bounds === null) return null
  const { minWidth, minHeight } = consoleSize
  const area = workAreas.reduce<Rectangle | null>((best, one) => {
    const seen = overlap(one, bounds)
    return seen.width * seen.height > sizeOf(best && overlap(best, bounds)) ? one : best
  }, null)
  const seen = area && overlap(area, bounds)
  if (!area || !seen || seen.width < handle.width || seen.height < handle.height) return null
  const width = Math.max(minWidth, Math.min(bounds.width, area.width))
  const height = Math.max(minHeight, Math.min(bounds.height, area.height))
  return {
    x: within(bounds.x, area.x, area.x + area.width - width),
    y: within(bounds.y, area.y, area.y + area.height - height),
    width,
    height,
  }
}

/** The next step up (1) or down (-1), or as designed (0). */
export function nextZoom(zoom: number, step: 1 | -1 | 0): number {
  if (step === 0) return 1
  const further = step === 1 ? zooms.find((one) => one > zoom) : zooms.findLast((one) => one < zoom)
  return further ?? zoom
}

function overlap(a: Rectangle, b: Rectangle): { readonly width: number; readonly height: number } {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return { width: Math.max(0, width), height: Math.max(0, height) }
}

function sizeOf(area: { readonly width: number; readonly height: number } | null): number {
  return area ? area.width * area.height : 0
}

/** On a monitor that is smaller than the window its title stays in reach. */
function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
