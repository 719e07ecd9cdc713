import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aNight, anAccount, aRequest } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const folder = { kind: 'folder', path: '/home/anna/Music' } as const

async function openFromMenu(person: ReturnType<typeof renderConsole>['person'], item: string): Promise<void> {
  await person.click(screen.getByRole('button', { name: 'Menu' }))
  await person.click(await screen.findByRole('menuitem', { name: item }))
}

test('the state of the night is chosen on purpose: arrows walk, Enter decides', async () => {
  const { person, asked } = renderConsole(aNight({ requests: [aRequest()] }))
  const live = screen.getByRole('radio', { name: 'Live' })
  expect(live.getAttribute('aria-checked')).toBe('true')
  live.focus()
  await person.keyboard('{ArrowLeft}')
  expect(asked('event.setStatus')).toEqual([])
  await person.keyboard('{Enter}')
  expect(asked('event.setStatus')).toEqual([{ status: 'standby', version: 7 }])
  expect(live.getAttribute('aria-checked')).toBe('true')
})

test('settings are kept as they are changed, each with the version that the one before left', async () => {
  const { person, asked, show } = renderConsole(aNight())
  await openFromMenu(person, 'Settings of this night')
  await person.click(screen.getByRole('switch', { name: 'No explicit songs' }))
  await person.click(screen.getByRole('switch', { name: 'Display page' }))
  expect(asked('event.update')).toEqual([{ version: 7, change: { autoDeclineExplicit: true } }])
  await show(aNight({ event: { version: 8, autoDeclineExplicit: true } }))
  expect(asked('event.update')[1]).toEqual({
    version: 8,
    change: { pages: { requests: true, display: false } },
  })
})

test('a name is kept on leaving the field; Escape gives the draft up and keeps the panel', async () => {
  const { person, asked } = renderConsole(aNight())
  await openFromMenu(person, 'Settings of this night')
  const title = screen.getByLabelText<HTMLInputElement>('Name of the night')
  await person.clear(title)
  await person.type(title, 'Garden party{Enter}')
  expect(asked('event.update')).toEqual([{ version: 7, change: { title: 'Garden party' } }])
  await person.type(title, ' and more{Escape}')
  expect(title.value).toBe('Anna & Tom’s wedding')
  expect(screen.getByRole('dialog')).toBeTruthy()
})

test('what is half typed is there again after the DJ was signed out in the midst of it', async () => {
  const { person, asked, show } = renderConsole(aNight())
  await openFromMenu(person, 'Settings of this night')
  const name = () => screen.getByRole('textbox', { name: 'Name of the night' })
  await person.clear(name())
  await person.type(name(), 'Summer par')
  await show({
    phase: 'signed-out',
    usernames: ['anna'],
    keychain: { state: 'ok', words: '' },
    notice: 'You are signed in on another computer.',
    mail: false,
  })
  await show(aNight())
  await openFromMenu(person, 'Settings of this night')
  expect(name()).toHaveProperty('value', 'Summer par')
  await person.type(name(), 'ty{Enter}')
  expect(asked('event.update')).toEqual([{ version: 7, change: { title: 'Summer party' } }])
  await show(aNight({ event: { title: 'Summer party', version: 8 } }))
  await vi.waitFor(() => expect(name().dataset.draft).toBe('false'))
})

test('a change that came too late shows the state that is true and why, and can be done again', async () => {
  let refused = false
  const { person, asked, show } = renderConsole(aNight(), {
    'event.update': () => {
      if (refused) return done()
      refused = true
      return refuse('stale')
    },
  })
  await openFromMenu(person, 'Settings of this night')
  await person.click(screen.getByRole('radio', { name: /Warm/ }))
  await show(aNight({ event: { version: 8, displayMood: 'club' } }))
  expect(await screen.findByText(/Someone else changed this/)).toBeTruthy()
  expect(screen.getByRole('radio', { name: /Club/ })).toHaveProperty('checked', true)
  // By its own key from anywhere but a field, and a radio button is one.
  fireEvent.click(screen.getByRole('button', { name: /Do it again/ }))
  await waitFor(() =>
    expect(asked('event.update').at(-1)).toEqual({ version: 8, change: { displayMood: 'warm' } }),
  )
  expect(screen.getByRole('dialog', { name: 'Settings of this night' })).toBeTruthy()
})

test('a switch is set over a change of other settings without a word', async () => {
  const answers = [refuse('stale'), done()]
  const { person, asked, show } = renderConsole(aNight(), {
    'event.update': () => answers.shift() ?? done(),
  })
  await openFromMenu(person, 'Settings of this night')
  await person.click(screen.getByRole('switch', { name: 'Pause requests' }))
  await show(aNight({ event: { version: 8, autoApprove: true } }))
  await waitFor(() =>
    expect(asked('event.update').at(-1)).toEqual({ version: 8, change: { requestsPaused: true } }),
  )
  expect(screen.queryByText(/Someone else changed this/)).toBeNull()
})

