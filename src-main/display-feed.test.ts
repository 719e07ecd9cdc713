import { expect, test, vi } from 'vitest'
import { usualLook } from './core/display-mood.ts'
import { createDisplayDoor, createScreens } from './display-feed.ts'
import { createLive } from './live.ts'
import { createPulse } from './projections/feeds.ts'

test('a screen that came while the display was otherwise sees it become as it was for the one before', () => {
  vi.useFakeTimers()
  const pulse = createPulse()
  const screens = createScreens(pulse.touch)
  let blank = true
  const { views } = createDisplayDoor({
    link: { check: () => 'right', onChange: () => () => {} },
    live: createLive(),
    pulse,
    screens,
    view: () => ({ room: null, join: null, look: usualLook, blank }),
  })
  const seen: boolean[] = []
  views.subscribe((json) => seen.push(JSON.parse(json).blank))
  function become(next: boolean): void {
    blank = next
    pulse.touch()
    vi.runAllTimers()
  }
  screens.set(1)
  become(true)
  screens.set(0)
  become(false)
  screens.set(1)
  expect(JSON.parse(views.current())).toMatchObject({ blank: false })
  become(true)
  expect(seen.at(-1)).toBe(true)
  expect(seen).toHaveLength(2)
  pulse.stop()
  vi.useRealTimers()
})

test('after a sleep each screen is told where the song is by now, though nothing else has changed', () => {
  vi.useFakeTimers()
  const pulse = createPulse()
  const screens = createScreens(pulse.touch)
  const { views } = createDisplayDoor({
    link: { check: () => 'right', onChange: () => () => {} },
    live: createLive(),
    pulse,
    screens,
    view: () => ({ room: null, join: null, look: usualLook, blank: false }),
  })
  let told = 0
  views.subscribe(() => told++)
  screens.set(1)
  vi.runAllTimers()
  pulse.touch()
  vi.runAllTimers()
  expect(told).toBe(1)
  screens.renew()
  vi.runAllTimers()
  expect(told).toBe(2)
  pulse.touch()
  vi.runAllTimers()
  expect(told).toBe(2)
  pulse.stop()
  vi.useRealTimers()
})
