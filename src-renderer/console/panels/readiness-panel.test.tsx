import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ReadinessLine, ReadinessView } from '../../../src-main/contract/readiness.ts'
import { aNight, aRequest } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const fine: readonly ReadinessLine[] = [
  { part: 'database', state: 'ok', words: 'Written and read back in 4 ms.' },
  { part: 'request', state: 'ok', words: '“Halo” was asked for, reached an inbox, and was wiped, in 40 ms.' },
]

function checked(lines: readonly ReadinessLine[], running = false): ReadinessView {
  return { running, at: running ? null : 1, lines: [...lines] }
}

function standby(readiness: ReadinessView | null = null) {
  return aNight({ event: { status: 'standby' }, readiness })
}

test('the first time live, everything is tried before; when all is fine Enter goes live', async () => {
  const { person, asked, show } = renderConsole(standby())
  await person.click(screen.getByRole('radio', { name: 'Live' }))
  expect(asked('event.setStatus')).toEqual([])
  expect(asked('readiness.check')).toHaveLength(1)
  const panel = within(await screen.findByRole('dialog', { name: 'Ready to go live?' }))
  await show(standby(checked([{ part: 'database', state: 'running', words: 'Trying…' }], true)))
  expect(panel.getByText('Trying everything: 0 of 1')).toBeTruthy()
  expect(panel.getByRole('button', { name: 'Go live anyway' })).toBeTruthy()
  await show(standby(checked(fine)))
  expect(panel.getByText('Everything is ready')).toBeTruthy()
  await person.keyboard('{Enter}')
  expect(asked('event.setStatus')).toEqual([{ status: 'live', version: 7 }])
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('what is wrong has its remedy, and keeps nobody from going live', async () => {
  const { person, asked } = renderConsole(
    standby(
      checked([...fine, { part: 'page', state: 'attention', words: 'This computer is in no network.' }]),
    ),
  )
  await person.keyboard('l')
  const panel = within(await screen.findByRole('dialog'))
  expect(panel.getByText('1 thing to look at')).toBeTruthy()
  expect(panel.getByRole('button', { name: 'Choose the network' })).toBeTruthy()
  await person.click(panel.getByRole('button', { name: 'Try again' }))
  expect(asked('readiness.check')).toHaveLength(1)
  await person.click(panel.getByRole('button', { name: 'Go live anyway' }))
  expect(asked('event.setStatus')).toHaveLength(1)
})

test('in the midst of a night live is live at once', async () => {
  const night = aNight({ event: { status: 'standby' }, requests: [aRequest()] })
  const { person, asked } = renderConsole(night)
  await person.click(screen.getByRole('radio', { name: 'Live' }))
  expect(asked('event.setStatus')).toEqual([{ status: 'live', version: 7 }])
})
