import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aFoundSong, aNight, approved, aSpotifyPlaying } from '../testing/builders.ts'
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
  expect(screen.getByTitle('3 songs').textContent).toContain('1 h 12 min')
  expect(screen.getByRole('button', { name: 'Locked, comes next' })).toBeTruthy()
})

test('a length that is not known makes the minutes an estimate', () => {
  renderConsole(aNight({ queue: [approved({ durationMs: null })] }))
  expect(screen.getByTitle('1 song').textContent).toContain('≈ 4 min')
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
  expect(asked('playback.next')).toEqual([{ playing: null }])
  await show(aNight())
  await person.keyboard(' ')
  expect(asked('playback.next')).toHaveLength(1)
})

test('the DJ adds a song by typing and Enter', async () => {
  const track = aFoundSong()
  const { person, asked } = renderConsole(aNight(), {
    'catalogue.search': () => done({ tracks: [{ ...track, id: 'track-8', title: 'Septembre' }, track] }),
  })
  await person.keyboard('+')
  await person.keyboard('septem')
  await screen.findByRole('option', { name: /^September/ })
  await person.keyboard('{ArrowDown}{Enter}')
  expect(asked('request.add')).toEqual([
    { id: expect.stringMatching(/^[\da-f-]{36}$/), song: { trackId: 'track-9' } },
  ])
  expect(screen.queryByRole('listbox')).toBeNull()
})

test('a song that was found says who asks for it already, and where that stands', async () => {
  const track = aFoundSong()
  const { person } = renderConsole(
    aNight({ queue: [first, { ...second, trackId: track.id, nickname: 'Mia' }] }),
    {
      'catalogue.search': () => done({ tracks: [{ ...track, id: 'track-8', title: 'Septembre' }, track] }),
    },
  )
  await person.keyboard('+septem')
  const found = await screen.findByRole('option', { name: /^September/ })
  expect(within(found).getByText('Number 2 up next · Mia')).toBeTruthy()
  expect(screen.getAllByText(/up next · /)).toHaveLength(1)
})

test('what plays is shown with who asked, how far it is, and the ways on', async () => {
  const song = approved({ title: 'Halo', nickname: 'Lea', playing: true, startedAt: 1, durationMs: 261_000 })
  const { person, asked } = renderConsole(aNight({ nowPlaying: song, elapsedMs: 72_000, queue }))
  const pane = within(screen.getByRole('region', { name: 'Now playing' }))
  expect(pane.getByText('asked by Lea')).toBeTruthy()
  expect(pane.getByRole('progressbar').getAttribute('aria-valuetext')).toMatch(/^1:1\d of 4:21$/)
  await person.click(pane.getByRole('button', { name: 'Mark as played' }))
  expect(asked('playback.finish')).toHaveLength(1)
})

test('a song that Spotify has is locked where it is, and says so', async () => {
  const { person, asked } = renderConsole(
    aNight({ queue, spotify: aSpotifyPlaying({ handedOver: third.id }) }),
  )
  const row = within(screen.getByRole('row', { name: /Third/ }))
  expect(row.getByText(/Spotify has it: plays next/)).toBeTruthy()
  expect(row.getByRole('img', { name: 'Locked, Spotify has it' })).toBeTruthy()
  expect(row.queryByRole('button', { name: 'Send back to the inbox' })).toBeNull()
  await person.keyboard('{ArrowRight}{End}{Alt>}{ArrowUp}{/Alt}')
  expect(asked('queue.move')).toEqual([])
})

test('a song that is not at Spotify waits for the DJ’s hands; one passed over can be tried again', async () => {
  const words = 'Spotify does not play it here.'
  const { person, asked } = renderConsole(
    aNight({
      queue,
      spotify: aSpotifyPlaying({
        waitsFor: first.id,
        passedOver: [{ requestId: second.id, words, maybeHeard: false }],
      }),
    }),
  )
  const waiting = within(screen.getByRole('row', { name: /First/ }))
  expect(waiting.getByText('Not at Spotify: play it by hand')).toBeTruthy()
  await person.click(waiting.getByRole('button', { name: 'Play now' }))
  expect(asked('playback.start')).toEqual([{ id: first.id, version: 2 }])
  const passed = within(screen.getByRole('row', { name: /Second/ }))
  expect(passed.getByText(words)).toBeTruthy()
  await person.click(passed.getByRole('button', { name: 'Try again at Spotify' }))
  expect(asked('spotify.again')).toEqual([{ id: second.id }])
})

