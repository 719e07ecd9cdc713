import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { refuse } from '../../../src-main/core/result.ts'
import { aNight, aRequest } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

test('guessing is said with what ends it, and no longer once there is a new PIN', async () => {
  const { person, asked, show } = renderConsole(aNight())
  expect(screen.queryByText(/guessing the PIN/)).toBeNull()
  await show(aNight({ door: { guessing: true, code: null } }))
  const alert = screen.getByText(/Someone is guessing the PIN/).closest<HTMLElement>('[role="alert"]')
  if (!alert) throw new Error('not told at once')
  await person.click(within(alert).getByRole('button', { name: 'New PIN' }))
  expect(asked('event.rotatePin')).toEqual([{ version: 7 }])
  await show(aNight({ event: { version: 8, pin: '5183' } }))
  expect(screen.queryByText(/guessing the PIN/)).toBeNull()
})

test('a PIN that lets nobody in gives way to the code wherever the DJ reads it out', async () => {
  const night = aNight({ door: { guessing: true, code: '7K3M-2QPA' } })
  const { person } = renderConsole(night)
  expect(screen.getByText(/lets nobody in any more.*type 7K3M-2QPA/)).toBeTruthy()
  expect(screen.getByText('7K3M-2QPA', { selector: 'main strong' })).toBeTruthy()
  await person.click(screen.getByRole('button', { name: /^Code 7K3M-2QPA/ }))
  const panel = await screen.findByRole('dialog', { name: 'How guests join' })
  expect(within(panel).getByText('4827')).toBeTruthy()
  expect(within(panel).getByText('7K3M-2QPA')).toBeTruthy()
})

test('health tells of guessing too, with the same way out', async () => {
  const { person, asked } = renderConsole(aNight({ door: { guessing: true, code: null } }))
  await person.click(screen.getByRole('button', { name: /^Database/ }))
  const panel = await screen.findByRole('dialog')
  await person.click(within(panel).getByRole('button', { name: 'New PIN' }))
  expect(asked('event.rotatePin')).toHaveLength(1)
})

test('P and the button in the header pause requests; the line above them says so and resumes', async () => {
  const { person, asked, show } = renderConsole(aNight({ requests: [aRequest()] }))
  await person.keyboard('p')
  expect(asked('event.update')).toEqual([{ version: 7, change: { requestsPaused: true } }])
  await show(aNight({ event: { version: 8, requestsPaused: true } }))
  const button = screen.getByRole('button', { name: 'Pause requests' })
  expect(button.getAttribute('aria-pressed')).toBe('true')
  expect(screen.getByText('Requests are paused.')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Resume' }))
  expect(asked('event.update')[1]).toEqual({ version: 8, change: { requestsPaused: false } })
  await show(aNight({ event: { version: 9 } }))
  await person.click(button)
  expect(asked('event.update')[2]).toEqual({ version: 9, change: { requestsPaused: true } })
})

test('a new link is offered back over the panel for a while, on the version that it left', async () => {
  const { person, asked, show } = renderConsole(aNight())
  await person.click(screen.getByRole('button', { name: /^PIN/ }))
  await person.click(await screen.findByRole('button', { name: 'New link' }))
  expect(asked('event.rotateLink')).toEqual([{ version: 7 }])
  await show(aNight({ event: { version: 8 } }))
  await screen.findByRole('button', { name: 'Undo' })
  await person.keyboard('r')
  expect(asked('event.takeBackLink')).toEqual([{ version: 8 }])
  expect(screen.getByRole('dialog')).toBeTruthy()
})

test('a link that can not be taken back any more is said in words', async () => {
  const { person, show } = renderConsole(aNight(), { 'event.takeBackLink': () => refuse('undo-over') })
  await person.click(screen.getByRole('button', { name: /^PIN/ }))
  await person.click(await screen.findByRole('button', { name: 'New link' }))
  await show(aNight({ event: { version: 8 } }))
  await screen.findByRole('button', { name: 'Undo' })
  await person.keyboard('r')
  expect(await screen.findByText('It is too late to take that back.')).toBeTruthy()
})
