import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ConsoleView } from '../../../src-main/contract/console-view.ts'
import { refuse } from '../../../src-main/core/result.ts'
import { aConnection, aDevice, aNight, anAccount, aSpotify, aSpotifyPlaying } from '../testing/builders.ts'
import type { Answers } from '../testing/fake-bridge.ts'
import { renderConsole } from '../testing/render-console.tsx'
import { redirectUri } from './words.ts'

afterEach(cleanup)

const clientId = '0123456789abcdef0123456789abcdef'

async function openSpotify(spotify: Parameters<typeof aSpotify>[0], answers: Answers = {}) {
  const console = renderConsole(aNight({ spotify: aSpotify(spotify) }), answers)
  await console.person.click(screen.getByRole('button', { name: 'Menu' }))
  await console.person.click(await screen.findByRole('menuitem', { name: 'Spotify' }))
  return console
}

test('who is not connected is led there in five steps; the id is looked at before it is sent', async () => {
  const { person, asked } = await openSpotify({})
  expect(within(screen.getByRole('dialog')).getAllByRole('listitem')).toHaveLength(5)
  expect(screen.getByRole('link', { name: /developer dashboard/ }).getAttribute('href')).toBe(
    'https://developer.spotify.com/dashboard',
  )
  expect(screen.getByText(redirectUri)).toBeTruthy()
  expect(screen.getByText(/a licence that Spotify does not sell to DJs/)).toBeTruthy()
  const field = screen.getByLabelText('Client ID')
  await person.type(field, `${clientId.slice(2)}{Enter}`)
  expect(within(screen.getByRole('dialog')).getByRole('alert').textContent).toContain('2 characters too few')
  expect(asked('spotify.connect')).toEqual([])
  await person.clear(field)
  await person.type(field, ` ${clientId} {Enter}`)
  expect(asked('spotify.connect')).toEqual([{ clientId }])
})

