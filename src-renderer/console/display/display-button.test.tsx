import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { DisplayChoice, DisplayStand } from '../../../src-main/contract/display-commands.ts'
import { done } from '../../../src-main/core/result.ts'
import { aNight } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'
import { pictureEveryMs } from './use-display-stand.ts'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const laptop = { label: 'Built-in', x: 0, y: 0, width: 1440, height: 900 }
const projector = { label: 'EPSON', x: 1440, y: 0, width: 1920, height: 1080 }

function aStand(choice: DisplayChoice = { kind: 'best' }, picture: string | null = null): DisplayStand {
  const chosen = (label: string) => choice.kind === 'monitor' && choice.monitor.label === label
  return {
    picture,
    choice,
    monitors: [
      {
        monitor: laptop,
        size: { width: 2880, height: 1800 },
        builtIn: true,
        console: true,
        display: false,
        chosen: chosen('Built-in'),
      },
      {
        monitor: projector,
        size: { width: 1920, height: 1080 },
        builtIn: false,
        console: false,
        display: true,
        chosen: chosen('EPSON'),
      },
    ],
  }
}

const button = () => screen.getByRole('button', { name: /^Display/ })
const radio = (name: string) => screen.getByRole('radio', { name })

test('one click opens the display and shows where; the next leaves it as it is', async () => {
  const { person, asked, show } = renderConsole(aNight(), { 'shell.lookAtDisplay': () => done(aStand()) })
  await person.click(button())
  expect(asked('shell.openDisplay')).toEqual([{}])
  await show(aNight({ displayOpen: true }))
  const card = await screen.findByRole('dialog', { name: 'Display' })
  expect(within(card).getByText('2880 × 1800, the console is here')).toBeTruthy()
  expect(within(card).getByText('1920 × 1080, the display is here')).toBeTruthy()
  await person.keyboard('{Escape}')
  await person.click(button())
  expect(asked('shell.openDisplay')).toHaveLength(1)
  await person.click(await screen.findByRole('button', { name: 'Close the display' }))
  expect(asked('shell.closeDisplay')).toEqual([{}])
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a monitor is chosen by what it is known again by; the console’s own can not be covered', async () => {
  let choice: DisplayChoice = { kind: 'best' }
  const { person, asked } = renderConsole(aNight({ displayOpen: true }), {
    'shell.lookAtDisplay': () => done(aStand(choice)),
    'shell.placeDisplay': (input) => {
      choice = input.choice
      return done()
    },
  })
  await person.click(button())
  expect((await screen.findByRole('radio', { name: 'Find it by itself' })).getAttribute('aria-checked')).toBe(
    'true',
  )
  expect(radio('Built-in').hasAttribute('disabled')).toBe(true)
  await person.click(radio('EPSON'))
  expect(asked('shell.placeDisplay')).toEqual([{ choice: { kind: 'monitor', monitor: projector } }])
  await vi.waitFor(() => expect(radio('EPSON').getAttribute('aria-checked')).toBe('true'))
  await person.click(radio('As a window'))
  expect(asked('shell.placeDisplay')[1]).toEqual({ choice: { kind: 'window' } })
})

test('a chosen monitor that is not connected stays chosen, and says so', async () => {
  const choice = { kind: 'monitor', monitor: { ...projector, label: 'BenQ' } } as const
  const { person } = renderConsole(aNight({ displayOpen: true }), {
    'shell.lookAtDisplay': () => done(aStand(choice)),
  })
  await person.click(button())
  expect((await screen.findByRole('radio', { name: 'BenQ' })).getAttribute('aria-checked')).toBe('true')
  expect(screen.getByText(/Not connected now/)).toBeTruthy()
})

test('the picture is renewed while it is looked at, and no longer', async () => {
  vi.useFakeTimers()
  let looks = 0
  const picture = () => screen.queryByRole<HTMLImageElement>('img', { name: 'What the room sees now' })?.src
  renderConsole(aNight({ displayOpen: true }), {
    'shell.lookAtDisplay': () => done(aStand({ kind: 'best' }, `data:image/jpeg;base64,${++looks}`)),
  })
  const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
  await wait(pictureEveryMs * 3)
  expect(looks).toBe(0)
  fireEvent.click(button())
  await wait(0)
  expect(picture()).toBe('data:image/jpeg;base64,1')
  await wait(pictureEveryMs)
  expect(picture()).toBe('data:image/jpeg;base64,2')
  fireEvent.click(button())
  await wait(pictureEveryMs * 3)
  expect(looks).toBe(2)
})

test('the key makes the display black and shows it again; the header says so from afar', async () => {
  const { person, asked, show } = renderConsole(aNight({ displayOpen: true }))
  await person.keyboard('.')
  expect(asked('shell.blankDisplay')).toEqual([{ blank: true }])
  await show(aNight({ displayOpen: true, displayBlank: true }))
  expect(screen.getByRole('button', { name: 'Display: black' }).textContent).toBe('Black')
  await person.keyboard('.')
  expect(asked('shell.blankDisplay')[1]).toEqual({ blank: false })
  await show(aNight({ displayOpen: true }))
  expect(screen.queryByRole('button', { name: 'Display: black' })).toBeNull()
})

test('the key works in the display’s own card too, once', async () => {
  const { person, asked } = renderConsole(aNight({ displayOpen: true }), {
    'shell.lookAtDisplay': () => done(aStand()),
  })
  await person.click(button())
  await screen.findByRole('dialog', { name: 'Display' })
  await person.keyboard('.')
  expect(asked('shell.blankDisplay')).toEqual([{ blank: true }])
})

test('the key works for browsers that show it, with no window open', async () => {
  const displayLink = { here: 'http://localhost:4747/display#a', lan: null, screens: 1 }
  const { person, asked, show } = renderConsole(aNight({ displayLink }), {
    'shell.lookAtDisplay': () => done(aStand()),
  })
  await person.keyboard('.')
  expect(asked('shell.blankDisplay')).toEqual([{ blank: true }])
  // The television goes: it comes back black, until the DJ wants otherwise.
  await show(aNight({ displayLink: { ...displayLink, screens: 0 }, displayBlank: true }))
  await person.click(screen.getByRole('button', { name: 'Display: black' }))
  await person.click(await screen.findByRole('switch', { name: 'Black' }))
  expect(asked('shell.blankDisplay')[1]).toEqual({ blank: false })
})

test('without a display the key says that there is none', async () => {
  const { person, asked } = renderConsole(aNight())
  await person.keyboard('.')
  expect(asked('shell.blankDisplay')).toEqual([])
  expect(screen.getByText('The display is not open.')).toBeTruthy()
})
