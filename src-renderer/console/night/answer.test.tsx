import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { aNight, aRequest } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const halo = aRequest({ title: 'Halo', artist: 'Beyoncé' })
const queen = aRequest({ title: 'Dancing Queen', artist: 'ABBA', guestId: null, voters: [] })
const both = [halo, queen]

const field = () => screen.queryByRole('textbox', { name: /^Tell/ })

test('T, a digit: the guest is told a usual line, and U takes it back', async () => {
  const { person, asked, show } = renderConsole(aNight({ requests: both }))
  await person.keyboard('t2')
  expect(asked('request.answer')).toEqual([{ id: halo.id, version: 1, answer: 'Maybe later tonight' }])
  await show(aNight({ requests: [{ ...halo, version: 2, answer: 'Maybe later tonight' }, queen] }))
  expect(await screen.findByText(/reads: Maybe later tonight/)).toBeTruthy()
  expect(screen.getByRole('row', { name: /Halo/ }).textContent).toContain('you: “Maybe later tonight”')
  await person.keyboard('u')
  expect(asked('request.answer')[1]).toEqual({ id: halo.id, version: 2, answer: null })
})

test('an own line is typed, digits and all, and Enter sends it', async () => {
  const { person, asked } = renderConsole(aNight({ requests: both }))
  await person.keyboard('tAt 11 sharp{Enter}')
  expect(asked('request.answer')).toEqual([{ id: halo.id, version: 1, answer: 'At 11 sharp' }])
  expect(field()).toBeNull()
})

test('an own line may begin with a digit: in the field digits are written', async () => {
  const { person, asked } = renderConsole(aNight({ requests: both }))
  await person.keyboard('t{Tab}')
  expect(document.activeElement).toBe(field())
  await person.keyboard('2 songs to go{Enter}')
  expect(asked('request.answer')).toEqual([{ id: halo.id, version: 1, answer: '2 songs to go' }])
})

test('by mouse the field takes digits, too', async () => {
  const { person, asked } = renderConsole(aNight({ requests: both }))
  await person.keyboard('t')
  await person.click(screen.getByRole('textbox', { name: /^Tell/ }))
  await person.keyboard('11 sharp{Enter}')
  expect(asked('request.answer')).toEqual([{ id: halo.id, version: 1, answer: '11 sharp' }])
})

test('no key of the list decides while a guest is being told something', async () => {
  const { person, calls } = renderConsole(aNight({ requests: both }))
  const before = calls.length
  await person.keyboard('t{Tab}{Tab}{Tab}adnu')
  expect(calls).toHaveLength(before)
  expect(field()).toHaveProperty('value', 'adnu')
})

test('a digit changes what was said at once', async () => {
  const { person, asked } = renderConsole(
    aNight({ requests: [{ ...halo, answer: 'Maybe later tonight' }, queen] }),
  )
  await person.keyboard('t1')
  expect(asked('request.answer')).toEqual([
    { id: halo.id, version: 1, answer: 'Great choice, it is coming soon' },
  ])
})

test('Escape sends nothing, and the keys mean the list again', async () => {
  const { person, asked } = renderConsole(aNight({ requests: both }))
  await person.keyboard('tMaybe{Escape}a')
  expect(asked('request.answer')).toEqual([])
  expect(asked('request.approve')).toEqual([{ id: halo.id, version: 1 }])
})

test('what was said is there to be changed, and an empty line takes it away', async () => {
  const told = { ...halo, answer: 'Maybe later tonight' }
  const { person, asked } = renderConsole(aNight({ requests: [told, queen] }))
  await person.keyboard('t')
  expect(field()).toHaveProperty('value', 'Maybe later tonight')
  await person.keyboard('{Backspace}')
  expect(screen.getByRole('button', { name: 'Take it back' })).toBeTruthy()
  await person.keyboard('{Enter}')
  expect(asked('request.answer')).toEqual([{ id: halo.id, version: 1, answer: null }])
})

test('with nobody to read it, no field opens', async () => {
  const { person } = renderConsole(aNight({ requests: [queen] }))
  await person.keyboard('t')
  expect(field()).toBeNull()
})
