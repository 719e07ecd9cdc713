import type { Display, Rectangle } from 'electron'
import type { KnownMonitor } from '../src-main/contract/display-commands.ts'
import { limits } from '../src-main/contract/limits.ts'

export type Monitor = Pick<Display, 'id' | 'label' | 'bounds' | 'internal' | 'scaleFactor'>

/** What a monitor is known again by. */
export function identify({ label, bounds: { x, y, width, height } }: Monitor): KnownMonitor {
  return { label: label.slice(0, limits.monitor), x, y, width, height }
}

/**
 * The monitor that was known so: with its name, size and place; plugged in again elsewhere, with its name and size;
 * with another resolution, with its name. `null` when it is not connected, or can't be told from others.
 */
export function findMonitor(monitors: readonly Monitor[], known: KnownMonitor): Monitor | null {
  const named = monitors.filter((monitor) => identify(monitor).label === known.label)
  const sized = named.filter(({ bounds }) => bounds.width === known.width && bounds.height === known.height)
  const placed = sized.filter(({ bounds }) => bounds.x === known.x && bounds.y === known.y)
  // Not every system tells names; then a size alone could be any monitor's.
  const tries = known.label === '' ? [placed] : [placed, sized, named]
  return tries.find((found) => found.length === 1)?.[0] ?? null
}

export function hasBounds({ bounds }: Pick<Monitor, 'bounds'>, { x, y, width, height }: Rectangle): boolean {
  return bounds.x === x && bounds.y === y && bounds.width === width && bounds.height === height
}
