import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { SpotifyView } from '../../../src-main/contract/spotify-view.ts'
import { aNight, aPlayback, approved, aSpotify, aSpotifyPlaying } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const link = 'https://open.spotify.com/track/4JehYebiI9JE8sR8MisGVb'
const halo = approved({ title: 'Halo', nickname: 'Lea', playing: true, spotifyUrl: link })
const ours = aPlayback({ requestId: halo.id })

function pane() {
  return within(screen.getByRole('region', { name: 'Now playing' }))
}

function playing(change: Partial<SpotifyView> = {}) {
  return aNight({ nowPlaying: halo, spotify: aSpotifyPlaying({ playback: ours, ...change }) })
}

test('what Spotify plays stands with who asked, a way to it there, and its own buttons', async () => {
  const { person, asked } = renderConsole(playing())
  expect(pane().getByRole('heading', { name: 'Halo' })).toBeTruthy()
  expect(pane().getByText('asked by Lea')).toBeTruthy()
  expect(pane().getByRole('link', { name: 'Listen on Spotify: Halo' }).getAttribute('href')).toBe(link)
  expect(pane().queryByText(/Playing at Spotify/)).toBeNull()
  await person.click(pane().getByRole('button', { name: 'Pause' }))
  await person.click(pane().getByRole('button', { name: 'Next song' }))
  expect(asked('spotify.pause')).toHaveLength(1)
  expect(asked('spotify.next')).toHaveLength(1)
  expect(asked('playback.next')).toEqual([])
})

test('a double click skips one song', async () => {
  const { person, asked } = renderConsole(playing())
  await person.dblClick(pane().getByRole('button', { name: 'Next song' }))
  expect(asked('spotify.next')).toHaveLength(1)
})

test('Space pauses and plays, wherever the focus is but in a field', async () => {
  const { person, asked, show } = renderConsole(playing())
  await person.keyboard(' ')
  expect(asked('spotify.pause')).toHaveLength(1)
  await show(playing({ playback: { ...ours, playing: false } }))
  expect(pane().getByRole('button', { name: 'Play' })).toBeTruthy()
  expect(asked('playback.next')).toEqual([])
})

test('what was asked is told until it is seen', async () => {
  const { show } = renderConsole(playing({ asked: 'Pause' }))
  expect(pane().getByText('Pause…')).toBeTruthy()
  await show(playing())
  expect(pane().queryByText('Pause…')).toBeNull()
})

test('the place in the song goes on by itself, and keys lead to another: sent once, shown at once', async () => {
  const still = { ...ours, playing: false, positionMs: 60_000 }
  const { person, asked } = renderConsole(playing({ playback: still }))
  const slider = pane().getByRole('slider', { name: 'Place in the song' })
  expect(slider.getAttribute('aria-valuetext')).toBe('1:00 of 3:30')
  slider.focus()
  await person.keyboard('{ArrowRight}{ArrowRight}{PageUp}')
  expect(slider.getAttribute('aria-valuetext')).toBe('1:12 of 3:30')
  await expect.poll(() => asked('spotify.seek')).toEqual([{ positionMs: 72_000 }])
})

test('the volume shows only where it can be set', async () => {
  const { person, asked, show } = renderConsole(playing())
  pane().getByRole('slider', { name: 'Volume' }).focus()
  await person.keyboard('{ArrowLeft}')
  await expect.poll(() => asked('spotify.setVolume')).toEqual([{ percent: 65 }])
  await show(playing({ playback: { ...ours, volume: null } }))
  expect(pane().queryByRole('slider', { name: 'Volume' })).toBeNull()
})

test('a song that is none of the queue is told as such, and so is an advert', async () => {
  const { show } = renderConsole(aNight({ spotify: aSpotifyPlaying() }))
  expect(pane().getByText('Playing at Spotify: Halo – Beyoncé (not from the queue)')).toBeTruthy()
  const item = { kind: 'advert', title: '', artist: '', durationMs: 30_000, link: null } as const
  await show(aNight({ spotify: aSpotifyPlaying({ playback: aPlayback({ item }) }) }))
  expect(pane().getByText('An advert plays at Spotify.')).toBeTruthy()
})

test('a song started by hand meanwhile stands above what Spotify does, with its own end', async () => {
  const own = approved({ title: 'Own remix', playing: true })
  const { person, asked } = renderConsole(
    aNight({ nowPlaying: own, spotify: aSpotifyPlaying({ playback: null }) }),
  )
  expect(pane().getByRole('heading', { name: 'Own remix' })).toBeTruthy()
  expect(pane().getByText('Nothing plays at Spotify.')).toBeTruthy()
  await person.click(pane().getByRole('button', { name: 'Mark as played' }))
  expect(asked('playback.finish')).toHaveLength(1)
})

test('by hand is one click away, whatever is wrong, and the way back is for who is connected', async () => {
  const problem = { kind: 'no-device', words: 'No device is ready.', wayOut: 'choose-device' } as const
  const { person, asked, show } = renderConsole(playing({ problem, playback: null }))
  await person.click(pane().getByRole('button', { name: 'Play by hand' }))
  expect(asked('spotify.usePlayer')).toEqual([{ player: 'hand', version: 7 }])
  await show(aNight({ event: { version: 8 }, spotify: aSpotifyPlaying({ player: 'hand' }) }))
  await person.click(pane().getByRole('button', { name: 'Play by Spotify' }))
  expect(asked('spotify.usePlayer').at(-1)).toEqual({ player: 'spotify', version: 8 })
  await show(aNight({ event: { version: 8 } }))
  expect(pane().queryByRole('button', { name: 'Play by Spotify' })).toBeNull()
})

test('no device: the words lead to the devices, where they are, in place', async () => {
  const problem = { kind: 'no-device', words: 'No device is ready.', wayOut: 'choose-device' } as const
  const { person, asked } = renderConsole(playing({ problem }))
  await person.click(pane().getByRole('button', { name: 'Choose a device' }))
  const devices = within(await screen.findByRole('dialog', { name: 'Devices of Spotify' }))
  expect(devices.getByRole('button', { name: /Kitchen speaker/ })).toBeTruthy()
  expect(asked('spotify.refreshDevices')).toHaveLength(1)
})

test('a connection that has ended in the middle of the night is told where the music was', async () => {
  const ended = aSpotify({ clientId: 'x', connection: { state: 'ended' }, player: 'spotify' })
  const { person, asked } = renderConsole(aNight({ spotify: ended }))
  expect(pane().queryByRole('button', { name: 'Next song' })).toBeNull()
  await person.click(pane().getByRole('button', { name: 'Connect Spotify' }))
  expect(asked('spotify.connect')).toHaveLength(1)
  expect(screen.getByRole('dialog', { name: 'Spotify' })).toBeTruthy()
})
