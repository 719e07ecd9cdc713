import { expect, test } from 'vitest'
import { nextZoom, placeWindow, readWindowState } from './window-state.ts'

const laptop = { x: 0, y: 25, width: 1920, height: 1055 }
const beside = { x: 1920, y: 0, width: 1600, height: 900 }

test.each([
  ['nothing', null, { bounds: null, maximised: false, zoom: 1 }],
  ['no JSON', 'oops', { bounds: null, maximised: false, zoom: 1 }],
  ['a list', '[]', { bounds: null, maximised: false, zoom: 1 }],
  [
    'half a place',
    '{"bounds":{"x":1,"y":2},"maximised":true,"zoom":9}',
    { bounds: null, maximised: true, zoom: 1 },
  ],
  [
    'all of it',
    '{"bounds":{"x":1,"y":2,"width":1100,"height":800},"maximised":false,"zoom":1.5}',
    { bounds: { x: 1, y: 2, width: 1100, height: 800 }, maximised: false, zoom: 1.5 },
  ],
])('a file with %s', (_, text, state) => {
  expect(readWindowState(text)).toEqual(state)
})

test.each([
  ['as it was', { x: 100, y: 80, width: 1200, height: 800 }, { x: 100, y: 80, width: 1200, height: 800 }],
  [
    'on the second monitor',
    { x: 2000, y: 40, width: 1200, height: 800 },
    { x: 2000, y: 40, width: 1200, height: 800 },
  ],
  [
    'half outside, brought in',
    { x: 1000, y: -300, width: 1400, height: 900 },
    { x: 520, y: 25, width: 1400, height: 900 },
  ],
  [
    'larger than its monitor',
    { x: 1920, y: 0, width: 3000, height: 2000 },
    { x: 1920, y: 0, width: 1600, height: 900 },
  ],
  ['a monitor that is gone', { x: 5000, y: 0, width: 1200, height: 800 }, null],
  ['a corner that nobody could take hold of', { x: -1150, y: 100, width: 1200, height: 800 }, null],
])('%s', (_, bounds, placed) => {
  expect(placeWindow(bounds, [laptop, beside])).toEqual(placed)
})

test('on a monitor smaller than the least size the title stays in reach', () => {
  const small = { x: 0, y: 0, width: 800, height: 600 }
  expect(placeWindow({ x: 10, y: 10, width: 1200, height: 800 }, [small])).toEqual({
    x: 0,
    y: 0,
    width: 1024,
    height: 700,
  })
})

test('zoom goes in steps, to 200 % and back, and ends at its ends', () => {
  const up = [1, 2, 3, 4, 5].reduce<number>((zoom) => nextZoom(zoom, 1), 1)
  expect(up).toBe(2)
  expect(nextZoom(2, -1)).toBe(1.75)
  expect(nextZoom(2, 0)).toBe(1)
  expect(nextZoom(3, 1)).toBe(3)
  expect(nextZoom(0.5, -1)).toBe(0.5)
})