test('a refused client id keeps what was typed and says why', async () => {
  const { person } = await openSpotify({}, { 'spotify.connect': () => refuse('internal') })
  await person.type(screen.getByLabelText('Client ID'), `${clientId}{Enter}`)
  expect(await screen.findByText(/Something went wrong on our side/)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Client ID').value).toBe(clientId)
})

test('a sign-in that did not come through says why, and the id is still there', async () => {
  await openSpotify({ clientId, signInProblem: 'You pressed “Cancel” at Spotify.' })
  expect(within(screen.getByRole('dialog')).getByRole('alert').textContent).toContain(
    'You pressed “Cancel” at Spotify.',
  )
  expect(screen.getByLabelText<HTMLInputElement>('Client ID').value).toBe(clientId)
})

test('while the browser has the word the page can be opened by hand, or all be given up', async () => {
  const url = 'https://accounts.spotify.com/authorize?client_id=x'
  const { person, asked } = await openSpotify({ connection: { state: 'signing-in', url } })
  expect(screen.getByText('Finish in your browser')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Open it again' }).getAttribute('href')).toBe(url)
  await person.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(asked('spotify.cancelConnect')).toHaveLength(1)
})

test('a connection tells whose it is, since when and until when, and what was not granted', async () => {
  const connection = aConnection({ missing: ['Make playlists'] })
  const { person, asked } = await openSpotify(aSpotifyPlaying({ connection }))
  expect(screen.getByText('Anna')).toBeTruthy()
  expect(screen.getByText('Connected since 1 Sept 2025 · until 1 Mar 2026')).toBeTruthy()
  expect(screen.getByText('Not granted: Make playlists.')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: /^What Cueline may do/ }))
  expect(screen.getByText('Start, pause and skip')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Connect again' }))
  expect(asked('spotify.connect')).toEqual([{ clientId }])
})

test('a connection that ends soon warns', async () => {
  await openSpotify(aSpotifyPlaying({ connection: aConnection({ endingSoon: true }) }))
  expect(screen.getByText(/this one on 1 Mar 2026/)).toBeTruthy()
})

test('one that has ended is made anew by one press', async () => {
  const { person, asked } = await openSpotify({ clientId, connection: { state: 'ended' } })
  await person.click(screen.getByRole('button', { name: 'Connect again' }))
  expect(asked('spotify.connect')).toEqual([{ clientId }])
})

test('what Spotify does tonight is so at once; arrows alone start nothing', async () => {
  const byHand = aSpotifyPlaying({ player: 'hand' })
  const { person, asked, show } = await openSpotify(byHand)
  await person.click(screen.getByRole('switch', { name: 'Search Spotify' }))
  expect(asked('spotify.useSearch')).toEqual([{ searched: false, version: 7 }])
  await show(aNight({ event: { version: 8 }, spotify: { ...byHand, searched: false } }))
  screen.getByRole('radio', { name: 'By hand' }).focus()
  await person.keyboard('{ArrowRight}{ArrowRight}')
  expect(asked('spotify.usePlayer')).toEqual([])
  await person.keyboard('{Enter}')
  expect(asked('spotify.usePlayer')).toEqual([{ player: 'spotify', version: 8 }])
})

test('a problem is told with the one thing that helps, and where it helps', async () => {
  const problem = { kind: 'no-device', words: 'No device is ready.', wayOut: 'choose-device' } as const
  const { person, show, asked } = await openSpotify(aSpotifyPlaying({ problem }))
  const panel = () => within(screen.getByRole('dialog'))
  await person.click(panel().getByRole('button', { name: 'Choose a device' }))
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Where it plays')
  const quota = { kind: 'quota', words: 'The quota is used up.', wayOut: 'try-again' } as const
  await show(aNight({ spotify: aSpotifyPlaying({ problem: quota }) }))
  await person.click(panel().getByRole('button', { name: 'Try again' }))
  expect(asked('spotify.retry')).toHaveLength(1)
  const wait = { kind: 'rate-limited', words: 'Spotify asked for a pause.', wayOut: 'wait' } as const
  await show(aNight({ spotify: aSpotifyPlaying({ problem: wait }) }))
  expect(panel().getByText('Spotify asked for a pause.')).toBeTruthy()
  expect(panel().queryByRole('button', { name: /again$/ })).toBe(
    panel().getByRole('button', { name: 'Look again' }),
  )
})

test('devices are asked for when they are looked at; what can not be controlled says so and does nothing', async () => {
  const devices = [
    aDevice({ active: true, chosen: true }),
    aDevice({ id: 'phone', name: 'Anna’s phone', type: 'Smartphone' }),
    aDevice({ id: null, name: 'Hi-fi', type: 'AVR', restricted: true }),
  ]
  const { person, asked } = await openSpotify(aSpotifyPlaying({ devices }))
  expect(asked('spotify.refreshDevices')).toHaveLength(1)
  const list = within(screen.getByRole('list', { name: 'Devices' }))
  expect(list.getByRole('button', { pressed: true }).textContent).toContain('Kitchen speaker')
  await person.click(list.getByRole('button', { name: /Hi-fi.*can only be controlled on itself/ }))
  await person.click(list.getByRole('button', { name: /Kitchen speaker/ }))
  expect(asked('spotify.chooseDevice')).toEqual([])
  await person.click(list.getByRole('button', { name: /Anna’s phone/ }))
  expect(asked('spotify.chooseDevice')).toEqual([{ id: 'phone' }])
})

test('disconnecting takes two presses that say what is forgotten and what stays', async () => {
  const { person, asked } = await openSpotify(aSpotifyPlaying())
  expect(screen.queryByRole('button', { name: 'Disconnect and forget' })).toBeNull()
  await person.click(screen.getByRole('button', { name: 'Disconnect' }))
  expect(screen.getByText(/Forgets the account, its tokens and the client ID/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Disconnect and forget' }))
  expect(asked('spotify.disconnect')).toHaveLength(1)
  expect(await screen.findByText(/Your requests stay/)).toBeTruthy()
})

test('before the first night it is a choice of music, and connecting stands beside the wizard', async () => {
  const before: ConsoleView = {
    phase: 'no-event',
    user: anAccount(),
    events: [],
    catalogue: null,
    spotify: aSpotify(),
  }
  const { person, show } = renderConsole(before)
  await person.click(screen.getByRole('button', { name: /^Spotify.*Connect it/ }))
  expect(await screen.findByRole('dialog', { name: 'Spotify' })).toBeTruthy()
  await show({ ...before, spotify: aSpotifyPlaying() })
  expect(screen.queryByText('Who plays the queue')).toBeNull()
  await person.keyboard('{Escape}')
  expect(screen.getByRole('button', { name: /^Spotify.*Connected/ })).toBeTruthy()
})

test('the health of Spotify shows only to who has used it, and leads to what helps', async () => {
  const night = aNight({ spotify: aSpotifyPlaying() })
  const { person, show } = renderConsole(night)
  expect(screen.queryByRole('button', { name: /^Spotify:/ })).toBeNull()
  const spotify = { state: 'attention', words: 'No device is ready.' } as const
  await show({ ...night, health: { ...night.health, spotify } })
  await person.click(screen.getByRole('button', { name: 'Spotify: needs attention' }))
  expect(await screen.findByRole('dialog', { name: 'Spotify' })).toBeTruthy()
})

test('a playlist that fails says why, and is tried again by one press', async () => {
  const words = 'Spotify did not answer in time.'
  const playlist = { which: 'approved', link: null, problem: { words, canRetry: true } } as const
  const { person, asked } = await openSpotify(aSpotifyPlaying({ playlist }))
  const tonight = within(screen.getByRole('region', { name: 'Tonight' }))
  expect(tonight.getByRole('status').textContent).toContain(words)
  await person.click(tonight.getByRole('button', { name: 'Try again' }))
  expect(asked('spotify.retry')).toHaveLength(1)
})
