import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aFoundSong, aNight, aRequest } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const found = { 'catalogue.search': () => done({ tracks: [aFoundSong()] }) }
const nothingFound = { 'catalogue.search': () => done({ tracks: [] }) }
const id = expect.any(String)

test('Shift+Enter adds a song for somebody at the desk, with a name and a dedication, by keys alone', async () => {
  const { person, asked } = renderConsole(aNight(), found)
  await person.keyboard('+septem')
  await screen.findByRole('option', { name: /^September/ })
  await person.keyboard('{Shift>}{Enter}{/Shift}')
  await person.keyboard('Ruth{Tab}for Emil{Enter}')
  expect(asked('request.add')).toEqual([
    { id, song: { trackId: 'track-9' }, nickname: 'Ruth', note: 'for Emil', to: 'up-next' },
  ])
  expect(screen.queryByRole('form')).toBeNull()
  expect(document.activeElement?.id).toBe('add-song')
})

test('what the music does not have is typed in, and may wait in the inbox', async () => {
  const { person, asked } = renderConsole(aNight(), nothingFound)
  await person.keyboard('+moon river')
  await screen.findByText(/No song like that/)
  await person.keyboard('{Enter}')
  expect(screen.getByRole('textbox', { name: 'Title' })).toHaveProperty('value', 'moon river')
  await person.type(screen.getByRole('textbox', { name: 'By' }), 'Andy')
  await person.click(screen.getByRole('button', { name: 'To the inbox' }))
  expect(asked('request.add')).toEqual([
    { id, song: { wish: { title: 'moon river', artist: 'Andy' } }, nickname: '', note: '', to: 'inbox' },
  ])
})

test('Escape adds nothing, and leads back to the search', async () => {
  const { person, asked } = renderConsole(aNight(), nothingFound)
  await person.click(screen.getByRole('button', { name: 'Add a song for someone' }))
  await person.keyboard('{Enter}{Escape}')
  expect(screen.queryByRole('form')).toBeNull()
  expect(document.activeElement?.id).toBe('add-song')
  expect(asked('request.add')).toEqual([])
})

const september = aRequest({ title: 'September', trackId: 'track-9', nickname: 'Mia' })
const asked_ = () => refuse('already-asked', { alternative: { requestId: september.id } })

test('a song that is asked for already says so, and what was typed stays in the form', async () => {
  const { person, asked } = renderConsole(aNight({ requests: [september] }), {
    ...found,
    'request.add': asked_,
  })
  await person.keyboard('+septem')
  await screen.findByRole('option', { name: /^September/ })
  await person.keyboard('{Shift>}{Enter}{/Shift}')
  await person.keyboard('Ruth{Tab}for Emil{Enter}')
  expect(await screen.findByText(/asked for already: it waits in the inbox/)).toBeTruthy()
  expect(screen.getByRole('textbox', { name: 'Asked by' })).toHaveProperty('value', 'Ruth')
  expect(screen.getByRole('textbox', { name: 'Dedication' })).toHaveProperty('value', 'for Emil')
  expect(asked('request.approve')).toEqual([])
})

test('the DJ’s own choice of a song that waits in the inbox approves it, with the usual way back', async () => {
  const { person, asked } = renderConsole(aNight({ requests: [september] }), {
    ...found,
    'request.add': asked_,
  })
  await person.keyboard('+septem')
  await screen.findByRole('option', { name: /^September/ })
  await person.keyboard('{Enter}')
  expect(await screen.findByText('Approved “September”')).toBeTruthy()
  expect(asked('request.approve')).toEqual([{ id: september.id, version: 1 }])
  expect(screen.getByRole('button', { name: /Undo/ })).toBeTruthy()
})
