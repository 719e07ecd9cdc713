import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DisplayView } from '../../src-main/contract/console-view.ts'
import { Display } from './display.tsx'
import { createDisplayStore } from './store.ts'
import { join, playing, room, song, view } from './testing/views.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** The display as the room sees it. */
function openDisplay(first?: DisplayView) {
  const store = createDisplayStore(() => performance.now())
  if (first) store.receive(first)
  render(<Display store={store} />)
  return {
    receive: (next: DisplayView) => act(() => store.receive(next)),
    wait: (ms: number) => act(() => vi.advanceTimersByTime(ms)),
  }
}
const text = () => document.body.textContent ?? ''

test('before anything is known it shows who it is', () => {
  openDisplay()
  expect(screen.getByRole('heading', { name: 'Cueline' })).toBeTruthy()
})

test('shows what plays, what comes and how to ask', () => {
  openDisplay(
    view(
      room({
        nowPlaying: playing('1', { title: 'Dancing Queen', artist: 'ABBA', nickname: 'Jonas', votes: 2 }),
        upNext: [song('2', { title: 'Halo', nickname: 'Léa' }), song('3', { title: 'Africa', nickname: '' })],
        counts: { pending: 0, queued: 5, played: 0, guests: 3 },
      }),
    ),
  )
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Dancing Queen')
  expect(text()).toContain('asked for by Jonas +2')
  expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    expect.stringContaining('Haloasked for by Léa'),
    expect.stringContaining('Africafrom the DJ'),
  ])
  expect(text()).toContain('5 in all')
  expect(screen.getByRole('img', { name: /QR code/ })).toBeTruthy()
  expect(text()).toContain('192.168.1.20:4747')
  expect(text()).toContain('4827')
})

test('where guests need the wifi first, its code stands before the page’s', () => {
  const wifiCode = 'WIFI:T:WPA;S:Party;P:dance with me;;'
  openDisplay(view(room({ nowPlaying: playing('1') }), { ...join, wifiCode }))
  expect(
    screen.getAllByRole('img', { name: /QR code/ }).map((code) => code.getAttribute('aria-label')),
  ).toEqual(['QR code to join the wifi', 'QR code to ask for a song'])
  expect(text()).toContain('1 wifi')
  expect(text()).toContain('2 page')
  expect(text()).not.toContain('dance with me')
})

test('a practice says that its guests are invented, whatever is shown', () => {
  const { receive } = openDisplay({ ...view(room()), practice: true })
  expect(text()).toContain('Practice: invented guests')
  receive({ ...view(room({ nowPlaying: playing('1') })), practice: true })
  expect(text()).toContain('Practice: invented guests')
  receive(view(room()))
  expect(text()).not.toContain('Practice')
})

test('the time goes on by itself, and not beyond the end', () => {
  const { wait } = openDisplay(
    view(room({ nowPlaying: playing('1', { elapsedMs: 65_000, durationMs: 70_000 }) })),
  )
  expect(text()).toContain('1:05')
  wait(3000)
  expect(text()).toContain('1:08')
  wait(60_000)
  expect(text()).toContain('1:101:10')
})

test('a song of Spotify says so, and its cover is nowhere blurred', () => {
  const { receive } = openDisplay(view(room({ nowPlaying: playing('1', { artworkUrl: '/a' }) })))
  expect(text()).not.toContain('on Spotify')
  expect(document.querySelectorAll('img')).toHaveLength(1)
  expect(document.querySelectorAll('canvas')).toHaveLength(1)
  const spotifyUrl = 'https://open.spotify.com/track/4JehYebiI9JE8sR8MisGVb'
  receive(view(room({ nowPlaying: playing('2', { artworkUrl: '/a', spotifyUrl }) })))
  expect(text()).toContain('on Spotify')
  expect(document.querySelectorAll('img')).toHaveLength(1)
  expect(document.querySelectorAll('canvas')).toHaveLength(0)
})

