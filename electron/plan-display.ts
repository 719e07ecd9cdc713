import type { Display, Rectangle } from 'electron'

export type Monitor = Pick<Display, 'id' | 'bounds' | 'internal'>

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
  /** A night is open: there is something to show. */
  readonly night: boolean
  /** Where the display is now. */
  readonly now: Placement
}

/** Where the display belongs. A second monitor is filled by itself once a night is open; a window has to be asked for. */
export function planDisplay(situation: Situation): Placement {
  const { monitors, primaryId, consoleBounds, wish, night, now } = situation
  if (wish === 'closed' || (wish === 'auto' && !night)) return { kind: 'none' }
  // What the room looks at stays where it is as long as that can be.
  const held = now.kind === 'monitor' ? monitors.find(({ id }) => id === now.monitor.id) : undefined
  const monitor =
    monitors.length > 1 && held ? held : chooseDisplayMonitor(monitors, primaryId, consoleBounds)
  if (monitor) return { kind: 'monitor', monitor }
  return wish === 'open' ? { kind: 'window' } : { kind: 'none' }
}

/** The monitor for the room: never the console's, a plugged-in one before a built-in one, then the largest. `null` when there is one monitor only. */
export function chooseDisplayMonitor(
  monitors: readonly Monitor[],
  primaryId: number,
  consoleBounds: Rectangle,
): Monitor | null {
  if (monitors.length < 2) return null
  const overlaps = monitors.map((monitor) => ({ monitor, shared: sharedArea(monitor.bounds, consoleBounds) }))
  const most = overlaps.reduce((best, one) => (one.shared > best.shared ? one : best))
  // A console that lies outside of all of them is about to be on the primary one.
  const consoleId = most.shared > 0 ? most.monitor.id : primaryId
  const rest = monitors.filter(({ id }) => id !== consoleId)
  return rest.reduce((best, one) => (isBetter(one, best, primaryId) ? one : best), rest[0] ?? null)
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

export function isSamePlace(a: Placement, b: Placement): boolean {
  return a.kind === 'monitor' && b.kind === 'monitor' ? a.monitor.id === b.monitor.id : a.kind === b.kind
}
