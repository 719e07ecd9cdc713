import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aNight, approved } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const first = approved({ title: 'First' })
const second = approved({ title: 'Second' })
const third = approved({ title: 'Third', durationMs: 65 * 60_000 })
const queue = [first, second, third]

function titles(): readonly string[] {
  const rows = within(screen.getByRole('grid', { name: 'Up next, in order' })).getAllByRole('row')
  return rows.map((row) => /First|Second|Third/.exec(row.textContent ?? '')?.[0] ?? '?')
}

test('the minutes queued are told, and that the first song is locked', () => {
  renderConsole(aNight({ queue }))
  expect(screen.getByText('1 h 12 min')).toBeTruthy()
  expect(screen.getByRole('img', { name: 'Next song, locked' })).toBeTruthy()
})

test('a length that is not known makes the minutes an estimate', () => {
  renderConsole(aNight({ queue: [approved({ durationMs: null })] }))
  expect(screen.getByText('≈ 4 min')).toBeTruthy()
})

test('Alt+Up moves a song, shown at once, but never above the locked one', async () => {
  const { person, asked } = renderConsole(aNight({ queue }))
  await person.keyboard('{ArrowRight}{End}')
  await person.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(asked('queue.move')).toEqual([{ id: third.id, version: 2, before: second.id }])
  expect(titles()).toEqual(['First', 'Third', 'Second'])
  await person.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(asked('queue.move')).toHaveLength(1)
})

test('Alt+Down to the end names no song before', async () => {
  const { person, asked } = renderConsole(aNight({ queue }))
  await person.keyboard('{ArrowRight}{ArrowDown}')
  await person.keyboard('{Alt>}{ArrowDown}{/Alt}')
  expect(asked('queue.move')).toEqual([{ id: second.id, version: 2, before: null }])
})

test('a refused move goes back to the order that is true', async () => {
  const { person } = renderConsole(aNight({ queue }), { 'queue.move': () => refuse('not-in-queue') })
  await person.keyboard('{ArrowRight}{End}{Alt>}{ArrowUp}{/Alt}')
  expect((await screen.findByRole('alert')).textContent).toContain('not up next any more')
  expect(titles()).toEqual(['First', 'Second', 'Third'])
})

test('Enter plays the focused song now, Backspace sends it back', async () => {
  const { person, asked } = renderConsole(aNight({ queue }))
  await person.keyboard('{ArrowRight}{ArrowDown}{Enter}')
  expect(asked('playback.start')).toEqual([{ id: second.id, version: 2 }])
  await person.keyboard('{ArrowDown}{Backspace}')
  expect(asked('request.reopen')).toEqual([{ id: third.id, version: 2 }])
})

test('Space starts the next song, and nothing when nothing waits', async () => {
  const { person, asked, show } = renderConsole(aNight({ queue }))
  await person.keyboard(' ')
  expect(asked('playback.next')).toHaveLength(1)
  await show(aNight())
  await person.keyboard(' ')
  expect(asked('playback.next')).toHaveLength(1)
})

test('the DJ adds a song by typing and Enter', async () => {
  const track = {
    id: 'track-9',
    title: 'September',
    artist: 'Earth, Wind & Fire',
    album: null,
    durationMs: 215_000,
    explicit: null,
    artworkUrl: null,
    spotifyUrl: null,
    playable: true,
  }
  const { person, asked } = renderConsole(aNight(), {
    'catalogue.search': () => done({ tracks: [{ ...track, id: 'track-8', title: 'Septembre' }, track] }),
  })
  await person.keyboard('+')
  await person.keyboard('septem')
  await screen.findByRole('option', { name: /^September/ })
  await person.keyboard('{ArrowDown}{Enter}')
  expect(asked('request.add')).toEqual([{ id: expect.stringMatching(/^[\da-f-]{36}$/), trackId: 'track-9' }])
  expect(screen.queryByRole('listbox')).toBeNull()
})

test('what plays is shown with who asked, how far it is, and the ways on', async () => {
  const song = approved({ title: 'Halo', nickname: 'Lea', playing: true, startedAt: 1, durationMs: 261_000 })
  const { person, asked } = renderConsole(aNight({ nowPlaying: song, elapsedMs: 72_000, queue }))
  const pane = within(screen.getByRole('region', { name: 'Now playing' }))
  expect(pane.getByText('asked by Lea')).toBeTruthy()
  expect(pane.getByRole('progressbar').getAttribute('aria-valuetext')).toMatch(/^1:1\d of 4:21$/)
  await person.click(pane.getByRole('button', { name: 'Finished' }))
  expect(asked('playback.finish')).toHaveLength(1)
})
