import { expect, test } from 'vitest'
import { displayHealth } from './display-health.ts'

const open = { open: true, blank: false, monitors: 2, missing: false }

test.each([
  ['open on its monitor', open, true, 'ok', /is open/],
  ['one monitor alone', { ...open, open: false, monitors: 1 }, true, 'ok', /No second monitor/],
  ['closed with a monitor for it', { ...open, open: false }, true, 'attention', /display is closed/],
  ['its monitor unplugged', { ...open, monitors: 1, missing: true }, true, 'attention', /shown elsewhere/],
  [
    'its monitor unplugged, nothing shown',
    { ...open, open: false, missing: true },
    true,
    'attention',
    /gone/,
  ],
  ['black', { ...open, blank: true }, true, 'attention', /black/],
  [
    'black on a television alone',
    { ...open, open: false, blank: true, monitors: 1 },
    true,
    'attention',
    /black/,
  ],
  ['a night without a display', { ...open, open: false }, false, 'ok', /off tonight/],
] as const)('%s', (_, state, wanted, expected, words) => {
  const health = displayHealth(state, wanted, true)
  expect(health.state).toBe(expected)
  expect(health.words).toMatch(words)
})

test('a television that shows it is a display, too', () => {
  const alone = { open: false, blank: false, monitors: 1, missing: false }
  expect(displayHealth(alone, true, true, 1)).toEqual({
    state: 'ok',
    words: 'The display is open by its link.',
  })
})
