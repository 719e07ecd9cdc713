import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ShownNotice } from '../../src-main/contract/guest-api.ts'
import { Display } from './display.tsx'
import { turnTimes } from './notices.tsx'
import { createDisplayStore } from './store.ts'
import { playing, room, view } from './testing/views.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
const { turnMs, leastMs } = turnTimes

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const notice = (text: string): ShownNotice => ({ id: text, text, remainingMs: null })

/** The display with these on air, in a night where a song plays. */
function openDisplay(...texts: readonly string[]) {
  const store = createDisplayStore(() => performance.now())
  const show = (...next: readonly string[]) =>
    store.receive(
      view(
        room({
          nowPlaying: playing('1', { title: 'Halo' }),
          ...(next.length > 0 && { notices: next.map(notice) }),
        }),
      ),
    )
  show(...texts)
  render(<Display store={store} />)
  return {
    show: (...next: readonly string[]) => act(() => show(...next)),
    wait: (ms: number) => act(() => vi.advanceTimersByTime(ms)),
    store,
  }
}

const band = () => screen.queryByRole('region', { name: 'From the DJ' })
/** What stands there now; the others lie behind it, unseen. */
const stands = () =>
  [...(band()?.querySelectorAll('[data-shown="true"]') ?? [])].map(({ textContent }) => textContent).join('')

test('a notice stands beside the song and the code, and goes', () => {
  const { show } = openDisplay()
  expect(band()).toBeNull()
  show('Last orders at the bar')
  expect(stands()).toBe('Last orders at the bar')
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Halo')
  expect(screen.getByRole('img', { name: /QR code/ })).toBeTruthy()
  show()
  expect(band()).toBeNull()
})

test('several take turns of six seconds, and the one that was just sent is first', () => {
  const { show, wait } = openDisplay('Buffet is open')
  wait(leastMs)
  show('Buffet is open', 'Last orders')
  wait(0)
  expect(stands()).toBe('Last orders')
  wait(turnMs - 1)
  expect(stands()).toBe('Last orders')
  wait(1)
  expect(stands()).toBe('Buffet is open')
  wait(turnMs)
  expect(stands()).toBe('Last orders')
})

test('views of the same notices do not hold up the turns', () => {
  const { show, wait } = openDisplay('Buffet is open', 'Last orders')
  wait(leastMs)
  expect(stands()).toBe('Last orders')
  wait(turnMs / 2)
  show('Buffet is open', 'Last orders')
  wait(turnMs / 2)
  expect(stands()).toBe('Buffet is open')
})

test('of three that come within a second each is read, before the shortest of them ends', () => {
  const { show, wait } = openDisplay()
  const seen: string[] = []
  const look = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 250) {
      wait(250)
      if (stands() !== seen.at(-1)) seen.push(stands())
    }
  }
  show('Taxi')
  look(500)
  show('Taxi', 'Buffet')
  look(500)
  show('Taxi', 'Buffet', 'Cake')
  look(3 * leastMs - 1000)
  expect(seen).toEqual(['Taxi', 'Buffet', 'Cake'])
  show('Buffet', 'Cake')
  look(turnMs)
  expect(seen.at(-1)).toBe('Buffet')
})

test('when the one that stands ends, another takes its place at once', () => {
  const { show } = openDisplay('Buffet is open', 'Last orders')
  show('Buffet is open')
  expect(stands()).toBe('Buffet is open')
})

test('it stands in the invitation and in a night that is away, and a display that is off stays off', () => {
  const { store } = openDisplay()
  const notices = [notice('Please drive home safely')]
  act(() => store.receive(view(room({ notices }))))
  expect(stands()).toBe('Please drive home safely')
  act(() => store.receive(view(room({ notices }, { status: 'offline' }))))
  expect(stands()).toBe('Please drive home safely')
  act(() => store.receive(view(room({ notices }, { pages: { requests: true, display: false } }))))
  expect(band()).toBeNull()
})

test('a text from the DJ is text, never markup', () => {
  openDisplay('<b>Hi</b>')
  expect(stands()).toBe('<b>Hi</b>')
})