test('the DJ says whether a song was heard that Spotify played out of sight', async () => {
  const passedOver = [{ requestId: second.id, words: 'Was it heard?', maybeHeard: true }]
  const { person, asked } = renderConsole(aNight({ queue, spotify: aSpotifyPlaying({ passedOver }) }))
  const row = within(screen.getByRole('row', { name: /Second/ }))
  await person.click(row.getByRole('button', { name: 'It was heard' }))
  expect(asked('spotify.heard')).toEqual([{ id: second.id }])
  const other = within(screen.getByRole('row', { name: /Third/ }))
  expect(other.queryByRole('button', { name: 'It was heard' })).toBeNull()
})

test('songs of Spotify lead there from their rows; the others do not', () => {
  const spotifyUrl = 'https://open.spotify.com/track/4JehYebiI9JE8sR8MisGVb'
  renderConsole(aNight({ queue: [first, approved({ title: 'Halo', spotifyUrl, explicit: true })] }))
  const grid = within(screen.getByRole('grid', { name: 'Up next, in order' }))
  expect(grid.getAllByRole('link').map((link) => link.getAttribute('aria-label'))).toEqual([
    'Listen on Spotify: Halo',
  ])
  expect(grid.getByTitle('Explicit')).toBeTruthy()
})

const found = (id: string, change: Partial<GuestTrack> = {}): GuestTrack =>
  aFoundSong({
    id,
    title: `Found ${id}`,
    artist: 'Somebody',
    spotifyUrl: `https://open.spotify.com/track/${id}`,
    ...change,
  })

test('Spotify’s next page is asked for from below the last song, without twice the same', async () => {
  const { person, asked } = renderConsole(aNight({ spotify: aSpotifyPlaying() }), {
    'catalogue.search': () => done({ tracks: [found('own', { spotifyUrl: null }), found('a'), found('b')] }),
    'spotify.search': () => done({ tracks: [found('b'), found('c')], next: null }),
  })
  await person.keyboard('+')
  await person.keyboard('found')
  await screen.findByRole('option', { name: /Found a/ })
  await person.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{Enter}')
  expect(asked('spotify.search')).toEqual([{ query: 'found', offset: 2 }])
  await screen.findByRole('option', { name: /Found c/ })
  expect(screen.getAllByRole('option')).toHaveLength(4)
  expect(screen.queryByText('More from Spotify')).toBeNull()
  await person.keyboard('{Enter}')
  expect(asked('request.add')).toMatchObject([{ song: { trackId: 'c' } }])
})

test('a song that can not be played here is not added, and says so', async () => {
  const { person, asked } = renderConsole(aNight({ spotify: aSpotifyPlaying() }), {
    'catalogue.search': () => done({ tracks: [found('a', { playable: false })] }),
  })
  await person.keyboard('+')
  await person.keyboard('found')
  const option = await screen.findByRole('option', { name: /Not available here/ })
  expect(option.getAttribute('aria-disabled')).toBe('true')
  await person.click(option)
  await person.keyboard('{Enter}')
  expect(asked('request.add')).toEqual([])
})

test('with Spotify alone songs can be added, by a pasted link too', async () => {
  const { person, asked } = renderConsole(
    aNight({ catalogue: { phase: 'none' }, spotify: aSpotifyPlaying() }),
    { 'catalogue.search': () => done({ tracks: [found('a')] }) },
  )
  await person.keyboard('+')
  await person.paste('Halo https://open.spotify.com/track/4JehYebiI9JE8sR8MisGVb?si=0123456789abcdef')
  await screen.findByRole('option', { name: /Found a/ })
  expect(asked('catalogue.search')).toEqual([
    { query: 'https://open.spotify.com/track/4JehYebiI9JE8sR8MisGVb' },
  ])
  expect(screen.queryByText('More from Spotify')).toBeNull()
})