test('a switch that somebody else has set the same way meanwhile needs no word', async () => {
  const { person, show } = renderConsole(aNight(), { 'event.update': () => refuse('stale') })
  await openFromMenu(person, 'Settings of this night')
  await person.click(screen.getByRole('switch', { name: 'Pause requests' }))
  await show(aNight({ event: { version: 8, requestsPaused: true } }))
  expect(screen.getByRole('switch', { name: 'Pause requests' }).getAttribute('aria-checked')).toBe('true')
  expect(screen.queryByText(/Someone else changed this/)).toBeNull()
})

test('a name that was saved elsewhere while one types: both are shown, and one says whose to keep', async () => {
  const { person, asked, show } = renderConsole(aNight())
  await openFromMenu(person, 'Settings of this night')
  const title = screen.getByLabelText<HTMLInputElement>('Name of the night')
  await person.clear(title)
  await person.type(title, 'Mine')
  await show(aNight({ event: { version: 8, title: 'Garden party' } }))
  expect(title.value).toBe('Mine')
  expect(screen.getByText('“Garden party” was saved elsewhere meanwhile.')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Keep mine' }))
  expect(asked('event.update')).toEqual([{ version: 8, change: { title: 'Mine' } }])
})

test('a name that came too late stays in its field until one takes the other’s', async () => {
  const { person, asked, show } = renderConsole(aNight(), { 'event.update': () => refuse('stale') })
  await openFromMenu(person, 'Settings of this night')
  const title = screen.getByLabelText<HTMLInputElement>('Name of the night')
  await person.clear(title)
  await person.type(title, 'Mine{Enter}')
  await show(aNight({ event: { version: 8, title: 'Garden party' } }))
  expect(await screen.findByText('“Garden party” was saved elsewhere meanwhile.')).toBeTruthy()
  expect(title.value).toBe('Mine')
  await person.click(screen.getByRole('button', { name: 'Take theirs' }))
  expect(title.value).toBe('Garden party')
  expect(asked('event.update')).toHaveLength(1)
})

test('a name that could not be kept just now stays in its field, and is kept by one more Enter', async () => {
  const answers = [refuse('database-away'), done()]
  const { person, asked } = renderConsole(aNight(), {
    'event.update': () => answers.shift() ?? done(),
  })
  await openFromMenu(person, 'Settings of this night')
  const title = screen.getByLabelText<HTMLInputElement>('Name of the night')
  await person.clear(title)
  await person.type(title, 'Mine{Enter}')
  await waitFor(() => expect(asked('event.update')).toHaveLength(1))
  await waitFor(() => expect(screen.getAllByText(wordsFor({ code: 'database-away' }))).not.toHaveLength(0))
  expect(title.value).toBe('Mine')
  await person.type(title, '{Enter}')
  await waitFor(() => expect(asked('event.update')).toHaveLength(2))
  expect(asked('event.update').at(-1)).toEqual({ version: 7, change: { title: 'Mine' } })
})

test('a name is saved over a change of other settings without a question', async () => {
  const answers = [refuse('stale'), done()]
  const { person, asked, show } = renderConsole(aNight(), {
    'event.update': () => answers.shift() ?? done(),
  })
  await openFromMenu(person, 'Settings of this night')
  const title = screen.getByLabelText<HTMLInputElement>('Name of the night')
  await person.clear(title)
  await person.type(title, 'Mine{Enter}')
  await show(aNight({ event: { version: 8, autoApprove: true } }))
  expect(asked('event.update')).toEqual([
    { version: 7, change: { title: 'Mine' } },
    { version: 8, change: { title: 'Mine' } },
  ])
  await show(aNight({ event: { version: 9, title: 'Mine', autoApprove: true } }))
  expect(title.value).toBe('Mine')
  expect(screen.queryByText(/saved elsewhere/)).toBeNull()
})

test('a new PIN is one click, told with what it means', async () => {
  const { person, asked } = renderConsole(aNight())
  await person.click(screen.getByRole('button', { name: /PIN.*4827/ }))
  expect(screen.getByText(/lets nobody in by the old one/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'New PIN' }))
  expect(asked('event.rotatePin')).toEqual([{ version: 7 }])
})

