import { expect, test } from 'vitest'
import type { DisplayChoice } from '../src-main/contract/display-commands.ts'
import { identify, type Monitor } from './known-monitor.ts'
import { chooseDisplayMonitor, isSamePlace, planDisplay, type Situation } from './plan-display.ts'

function monitor(id: number, x: number, width = 1920, height = 1080, internal = false): Monitor {
  return { id, label: `Monitor ${id}`, bounds: { x, y: 0, width, height }, internal, scaleFactor: 1 }
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
  choice: { kind: 'best' },
  ready: true,
  now: { kind: 'none' },
}
const choose = (chosen: Monitor): DisplayChoice => ({ kind: 'monitor', monitor: identify(chosen) })
const on = (held: Monitor) => ({ kind: 'monitor', monitor: held }) as const
const place = (change: Partial<Situation>) => {
  const planned = planDisplay({ ...situation, ...change })
  return planned.kind === 'monitor' ? planned.monitor.id : planned.kind
}
const only = [laptop]

test.each<[string, Partial<Situation>, number | string]>([
  ['a second monitor is there', {}, 2],
  ['not started yet', { ready: false }, 'none'],
  ['not started yet, but asked for', { ready: false, wish: 'open' }, 2],
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

/** The projector shows what the laptop shows: some systems tell of both, one over the other. */
const mirrored = [laptop, monitor(2, 0, 1920, 1080)]

test.each<[string, Partial<Situation>, number | string]>([
  ['one shows what the other shows: nothing covers the console', { monitors: mirrored }, 'none'],
  ['told in another order', { monitors: mirrored.toReversed() }, 'none'],
  ['asked for', { monitors: mirrored, wish: 'open' }, 'window'],
  ['from the moment they are mirrored', { monitors: mirrored, now: on(projector) }, 'none'],
  ['chosen', { monitors: mirrored, choice: choose(projector) }, 'none'],
  ['a third one is free', { monitors: [...mirrored, wall], choice: choose(projector) }, 3],
])('mirrored monitors: %s', (_, change, expected) => expect(place(change)).toBe(expected))

const three = [laptop, projector, wall]

test.each<[string, Partial<Situation>, number | string]>([
  ['chosen, although another is larger', { monitors: three, choice: choose(projector) }, 2],
  ['chosen while it is elsewhere', { monitors: three, choice: choose(projector), now: on(wall) }, 2],
  ['chosen, but not connected: the best', { choice: choose(wall) }, 2],
  [
    'chosen, but not connected: stays where it is',
    { monitors: three, choice: choose(monitor(9, 9000)), now: on(projector) },
    2,
  ],
  ['chosen and back again', { monitors: three, choice: choose(projector), now: on(wall) }, 2],
  [
    'chosen, back with another number',
    { monitors: [laptop, { ...projector, id: 77 }, wall], choice: choose(projector) },
    77,
  ],
  ['chosen, before that is read', { choice: choose(projector), ready: false }, 'none'],
  ['chosen, then closed', { choice: choose(projector), wish: 'closed' }, 'none'],
  [
    'chosen, and the console was taken there',
    { monitors: three, choice: choose(projector), consoleBounds: onProjector },
    3,
  ],
  [
    'the console is taken onto the display',
    { choice: choose(projector), consoleBounds: onProjector, now: on(projector) },
    2,
  ],
  ['chosen, the only one left', { monitors: only, choice: choose(laptop), wish: 'open' }, 'window'],
  ['a window is chosen, not asked for yet', { choice: { kind: 'window' } }, 'none'],
  ['a window is chosen and asked for', { choice: { kind: 'window' }, wish: 'open' }, 'window'],
  [
    'a window is chosen while it fills a monitor',
    { choice: { kind: 'window' }, wish: 'open', now: on(projector) },
    'window',
  ],
])('%s', (_, change, expected) => expect(place(change)).toBe(expected))

test.each<[string, Monitor, boolean]>([
  ['as it was', projector, true],
  ['another resolution', monitor(2, 1440, 1280, 720), false],
  ['put to another side', monitor(2, -1920), false],
  ['another monitor', wall, false],
])('a place is the same only with the same bounds: %s', (_, then, same) => {
  expect(isSamePlace(on(projector), on(then))).toBe(same)
})