/** A night in which so many songs were accepted, one after the other. */
const accepted = (count: number, blank = false): DisplayView => ({
  ...view(room({ nowPlaying: playing('1', { title: 'Dancing Queen' }) })),
  accepted: Array.from({ length: count }, (_, at) => ({
    ...song(`a${at}`, { title: `Song no ${at + 1}.`, nickname: at === 1 ? '' : `Guest ${at}` }),
    acceptedAt: at + 1,
  })),
  blank,
})
const said = () => screen.getByRole('status').textContent ?? ''

test('a song that is accepted is announced for six seconds', () => {
  const { receive, wait } = openDisplay(accepted(0))
  expect(said()).toBe('')
  receive(accepted(1))
  expect(said()).toBe('SJust addedSong no 1.asked for by Guest 0')
  wait(5999)
  expect(said()).toContain('Song no 1.')
  wait(1)
  expect(said()).toBe('')
})

test('twelve songs within two seconds are all told, three at a time, each for three seconds and more', () => {
  const { receive, wait } = openDisplay(accepted(0))
  const seen = new Map<string, number>()
  const step = 250
  for (let passed = 0; passed < 60_000; passed += step) {
    if (passed <= 2000) receive(accepted(Math.floor((passed / 2000) * 12)))
    wait(step)
    for (const [name] of said().matchAll(/Song no \d+\./g)) seen.set(name, (seen.get(name) ?? 0) + step)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Dancing Queen')
  }
  expect([...seen.keys()]).toEqual(Array.from({ length: 12 }, (_, at) => `Song no ${at + 1}.`))
  for (const ms of seen.values()) expect(ms).toBeGreaterThanOrEqual(3000)
  expect(said()).toBe('')
})

test('several are counted in words, with who asked', () => {
  const { receive } = openDisplay(accepted(0))
  receive(accepted(5))
  expect(said()).toBe(
    '3 songs just added2 more to comeSong no 1.Guest 0Song no 2.from the DJSong no 3.Guest 2',
  )
})

test('an announcement goes on while one of its songs is taken back', () => {
  const { receive, wait } = openDisplay(accepted(0))
  receive(accepted(3))
  const stands = screen.getByRole('status').firstElementChild
  wait(5000)
  const { accepted: all = [], ...rest } = accepted(3)
  receive({ ...rest, accepted: all.filter(({ title }) => title !== 'Song no 1.') })
  expect(said()).toContain('Song no 2.')
  expect(said()).not.toContain('Song no 1.')
  expect(screen.getByRole('status').firstElementChild).toBe(stands)
  wait(4000)
  expect(said()).toBe('')
})

test('two of three are taken back: the third one stays where and how it stands', () => {
  const { receive, wait } = openDisplay(accepted(0))
  receive(accepted(3))
  const rows = () => [...screen.getByRole('status').querySelectorAll('li')]
  const [, , third] = rows()
  wait(2000)
  const { accepted: all = [], ...rest } = accepted(3)
  receive({ ...rest, accepted: all.slice(2) })
  expect(said()).toMatch(/^Just added\s*Song no 3\.Guest 2$/)
  expect(rows()).toHaveLength(3)
  expect(rows()[2]).toBe(third)
  wait(7000)
  expect(said()).toBe('')
})

test('one of one that is taken back goes, and the next one is told for its whole time', () => {
  const { receive, wait } = openDisplay(accepted(0))
  receive(accepted(1))
  wait(1000)
  receive(accepted(2))
  const { accepted: all = [], ...rest } = accepted(2)
  receive({ ...rest, accepted: all.slice(1) })
  expect(said()).toContain('Song no 2.')
  wait(5999)
  expect(said()).toContain('Song no 2.')
  wait(1)
  expect(said()).toBe('')
})

test('a guest who gets another name while their song is announced is called by it', () => {
  const { receive } = openDisplay(accepted(0))
  receive(accepted(1))
  const { accepted: all = [], ...rest } = accepted(1)
  receive({ ...rest, accepted: all.map((one) => ({ ...one, nickname: 'a guest' })) })
  expect(said()).toBe('SJust addedSong no 1.asked for by a guest')
})

