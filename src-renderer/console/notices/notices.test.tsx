import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { ConsoleNotice } from '../../../src-main/contract/console-view.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aNight, approved, aRequest, idOf } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Notice to the room' })
const aNotice = (text: string, change: Partial<ConsoleNotice> = {}): ConsoleNotice => ({
  ...{ id: idOf(text.length), text, remainingMs: null, target: 'both' as const },
  ...change,
})

test('M, a line, Enter: it is sent, and the keys are the inbox’s again', async () => {
  const { person, asked } = renderConsole(aNight({ requests: [aRequest({ id: idOf(1) })] }))
  await person.keyboard('mLast orders{Enter}')
  expect(asked('notice.send')).toEqual([
    { id: expect.any(String), text: 'Last orders', target: 'both', span: 30 },
  ])
  expect(field().value).toBe('')
  await person.keyboard('a')
  expect(asked('request.approve')).toHaveLength(1)
  expect(asked('notice.send')).toHaveLength(1)
})

test('where to and how long are chosen beside the line, and stay for the next one', async () => {
  const { person, asked } = renderConsole(aNight())
  await person.click(field())
  await person.click(screen.getByRole('radio', { name: 'Display' }))
  await person.click(screen.getByRole('radio', { name: 'Stays' }))
  await person.type(field(), 'Buffet is open{Enter}')
  await person.type(field(), 'Last orders{Enter}')
  expect(asked('notice.send')).toMatchObject([
    { text: 'Buffet is open', target: 'display', span: null },
    { text: 'Last orders', target: 'display', span: null },
  ])
})

test('while it is typed one sees how it will stand on the display, unless it is for phones alone', async () => {
  const { person } = renderConsole(aNight({ nowPlaying: approved({ title: 'Halo' }), displayOpen: true }))
  await person.type(field(), '  Last   orders')
  const preview = screen.getByRole('img', { name: 'On the display: Last orders' })
  expect(preview.textContent).toContain('Halo')
  expect(screen.queryByText('The display is not open.')).toBeNull()
  await person.click(screen.getByRole('radio', { name: 'Phones' }))
  expect(screen.queryByRole('img', { name: /On the display/ })).toBeNull()
})

test('a display that shows nothing is said before the line is sent in vain', async () => {
  const { person, show } = renderConsole(aNight())
  await person.type(field(), 'Last orders')
  expect(screen.getByText('The display is not open.')).toBeTruthy()
  await show(aNight({ displayOpen: true, event: { pages: { requests: true, display: false } } }))
  expect(screen.getByText('The display is turned off in the settings.')).toBeTruthy()
})

test('nothing is sent that nobody could see, and what was refused stays to be sent again, as the same', async () => {
  let isAway = true
  const { person, asked } = renderConsole(aNight(), {
    'notice.send': () => (isAway ? refuse('database-away') : done()),
  })
  await person.type(field(), '   {Enter}')
  expect(asked('notice.send')).toEqual([])
  await person.type(field(), 'Last orders{Enter}')
  expect(screen.getByText(/cannot reach its database/)).toBeTruthy()
  expect(field().value.trim()).toBe('Last orders')
  isAway = false
  await person.keyboard('{Enter}')
  const ids = asked('notice.send').map((sent) => (sent as { id: string }).id)
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(1)
  expect(field().value).toBe('')
})

test('Escape leads out of the line and keeps what was typed', async () => {
  const { person } = renderConsole(aNight())
  await person.type(field(), 'Last or{Escape}')
  expect(document.activeElement).not.toBe(field())
  expect(field().value).toBe('Last or')
})

test('ready-made lines and one’s own come by a menu, ready to be completed', async () => {
  const { person, asked } = renderConsole(aNight(), {
    'notice.lines': () => done({ lines: ['Speeches in ten minutes', 'The buffet is open'] }),
  })
  await person.click(screen.getByRole('button', { name: 'Ready-made lines' }))
  await screen.findByRole('menuitem', { name: 'Speeches in ten minutes' })
  // One that is ready-made anyway stands there once.
  expect(screen.getAllByRole('menuitem', { name: 'The buffet is open' })).toHaveLength(1)
  await person.click(screen.getByRole('menuitem', { name: 'Happy birthday, …!' }))
  await waitFor(() => expect(document.activeElement).toBe(field()))
  await waitFor(() => expect(field().selectionStart).toBe('Happy birthday, '.length))
  await person.keyboard('Léa{Enter}')
  expect(asked('notice.send')).toMatchObject([{ text: 'Happy birthday, Léa!' }])
})

test('what is on air stands there with what is left of its time', async () => {
  const { show } = renderConsole(aNight())
  expect(screen.queryByRole('list', { name: 'Notices on air' })).toBeNull()
  vi.useFakeTimers()
  await show(
    aNight({
      notices: [
        aNotice('Last orders', { remainingMs: 23_400 }),
        aNotice('The buffet is open', { target: 'phones' }),
      ],
    }),
  )
  const rows = () => {
    const list = screen.getByRole('list', { name: 'Notices on air' })
    return within(list)
      .getAllByRole('listitem')
      .map((row) => row.textContent)
  }
  expect(rows()).toEqual([
    'Last orders0:24 · on display and phones',
    'The buffet is openuntil removed · on phones',
  ])
  act(() => vi.advanceTimersByTime(10_000))
  expect(rows()[0]).toContain('0:14')
})

test('one is removed by its button, and comes back by U', async () => {
  const { person, asked } = renderConsole(aNight({ notices: [aNotice('Last orders')] }))
  await person.click(screen.getByRole('button', { name: 'Remove “Last orders”' }))
  expect(asked('notice.remove')).toEqual([{ id: idOf(11) }])
  expect(await screen.findByText('“Last orders” is off the air.')).toBeTruthy()
  await person.keyboard('u')
  expect(asked('notice.restore')).toEqual([{ id: idOf(11) }])
})
