import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aNight, idOf } from '../testing/builders.ts'
import type { Answers } from '../testing/fake-bridge.ts'
import { renderPart } from '../testing/render-console.tsx'
import { AssignImported } from './assign-imported.tsx'

afterEach(cleanup)

const eventId = idOf(5)
const rest = { email: null, emailVerified: false, claimed: true, session: null, createdAt: 0 } as const
const counts = { events: 0, requests: 0, lastEventAt: null } as const
const users = [
  { id: idOf(900), username: 'anna', role: 'superadmin', disabledAt: null, ...rest, ...counts } as const,
  { id: idOf(902), username: 'mia', role: 'user', disabledAt: null, ...rest, ...counts } as const,
  { id: idOf(903), username: 'jonas', role: 'user', disabledAt: null, ...rest, ...counts } as const,
  { id: idOf(904), username: 'lea', role: 'user', disabledAt: 1, ...rest, ...counts } as const,
]

async function imported(answers: Answers = {}, onAssigned = vi.fn()) {
  const part = <AssignImported eventId={eventId} count={214} onAssigned={onAssigned} />
  const rendered = renderPart(part, aNight(), {
    'users.list': () => done({ users }),
    'imported.assign': () => done({ moved: 214 }),
    ...answers,
  })
  await screen.findByRole('combobox', { name: 'To whom' })
  return { ...rendered, onAssigned }
}

test('all of them go to another DJ whose account is open', async () => {
  const { person, asked, onAssigned } = await imported()
  const names = screen.getAllByRole('option').map((option) => option.textContent)
  expect(names).toEqual(['mia', 'jonas'])
  await person.selectOptions(screen.getByRole('combobox', { name: 'To whom' }), 'jonas')
  await person.click(screen.getByRole('button', { name: 'Give 214 requests to jonas' }))
  expect(asked('imported.assign')).toEqual([{ eventId, userId: idOf(903), since: null, until: null }])
  expect(onAssigned).toHaveBeenCalledOnce()
})

test('with days, the last one counts to its end', async () => {
  const { person, asked } = await imported()
  await person.type(screen.getByLabelText('First day'), '2025-10-01')
  await person.type(screen.getByLabelText('Last day'), '2025-10-31')
  await person.click(screen.getByRole('button', { name: 'Give those of these days to mia' }))
  expect(asked('imported.assign')).toEqual([
    {
      eventId,
      userId: idOf(902),
      since: new Date(2025, 9, 1).getTime(),
      until: new Date(2025, 10, 1).getTime(),
    },
  ])
})

test('a refusal is told and nothing is said to be given', async () => {
  const { person, onAssigned } = await imported({ 'imported.assign': () => refuse('not-superadmin') })
  await person.click(screen.getByRole('button', { name: /Give 214/ }))
  expect(await screen.findByText('Only a superadmin may do that.')).toBeTruthy()
  expect(onAssigned).not.toHaveBeenCalled()
})