test('a limit that is no number is not kept', async () => {
  const { person, asked } = renderConsole(aNight())
  await openFromMenu(person, 'Settings of this night')
  const limit = screen.getByLabelText('Requests for each guest')
  await person.clear(limit)
  await person.type(limit, 'many{Enter}')
  await person.clear(limit)
  await person.type(limit, '0{Enter}')
  expect(asked('event.update')).toEqual([{ version: 7, change: { maxRequestsPerGuest: 0 } }])
})

test('the PIN opens the code and the address, and leads on to the network', async () => {
  const { person } = renderConsole(aNight())
  await person.click(screen.getByRole('button', { name: /PIN.*4827/ }))
  const panel = within(await screen.findByRole('dialog', { name: 'How guests join' }))
  expect(panel.getByRole('img', { name: 'QR code to join' })).toBeTruthy()
  expect(panel.getByText('http://192.168.1.20:4747')).toBeTruthy()
  await person.click(panel.getByRole('button', { name: 'Network, test and print' }))
  expect(await screen.findByRole('dialog', { name: 'Network' })).toBeTruthy()
})

test('a scan tells how far it is and can be cancelled', async () => {
  const { person, asked } = renderConsole(
    aNight({
      catalogue: {
        phase: 'scanning',
        source: folder,
        songs: 320,
        filesDone: 400,
        filesTotal: 1600,
        skippedCount: 0,
      },
    }),
  )
  expect(screen.getByText('400 of 1,600 files · 320 songs')).toBeTruthy()
  expect(screen.getByRole('progressbar', { name: 'Reading the music' }).getAttribute('aria-valuenow')).toBe(
    '400',
  )
  await person.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(asked('catalogue.cancel')).toHaveLength(1)
})

test('files left out are listed with their reason, and the music can be read again', async () => {
  const { person, asked } = renderConsole(
    aNight({
      catalogue: {
        phase: 'ready',
        source: folder,
        songs: 12,
        skippedCount: 3,
        skipped: [{ path: '/home/anna/Music/a.mp3', reason: 'The file is damaged.' }],
        partial: true,
        watched: false,
      },
    }),
  )
  await person.click(screen.getByRole('button', { name: 'Show' }))
  expect(screen.getByText('The file is damaged.')).toBeTruthy()
  expect(screen.getByText('and 2 more')).toBeTruthy()
  expect(screen.getByText(/Guests find only what was read/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Read again' }))
  expect(asked('catalogue.rescan')).toHaveLength(1)
})

test('music that is gone says so and offers another choice', async () => {
  const refusal = { code: 'catalogue-missing', words: 'That folder or file is not there.' }
  const { person, asked } = renderConsole(
    aNight({ catalogue: { phase: 'failed', source: folder, refusal } }),
    { 'shell.chooseFile': () => done('/home/anna/list.m3u8') },
  )
  await person.click(screen.getByRole('button', { name: 'Choose' }))
  const panel = within(screen.getByRole('dialog', { name: 'Music' }))
  expect(panel.getByRole('alert').textContent).toContain('That folder or file is not there.')
  await person.click(panel.getByRole('button', { name: /A list of songs/ }))
  expect(asked('catalogue.set')).toEqual([
    { source: { kind: 'file', path: '/home/anna/list.m3u8' }, version: 7 },
  ])
})

test('a skipped account is claimed; a claimed one can sign out', async () => {
  const { person, asked, show } = renderConsole(
    aNight({ user: anAccount({ username: 'dj', claimed: false }) }),
    { 'account.create': () => done({ recoveryCodes: [] }) },
  )
  await openFromMenu(person, 'Account')
  await person.clear(screen.getByLabelText('Your name'))
  await person.type(screen.getByLabelText('Your name'), 'anna')
  await person.type(screen.getByLabelText('Password'), 'correct horse{Enter}')
  expect(asked('account.create')).toEqual([{ username: 'anna', password: 'correct horse', email: null }])
  await show(aNight())
  await person.click(screen.getByRole('button', { name: 'Sign out' }))
  expect(asked('account.signOut')).toHaveLength(1)
})

test('keys do nothing to the night behind an open panel', async () => {
  const { person, calls } = renderConsole(aNight({ requests: [aRequest()] }))
  await person.keyboard('?')
  expect(await screen.findByRole('dialog', { name: 'Keyboard' })).toBeTruthy()
  await person.keyboard('and ')
  expect(calls).toEqual([])
})

test('what needs attention is told in words', async () => {
  const night = aNight()
  const down = { state: 'down', words: 'The database does not answer.' } as const
  const { person, asked } = renderConsole({ ...night, health: { ...night.health, database: down } })
  await person.click(screen.getByRole('button', { name: 'Database: not working' }))
  expect(screen.getByText(/The database does not answer/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Try again' }))
  expect(asked('shell.retry')).toHaveLength(1)
})
