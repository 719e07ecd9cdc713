import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { driftEveryMs } from './drift.ts'
import type { LinkState } from './link-line.ts'
import { LinkPage } from './link-page.tsx'
import { createDisplayStore } from './store.ts'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('what a screen says all night while there is no laptop burns in no more than the night itself', async () => {
  vi.useFakeTimers()
  const link = createStore<LinkState>(() => 'away')
  const store = createDisplayStore(() => 0)
  render(<LinkPage store={store} link={link} options={{ overlay: false, nowOnly: false }} />)
  expect(screen.getByRole('heading').textContent).toBe('Looking for Cueline')
  const place = () => screen.getByRole('main').style.getPropertyValue('--drift-x')
  const seen = new Set([place()])
  for (let step = 0; step < 5; step++) {
    await act(() => vi.advanceTimersByTimeAsync(driftEveryMs))
    seen.add(place())
  }
  expect(seen.size).toBe(6)
})