test('what is accepted while the page is black is told when it is lifted', () => {
  const { receive, wait } = openDisplay(accepted(0, true))
  receive(accepted(1, true))
  wait(60_000)
  receive(accepted(1))
  expect(said()).toContain('Song no 1.')
  wait(6000)
  expect(said()).toBe('')
})

test('when the page is turned off or the night goes offline, nothing of it is left', () => {
  const { receive } = openDisplay(view(room({ nowPlaying: playing('1', { title: 'Dancing Queen' }) })))
  receive(
    view(
      room(
        { nowPlaying: playing('1', { title: 'Dancing Queen' }) },
        { pages: { requests: true, display: false } },
      ),
    ),
  )
  expect(text()).not.toContain('Dancing Queen')
  expect(text()).not.toContain('4827')
  receive(view(room({}, { status: 'offline' }), null))
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('See you soon')
})

test('closed requests take the way in away and say so', () => {
  openDisplay(view(room({ nowPlaying: playing('1') }, { pages: { requests: false, display: true } })))
  expect(text()).toContain('Requests are closed')
  expect(screen.queryByRole('img', { name: /QR code/ })).toBeNull()
  expect(text()).not.toContain('4827')
})

test('names that read from right to left do not turn the line around', () => {
  openDisplay(view(room({ nowPlaying: playing('1', { nickname: 'محمد', title: 'شجرة' }) })))
  for (const name of ['محمد', 'شجرة']) expect(screen.getByText(name).getAttribute('dir')).toBe('auto')
})

test('the page moves a little every two minutes', () => {
  const { wait } = openDisplay(view(room()))
  const place = () => screen.getByRole('main').getAttribute('style')
  const first = place()
  wait(119_000)
  expect(place()).toBe(first)
  wait(2000)
  expect(place()).not.toBe(first)
})

test('the page is dressed as the DJ chose, at once', () => {
  const look = () => document.documentElement.dataset
  const { receive } = openDisplay()
  expect(look()).toMatchObject({ mood: 'night', motion: 'on' })
  receive(view(room(), join, { mood: 'club', motion: false, coverColours: false }))
  expect(look()).toMatchObject({ mood: 'club', motion: 'off' })
  receive(view(room()))
  expect(look()).toMatchObject({ mood: 'night', motion: 'on' })
})

test('where nothing may move, no timer moves anything: by the DJ’s wish, and by the computer’s', async () => {
  const still = { mood: 'night', motion: false, coverColours: false } as const
  const breath = () => document.querySelector('[style*="--breath"]')?.getAttribute('style')
  /** What hangs on the root is told after this turn. */
  const told = () => act(async () => {})
  /** Whether the light around the code changes within a breath. */
  const breathes = () => {
    const before = breath()
    wait(3000)
    return breath() !== before
  }
  const { receive, wait } = openDisplay(view(room()))
  expect(breathes()).toBe(true)
  receive(view(room(), join, still))
  await told()
  expect(breathes()).toBe(false)
  receive(view(room()))
  await told()
  expect(breathes()).toBe(true)
  cleanup()
  const asked = vi
    .spyOn(window, 'matchMedia')
    .mockReturnValue(Object.assign(new EventTarget(), { matches: true }) as MediaQueryList)
  const other = openDisplay(view(room()))
  const first = breath()
  other.wait(3000)
  expect(breath()).toBe(first)
  asked.mockRestore()
})

test('black stays black while the night goes on behind it, and lifts at once', () => {
  const song = view(room({ nowPlaying: playing('1', { title: 'Dancing Queen' }) }))
  const { receive } = openDisplay(song)
  const black = () => screen.queryByRole('region', { name: 'Black' })
  expect(black()).toBeNull()
  receive({ ...song, blank: true })
  expect(black()).toBeTruthy()
  receive({ ...view(room({ nowPlaying: playing('2', { title: 'Halo' }) })), blank: true })
  expect(black()).toBeTruthy()
  receive(view(room({ nowPlaying: playing('2', { title: 'Halo' }) })))
  expect(black()).toBeNull()
  expect(text()).toContain('Halo')
})
