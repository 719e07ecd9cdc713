import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { PlayerView } from '../../../src-main/contract/player-view.ts'
import { aNight, approved, aSpotify, evening } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const halo = approved({ title: 'Halo', nickname: 'Lea', playing: true, durationMs: 210_000, hasFile: true })
const wish = approved({ title: 'Something slow', wish: true })
const head = {
  ...{ requestId: halo.id, trackId: 'halo', positionMs: 60_000 },
  ...{ at: evening, playing: false, jump: 1 },
}

function night(player: Partial<PlayerView> = {}, parts: Parameters<typeof aNight>[0] = {}) {
  return aNight({
    nowPlaying: halo,
    spotify: aSpotify({ player: 'local' }),
    player: { head, ...player },
    ...parts,
  })
}

function pane() {
  return within(screen.getByRole('region', { name: 'Now playing' }))
}

test('a paused song says so, and plays by its button or Space; the beginning is one press away', async () => {
  const { person, asked, show } = renderConsole(night())
  expect(pane().getByText('Paused')).toBeTruthy()
  expect(pane().getByRole('slider', { name: 'Place in the song' }).getAttribute('aria-valuetext')).toBe(
    '1:00 of 3:30',
  )
  await person.keyboard(' ')
  expect(asked('player.play')).toHaveLength(1)
  await show(night({ head: { ...head, playing: true } }))
  await person.click(pane().getByRole('button', { name: 'Pause' }))
  expect(asked('player.pause')).toHaveLength(1)
  await person.click(pane().getByRole('button', { name: 'To the beginning' }))
  expect(asked('player.seek')).toEqual([{ positionMs: 0 }])
  await person.click(pane().getByRole('button', { name: 'Next song' }))
  expect(asked('playback.next')).toEqual([{ playing: halo.id }])
})

test('the volume follows the knob, and a muted one keeps its place', async () => {
  const { person, asked } = renderConsole(night({ volume: 70 }))
  pane().getByRole('slider', { name: 'Volume' }).focus()
  await person.keyboard('{ArrowLeft}')
  expect(asked('player.setVolume')[0]).toEqual({ percent: 65, muted: false })
  await person.click(pane().getByRole('button', { name: 'Mute' }))
  expect(asked('player.setVolume').at(-1)).toEqual({ percent: 70, muted: true })
})

test('before a song that only the DJ can play there are words and two ways on', async () => {
  const words = '“Something slow” has no file on this computer. Play it on your decks, or skip it.'
  const { person, asked } = renderConsole(night({ waits: { requestId: wish.id, words } }, { queue: [wish] }))
  expect(pane().getByText(words)).toBeTruthy()
  await person.click(pane().getByRole('button', { name: 'Skip it' }))
  expect(asked('player.skip')).toEqual([{ id: wish.id }])
  await person.click(pane().getByRole('button', { name: 'I play it by hand' }))
  expect(asked('playback.start')).toEqual([{ id: wish.id, version: wish.version }])
})

test('a song that failed says why, and there are two ways on', async () => {
  const words = '“Halo” is not where its file was. Play it on your decks, or go on with the next song.'
  const { person, asked, show } = renderConsole(night({ halted: words, failed: halo.id }))
  expect(pane().getByText(words)).toBeTruthy()
  await person.click(pane().getByRole('button', { name: 'Go on without it' }))
  expect(asked('playback.next')).toEqual([{ playing: halo.id }])
  await person.click(pane().getByRole('button', { name: 'I play it by hand' }))
  expect(asked('player.byHand')).toEqual([{ id: halo.id }])
  await show(night({ halted: 'The computer slept, so the music is paused. Press Play to go on.' }))
  expect(pane().queryByRole('button', { name: 'Go on without it' })).toBeNull()
})

test('a queue that ran dry says what begins the music again', async () => {
  const { show } = renderConsole(night({ head: null }, { nowPlaying: null }))
  expect(pane().getByText(/nothing is up next\. Approve a song, then press Play/)).toBeTruthy()
  await show(night({ head: null }, { nowPlaying: null, queue: [approved({ title: 'Waterloo' })] }))
  expect(pane().getByText(/Press Play to begin with the first song up next/)).toBeTruthy()
})

test('nobody listens on the room’s output by accident: the words lead to the choice', async () => {
  const song = approved({ title: 'Waterloo', hasFile: true })
  const { person, show } = renderConsole(night({}, { queue: [song] }))
  await person.click(screen.getByRole('button', { name: 'Listen to Waterloo' }))
  await person.click(screen.getByRole('button', { name: /Choose outputs/ }))
  expect(screen.getByRole('dialog', { name: 'Where it sounds' })).toBeTruthy()
  await person.keyboard('{Escape}')
  await show(night({ ears: { id: 'jack', name: 'Headphones' } }, { queue: [song] }))
  await person.click(screen.getByRole('button', { name: 'Listen to Waterloo' }))
  expect(screen.getByText('“Headphones” is not connected.')).toBeTruthy()
  await show(night({ ears: 'room' }, { queue: [song] }))
  await person.click(screen.getByRole('button', { name: 'Listen to Waterloo' }))
  expect(pane().getByText('Waterloo')).toBeTruthy()
  await person.click(pane().getByRole('button', { name: /Stop/ }))
  expect(pane().queryByText('Waterloo')).toBeNull()
})
