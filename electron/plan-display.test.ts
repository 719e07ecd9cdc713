import { expect, test } from 'vitest'
import { chooseDisplayMonitor, type Monitor, planDisplay, type Situation } from './plan-display.ts'

function monitor(id: number, x: number, width = 1920, height = 1080, internal = false): Monitor {
  return { id, bounds: { x, y: 0, width, height }, internal }
}

const laptop = monitor(1, 0, 1440, 900, true)
const projector = monitor(2, 1440)
const wall = monitor(3, 3360, 3840, 2160)
const onLaptop = { x: 100, y: 50, width: 1200, height: 800 }
const onProjector = { x: 1500, y: 50, width: 1200, height: 800 }
const across = { x: 1300, y: 50, width: 1200, height: 800 }
const nowhere = { x: -9000, y: -9000, width: 1200, height: 800 }

test.each<[string, readonly Monitor[], number, typeof onLaptop, number | null]>([
  ['one monitor', [laptop], 1, onLaptop, null],
  ['no monitor', [], 1, onLaptop, null],
  ['laptop and projector', [laptop, projector], 1, onLaptop, 2],
  ['the order does not matter', [projector, laptop], 1, onLaptop, 2],
  ['console on the projector', [laptop, projector], 1, onProjector, 1],
  ['console mostly on the projector', [laptop, projector], 1, across, 1],
  ['projector is the primary one', [laptop, projector], 2, onLaptop, 2],
  ['the largest of the others', [laptop, projector, wall], 1, onLaptop, 3],
  ['a plugged-in one before the built-in one', [laptop, projector, wall], 1, onProjector, 3],
  ['not the primary one before the largest', [laptop, projector, wall], 3, onLaptop, 2],
  ['console out of sight counts as on the primary one', [laptop, projector], 1, nowhere, 2],
  ['console out of sight, projector primary', [laptop, projector], 2, nowhere, 1],
])('%s', (_, monitors, primaryId, consoleBounds, chosen) => {
  expect(chooseDisplayMonitor(monitors, primaryId, consoleBounds)?.id ?? null).toBe(chosen)
})

const situation: Situation = {
  monitors: [laptop, projector],
  primaryId: 1,
  consoleBounds: onLaptop,
  wish: 'auto',
  night: true,
  now: { kind: 'none' },
}
const place = (change: Partial<Situation>) => {
  const planned = planDisplay({ ...situation, ...change })
  return planned.kind === 'monitor' ? planned.monitor.id : planned.kind
}
const only = [laptop]

test.each<[string, Partial<Situation>, number | string]>([
  ['a night opens, a second monitor is there', {}, 2],
  ['no night yet', { night: false }, 'none'],
  ['no night yet, but asked for', { night: false, wish: 'open' }, 2],
  ['closed by the DJ', { wish: 'closed' }, 'none'],
  ['one monitor', { monitors: only }, 'none'],
  ['one monitor, asked for', { monitors: only, wish: 'open' }, 'window'],
  ['its monitor is unplugged', { monitors: only, now: { kind: 'monitor', monitor: projector } }, 'none'],
  [
    'unplugged, but asked for',
    { monitors: only, wish: 'open', now: { kind: 'monitor', monitor: projector } },
    'window',
  ],
  ['plugged in while it is a window', { wish: 'open', now: { kind: 'window' } }, 2],
  [
    'a larger one is plugged in',
    { monitors: [laptop, projector, wall], now: { kind: 'monitor', monitor: projector } },
    2,
  ],
  [
    'its monitor goes, another stays',
    { monitors: [laptop, wall], now: { kind: 'monitor', monitor: projector } },
    3,
  ],
])('%s', (_, change, expected) => expect(place(change)).toBe(expected))
