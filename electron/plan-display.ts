import type { Rectangle } from 'electron'
import type { DisplayChoice } from '../src-main/contract/display-commands.ts'
import { findMonitor, hasBounds, type Monitor } from './known-monitor.ts'

/** What the DJ wants: nothing said yet, asked for it, or closed it. */
export type Wish = 'auto' | 'open' | 'closed'

export type Placement =
  | { readonly kind: 'none' }
  | { readonly kind: 'window' }
  | { readonly kind: 'monitor'; readonly monitor: Monitor }

export type Situation = {
  readonly monitors: readonly Monitor[]
  readonly primaryId: number
  readonly consoleBounds: Rectangle
  readonly wish: Wish
  readonly choice: DisplayChoice
  /** What the DJ chose before is known. */
  readonly ready: boolean
  /** Where the display is now. */
  readonly now: Placement
}

/** Where the display belongs. A second monitor is filled by itself; a window has to be asked for. */
export function planDisplay(situation: Situation): Placement {
  const { wish, choice, ready } = situation
  if (wish === 'closed' || (wish === 'auto' && !ready)) return { kind: 'none' }
  const monitor = choice.kind === 'window' ? null : planMonitor(situation)
  if (monitor) return { kind: 'monitor', monitor }
  return wish === 'open' ? { kind: 'window' } : { kind: 'none' }
}

/** The chosen one where it is connected, else the best. What the room looks at stays where it is as long as that can be. */
function planMonitor({ primaryId, consoleBounds, choice, now, ...around }: Situation): Monitor | null {
  const monitors = withoutMirrors(around.monitors)
  if (monitors.length < 2) return null
  const held = now.kind === 'monitor' ? monitors.find(({ id }) => id === now.monitor.id) : undefined
  const chosen = choice.kind === 'monitor' ? findMonitor(monitors, choice.monitor) : null
  // The console was taken there meanwhile: it must not be covered.
  const covers = chosen !== held && chosen?.id === findConsole(monitors, primaryId, consoleBounds)
  if (chosen && !covers) return chosen
  return held ?? chooseDisplayMonitor(monitors, primaryId, consoleBounds)
}

/** Those that show the same picture count once: what fills one of them covers the other. Only they begin at the same place. */
function withoutMirrors(monitors: readonly Monitor[]): readonly Monitor[] {
  const isSame = (a: Monitor, b: Monitor) => a.bounds.x === b.bounds.x && a.bounds.y === b.bounds.y
  return monitors.filter((monitor, at) => monitors.findIndex((other) => isSame(other, monitor)) === at)
}

/** The monitor for the room: never the console's, a plugged-in one before a built-in one, then the largest. `null` when there is one monitor only. */
export function chooseDisplayMonitor(
  monitors: readonly Monitor[],
  primaryId: number,
  consoleBounds: Rectangle,
): Monitor | null {
  if (monitors.length < 2) return null
  const consoleId = findConsole(monitors, primaryId, consoleBounds)
  const rest = monitors.filter(({ id }) => id !== consoleId)
  return rest.reduce((best, one) => (isBetter(one, best, primaryId) ? one : best), rest[0] ?? null)
}

/** The number of the monitor that the console is on: the one it covers most of. */
export function findConsole(
  monitors: readonly Monitor[],
  primaryId: number,
  consoleBounds: Rectangle,
): number {
  let most = 0
  // A console that lies outside of all of them is about to be on the primary one.
  let consoleId = primaryId
  for (const { id, bounds } of monitors) {
    const shared = sharedArea(bounds, consoleBounds)
    if (shared > most) [most, consoleId] = [shared, id]
  }
  return consoleId
}

function isBetter(one: Monitor, best: Monitor | null, primaryId: number): boolean {
  if (!best) return true
  if (one.internal !== best.internal) return best.internal
  if ((one.id === primaryId) !== (best.id === primaryId)) return best.id === primaryId
  return one.bounds.width * one.bounds.height > best.bounds.width * best.bounds.height
}

function sharedArea(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}

/** The same monitor with another resolution, or beside another one, is another place. */
export function isSamePlace(a: Placement, b: Placement): boolean {
  if (a.kind !== 'monitor' || b.kind !== 'monitor') return a.kind === b.kind
  return a.monitor.id === b.monitor.id && hasBounds(a.monitor, b.monitor.bounds)
}
