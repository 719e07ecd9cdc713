import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { AccountSummary } from '../../../src-main/contract/account-commands.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aNight, anAccount, idOf } from '../testing/builders.ts'
import type { Answers } from '../testing/fake-bridge.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

function aPerson(number: number, parts: Partial<AccountSummary> = {}): AccountSummary {
  return {
    id: idOf(900 + number),
    username: number === 0 ? 'anna' : `dj-${number}`,
    email: null,
    emailVerified: false,
    role: number === 0 ? 'superadmin' : 'user',
    claimed: true,
    disabledAt: null,
    session: null,
    createdAt: Date.UTC(2025, 0, 1),
    events: 0,
    requests: 0,
    lastEventAt: null,
    ...parts,
  }
}

const mia = aPerson(1, {
  username: 'mia',
  email: 'mia@example.org',
  session: { name: 'Mia’s laptop', since: Date.UTC(2025, 10, 22, 20, 0) },
  events: 12,
  requests: 1432,
  lastEventAt: Date.UTC(2025, 10, 22, 12, 0),
})

async function openPeople(people: readonly AccountSummary[], answers: Answers = {}) {
  const users = [...people]
  const console = renderConsole(aNight(), { 'users.list': () => done({ users }), ...answers })
  await console.person.click(screen.getByRole('button', { name: 'Menu' }))
  await console.person.click(await screen.findByRole('menuitem', { name: 'People' }))
  await screen.findByText(/^\d+ accounts? · /)
  return console
}

const card = (name: string) => within(screen.getByRole('article', { name }))

test('each account tells its state in counts, nothing of what it holds', async () => {
  await openPeople([aPerson(0), mia])
  expect(screen.getByText('2 accounts · 1 signed in')).toBeTruthy()
  expect(card('mia').getByText('mia@example.org · not confirmed')).toBeTruthy()
  expect(card('mia').getByText(/^Signed in on Mia’s laptop since Sat/)).toBeTruthy()
  expect(card('mia').getByText('12 nights · 1,432 requests · last on 22 Nov 2025')).toBeTruthy()
})

test('nobody closes the account or ends the session that is in use here', async () => {
  await openPeople([aPerson(0, { session: { name: null, since: null } }), mia])
  expect(card('anna').queryByRole('button', { name: /session|account/ })).toBeNull()
  expect(card('mia').getAllByRole('button', { name: /session|account/ })).toHaveLength(2)
})

test('a role is changed by keyboard, on purpose: walking past one changes nothing', async () => {
  const { person, asked } = await openPeople([aPerson(0), mia])
  screen.getByRole('button', { name: 'Role of mia: DJ' }).focus()
  await person.keyboard('{Enter}')
  await screen.findByRole('menuitemradio', { name: 'Admin' })
  await person.keyboard('{ArrowDown}')
  expect(asked('users.setRole')).toEqual([])
  await person.keyboard('{Enter}')
  expect(asked('users.setRole')).toEqual([{ id: mia.id, role: 'admin' }])
  await waitFor(() => expect(asked('users.list')).toHaveLength(2))
})

test('an account is closed and opened again; the list tells what became true', async () => {
  let closed = false
  const { person, asked } = await openPeople([], {
    'users.list': () => done({ users: [aPerson(0), { ...mia, disabledAt: closed ? 1 : null }] }),
    'users.setDisabled': ({ disabled }) => {
      closed = disabled
      return done()
    },
  })
  await person.click(screen.getByRole('button', { name: 'Close the account of mia' }))
  expect(await card('mia').findByText('closed')).toBeTruthy()
  expect(card('mia').getByText(/Closed since .* Their nights stay/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Open the account of mia' }))
  await waitFor(() => expect(card('mia').queryByText('closed')).toBeNull())
  expect(asked('users.setDisabled')).toEqual([
    { id: mia.id, disabled: true },
    { id: mia.id, disabled: false },
  ])
})

test('a refusal stands in the row that it is about', async () => {
  const { person } = await openPeople([aPerson(0), mia], { 'users.endSession': () => refuse('not-found') })
  await person.click(screen.getByRole('button', { name: 'End the session of mia' }))
  expect((await card('mia').findByRole('alert')).textContent).toContain('not there any more')
  expect(card('anna').queryByRole('alert')).toBeNull()
})

test('two hundred can be searched by name or address; a handful needs no search', async () => {
  const many = Array.from({ length: 200 }, (_, index) => aPerson(index))
  const { person } = await openPeople([...many.slice(0, 199), { ...mia, id: idOf(1) }])
  expect(screen.getAllByRole('article')).toHaveLength(200)
  await person.type(screen.getByRole('searchbox', { name: 'Find' }), 'MIA@')
  expect(screen.getAllByRole('article')).toHaveLength(1)
  await person.keyboard('nobody')
  expect(screen.getByRole('status').textContent).toBe('Nobody with that name or address.')
  cleanup()
  await openPeople([aPerson(0)])
  expect(screen.queryByRole('searchbox', { name: 'Find' })).toBeNull()
})

test('only a superadmin finds people and the e-mail server in the menu', async () => {
  const { person } = renderConsole(aNight({ user: anAccount({ role: 'user' }) }))
  await person.click(screen.getByRole('button', { name: 'Menu' }))
  expect(await screen.findByRole('menuitem', { name: 'Account' })).toBeTruthy()
  expect(screen.queryByRole('menuitem', { name: 'People' })).toBeNull()
  expect(screen.queryByRole('menuitem', { name: 'E-mail server' })).toBeNull()
})
