import { expect, test } from 'vitest'
import { findMonitor, identify, type Monitor } from './known-monitor.ts'

function monitor(id: number, label: string, x: number, width = 1920, height = 1080): Monitor {
  return { id, label, bounds: { x, y: 0, width, height }, internal: false, scaleFactor: 1 }
}

const laptop = monitor(1, 'Built-in', 0, 1440, 900)
const projector = monitor(2, 'EPSON', 1440)
const twin = monitor(3, 'EPSON', 3360)
const nameless = monitor(4, '', 1440)

test.each<[string, readonly Monitor[], Monitor, number | null]>([
  ['as it was', [laptop, projector], projector, 2],
  ['another number', [laptop, { ...projector, id: 9 }], projector, 9],
  ['on another side', [laptop, monitor(2, 'EPSON', -1920)], projector, 2],
  ['another resolution', [laptop, monitor(2, 'EPSON', 1440, 1280, 720)], projector, 2],
  ['one of two alike, by its place', [laptop, projector, twin], twin, 3],
  [
    'of two alike its size',
    [projector, monitor(3, 'EPSON', 3360, 1280, 720)],
    monitor(7, 'EPSON', 0, 1280, 720),
    3,
  ],
  ['two alike, both elsewhere: can not be told', [laptop, projector, twin], monitor(7, 'EPSON', 9000), null],
  ['not connected', [laptop], projector, null],
  ['another one in its place', [laptop, monitor(5, 'BenQ', 1440)], projector, null],
  ['without a name, in its place', [laptop, nameless], nameless, 4],
  ['without a name, elsewhere: can not be told', [laptop, monitor(4, '', -1920)], nameless, null],
])('%s', (_, connected, known, found) => {
  expect(findMonitor(connected, identify(known))?.id ?? null).toBe(found)
})

test('a name without end is cut before it is kept', () => {
  const endless = monitor(2, 'x'.repeat(5000), 1440)
  expect(identify(endless).label).toHaveLength(200)
  expect(findMonitor([laptop, endless], identify(endless))?.id).toBe(2)
})
