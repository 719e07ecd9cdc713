import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { aNight, anAccount, aSpotify, aSummary } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const practising = (pace: 'paused' | 'usual' | 'fast') =>
  aNight({ event: { purpose: 'practice' }, practice: { pace, guests: 3 } })

test('a practice night says what it is, waits, hurries and ends by a press each', async () => {
  const { person, asked, show } = renderConsole(practising('usual'))
  const bar = within(screen.getByRole('region', { name: 'Practice night' }))
  expect(bar.getByText(/invented guests/)).toBeTruthy()
  await person.click(bar.getByRole('button', { name: 'Let them wait' }))
  await show(practising('paused'))
  await person.click(bar.getByRole('button', { name: 'Let them go on' }))
  await person.click(bar.getByRole('button', { name: 'Faster' }))
  expect(asked('practice.setPace')).toEqual([{ pace: 'paused' }, { pace: 'usual' }, { pace: 'fast' }])
  await person.click(bar.getByRole('button', { name: 'End practice' }))
  expect(asked('practice.stop')).toHaveLength(1)
})

test('a real night has none of that, and leads to a practice by the menu', async () => {
  const { person, asked } = renderConsole(aNight({ event: { status: 'offline' } }))
  expect(screen.queryByRole('region', { name: 'Practice night' })).toBeNull()
  await person.click(screen.getByRole('button', { name: 'Menu' }))
  await person.click(await screen.findByRole('menuitem', { name: 'Practise with invented guests' }))
  expect(asked('practice.start')).toHaveLength(1)
})

test('before a night is open one can practise too', async () => {
  const { person, asked } = renderConsole({
    phase: 'no-event',
    user: anAccount(),
    events: [aSummary()],
    catalogue: null,
    spotify: aSpotify(),
  })
  await person.click(screen.getByRole('button', { name: 'Practise' }))
  expect(asked('practice.start')).toHaveLength(1)
})
