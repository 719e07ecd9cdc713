import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ConsoleView } from '../../../src-main/contract/console-view.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aNight, anAccount, aSpotify, idOf } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const user = anAccount()
const noEvent: ConsoleView = {
  phase: 'no-event',
  user,
  events: [],
  catalogue: null,
  spotify: aSpotify(),
}

test('the first run by keyboard alone: account, music, name, live', async () => {
  const { person, asked, show } = renderConsole(
    { phase: 'first-run' },
    {
      'account.create': () => done({ recoveryCodes: ['abcd-efgh-jkmn-pqrs', 'tuvw-xyz2-3456-789a'] }),
      'shell.chooseFolder': () => done('/home/anna/Music'),
      'event.create': () => done({ eventId: idOf(901) }),
    },
  )
  await person.keyboard('anna{Tab}correct horse{Enter}')
  expect(asked('account.create')).toEqual([{ username: 'anna', password: 'correct horse', email: null }])
  await show(noEvent)
  expect(screen.getByRole('heading', { name: 'Keep these codes' })).toBeTruthy()
  await person.keyboard('{Enter}')
  await person.tab({ shift: true })
  await person.tab({ shift: true })
  await person.tab({ shift: true })
  await person.tab({ shift: true })
  await person.keyboard('{Enter}')
  expect(asked('catalogue.check')).toEqual([{ source: { kind: 'folder', path: '/home/anna/Music' } }])
  await person.click(screen.getByRole('button', { name: 'Continue' }))
  await person.keyboard('Summer party{Enter}')
  expect(asked('event.create')).toEqual([
    { title: 'Summer party', catalogue: { kind: 'folder', path: '/home/anna/Music' }, from: null },
  ])
  await show(aNight({ event: { title: 'Summer party', status: 'offline' } }))
  expect(screen.getByRole('heading', { name: '“Summer party” is ready' })).toBeTruthy()
  expect(screen.getByRole('img', { name: 'QR code to join' })).toBeTruthy()
  await person.keyboard('{Enter}')
  expect(asked('event.setStatus')).toEqual([{ status: 'live', version: 7 }])
  expect(screen.getByRole('tab', { name: /Inbox/ })).toBeTruthy()
})

test('every step can be skipped; a night without music lets guests type', async () => {
  const { person, asked, show } = renderConsole(
    { phase: 'first-run' },
    { 'event.create': () => done({ eventId: idOf(901) }) },
  )
  await person.click(screen.getByRole('button', { name: 'Skip for now' }))
  expect(asked('account.skip')).toEqual([{}])
  await show(noEvent)
  await person.keyboard('{Enter}')
  await person.keyboard('{Enter}')
  expect(asked('event.create')).toEqual([
    { title: expect.stringMatching(/ night, \d+ /), catalogue: null, from: null },
  ])
  await show(aNight({ event: { status: 'offline' } }))
  await person.click(screen.getByRole('button', { name: 'Not yet' }))
  expect(asked('event.setStatus')).toEqual([])
  expect(screen.getByText('You are offline')).toBeTruthy()
})

test('a weak password is explained and what was typed stays', async () => {
  const { person } = renderConsole(
    { phase: 'first-run' },
    { 'account.create': () => refuse('weak-password') },
  )
  await person.keyboard('anna{Tab}short{Enter}')
  expect((await screen.findByText(/at least 8 characters and/)).closest('[role="alert"]')).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Your name').value).toBe('anna')
})

test('a folder that cannot be read is refused in words and not chosen', async () => {
  const { person, asked } = renderConsole(noEvent, {
    'shell.chooseFolder': () => done('/music/secret'),
    'catalogue.check': () => refuse('catalogue-unreadable'),
    'event.create': () => done({ eventId: idOf(901) }),
  })
  await person.click(screen.getByRole('button', { name: /A music folder/ }))
  expect(await screen.findByText(/Cueline may not read that/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Continue' }))
  await person.keyboard('{Enter}')
  expect(asked('event.create')[0]).toMatchObject({ catalogue: null })
})

test('closing the folder dialogue without choosing changes nothing', async () => {
  const { person, asked } = renderConsole(noEvent, { 'shell.chooseFolder': () => done(null) })
  await person.click(screen.getByRole('button', { name: /A music folder/ }))
  expect(asked('catalogue.check')).toEqual([])
  expect(screen.queryByText('Having a look…')).toBeNull()
})

test('earlier nights can be opened again, and the music of the newest is offered for the next', async () => {
  const night = {
    id: idOf(5),
    title: 'Office party',
    status: 'offline',
    version: 0,
    pin: '4827',
    createdAt: 1,
    endedAt: null,
    archivedAt: null,
  } as const
  const catalogue = { kind: 'file', path: '/home/anna/songs.csv' } as const
  const { person, asked } = renderConsole({ ...noEvent, events: [night], catalogue })
  await person.click(screen.getByRole('button', { name: /^Office party/ }))
  expect(asked('event.open')).toEqual([{ eventId: idOf(5) }])
  await person.click(screen.getByRole('button', { name: 'Sign out anna' }))
  expect(asked('account.signOut')).toHaveLength(1)
  await person.click(screen.getByRole('button', { name: 'New night' }))
  expect(screen.getByText('List “songs.csv”')).toBeTruthy()
})

test('signing in: the name is offered, a wrong password says so', async () => {
  const { person, asked } = renderConsole(
    {
      phase: 'signed-out',
      usernames: ['anna', 'jonas'],
      keychain: { state: 'attention', words: 'No keychain here.' },
      notice: null,
      mail: false,
    },
    { 'account.signIn': () => refuse('wrong-password') },
  )
  expect(screen.getByText('No keychain here.')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'jonas' }))
  await person.type(screen.getByLabelText('Password'), 'nope{Enter}')
  expect(asked('account.signIn')).toEqual([{ username: 'jonas', password: 'nope' }])
  expect(await screen.findByText('Name or password is not right.')).toBeTruthy()
})

test('what is broken is told with a way to try again', async () => {
  const { person, asked } = renderConsole({
    phase: 'broken',
    title: 'The database does not start',
    words: 'The disk is full.',
    canRetry: true,
  })
  expect(screen.getByText('The disk is full.')).toBeTruthy()
  await person.keyboard('{Enter}')
  expect(asked('shell.retry')).toEqual([{}])
  await person.click(screen.getByRole('button', { name: 'Open the log files' }))
  expect(asked('shell.showFolder')).toEqual([{ which: 'logs' }])
})
