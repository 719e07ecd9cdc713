import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ConsoleView } from '../../../src-main/contract/console-view.ts'
import { refuse } from '../../../src-main/core/result.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

type Waiting = Extract<ConsoleView, { phase: 'migration' }>

function waiting(parts: Partial<Waiting> = {}): Waiting {
  const report = {
    place: 'db.example.org:5432/party',
    tables: [
      { name: 'users', rows: 14 },
      { name: 'requests', rows: 48_213 },
    ],
    findings: ['3 PINs are not four digits: those nights get new ones.'],
    steps: ['Write a copy and check it', 'Tie the requests to their nights'],
  }
  return { phase: 'migration', report, step: null, problem: null, ...parts }
}

test('what is in the database, what was found and what will be done is told; nothing is done by reading', async () => {
  const { person, calls } = renderConsole(waiting())
  expect(screen.getByText('db.example.org:5432/party')).toBeTruthy()
  const row = within(screen.getByRole('row', { name: /requests/ }))
  expect(row.getByText('48,213')).toBeTruthy()
  expect(screen.getByText(/3 PINs are not four digits/)).toBeTruthy()
  expect(screen.getByText(/nothing happens before you/)).toBeTruthy()
  expect(screen.queryByText('Tie the requests to their nights')).toBeNull()
  await person.click(screen.getByRole('button', { name: /What will be done/ }))
  expect(screen.getByText('Tie the requests to their nights')).toBeTruthy()
  expect(calls).toEqual([])
})

test('a stray Enter agrees to nothing; the button does, and then the steps are told', async () => {
  const { person, asked, show } = renderConsole(waiting())
  await person.keyboard('{Enter}')
  expect(asked('shell.migrate')).toEqual([])
  await person.click(screen.getByRole('button', { name: 'Update the database' }))
  expect(asked('shell.migrate')).toEqual([{}])
  await show(waiting({ step: 'Writing the copy…' }))
  expect(screen.getByRole('status').textContent).toBe('Writing the copy…')
  expect(screen.queryByRole('button', { name: 'Update the database' })).toBeNull()
})

test('a try that failed says why and that nothing was changed; it can be looked at again', async () => {
  const { person, asked } = renderConsole(waiting({ problem: 'The disk of the server is full.' }))
  const alert = screen.getByText(/The disk of the server is full/).closest('[role="alert"]')
  expect(alert?.textContent).toContain('Nothing was changed')
  await person.click(screen.getByRole('button', { name: 'Look again' }))
  expect(asked('shell.retry')).toEqual([{}])
})

test('a refusal is told beside the button', async () => {
  const { person } = renderConsole(waiting(), { 'shell.migrate': () => refuse('database-away') })
  await person.click(screen.getByRole('button', { name: 'Update the database' }))
  expect(await screen.findByText(/cannot reach its database right now/)).toBeTruthy()
})
