import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { aNight, approved, aRequest } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const halo = approved({ title: 'Halo', bpm: 124, key: 'Am', playing: true })
const near = aRequest({ title: 'Near', bpm: 126.48, key: '9A', nickname: 'Jonas', guestId: 'jonas' })
const half = aRequest({ title: 'Half', bpm: 62, key: 'C', explicit: true })
const far = aRequest({ title: 'Far', bpm: 100, key: '2B', rule: { words: 'artist played', since: null } })
const blank = aRequest({ title: 'Blank', wish: true })

function row(title: string): HTMLElement {
  return screen.getByRole('row', { name: new RegExp(title) })
}

function titles(): readonly string[] {
  const grid = screen.getByRole('grid', { name: /^Inbox/ })
  return within(grid)
    .getAllByRole('row')
    .map((one) => ['Near', 'Half', 'Far', 'Blank'].find((title) => one.textContent?.includes(title)) ?? '?')
}

const night = aNight({ nowPlaying: halo, requests: [near, half, far, blank] })

test('a row says tempo, key and how they go with what plays', () => {
  renderConsole(night)
  expect(row('Near').textContent).toMatch(/126 \+2 %.*9A \+1/)
  expect(
    within(row('Near')).getByRole('img', {
      name: 'Mixes well with “Halo”: 2 % faster, neighbouring key, one up',
    }),
  ).toBeTruthy()
  within(row('Half')).getByRole('img', {
    name: 'Mixes well with “Halo”: the same tempo counted double, relative key',
  })
  within(row('Far')).getByRole('img', { name: 'Hard to mix with “Halo”: 19 % slower, keys apart' })
  expect(within(row('Blank')).queryByRole('img', { name: /mix/i })).toBeNull()
})

test('with nothing playing it is the last that is up next that counts, and up next each song before', () => {
  const last = approved({ title: 'Last', bpm: 100, key: '1B' })
  renderConsole(aNight({ queue: [approved({ title: 'First', bpm: 98, key: '1B' }), last], requests: [far] }))
  within(row('Far')).getByRole('img', { name: /^Mixes well with “Last”: the same tempo/ })
  const marks = within(screen.getByRole('grid', { name: /^Up next/ })).getAllByRole('img', { name: /mix/i })
  expect(marks.map((mark) => mark.getAttribute('aria-label'))).toEqual([
    'Mixes well with “First”: 2 % faster, the same key',
  ])
})

test('S opens what can be shown alone; by keys it is chosen, added to and given up', async () => {
  const { person } = renderConsole(night)
  await person.keyboard('s')
  expect(screen.getByRole('menuitemcheckbox', { name: /Fits what plays/ })).toBe(document.activeElement)
  await person.keyboard('{Enter}')
  expect(screen.getByRole('menuitemcheckbox', { name: /Fits what plays/, checked: true })).toBeTruthy()
  await person.keyboard('{ArrowDown}{ArrowDown}{Enter}{Escape}')
  expect(titles()).toEqual(['Near'])
  await person.click(screen.getByRole('button', { name: 'Show all requests again' }))
  expect(titles()).toEqual(['Near', 'Half', 'Far', 'Blank'])
})

test.each([
  [/No rule against it/, ['Near', 'Half', 'Blank']],
  [/Not explicit/, ['Near', 'Far', 'Blank']],
  [/Typed/, ['Blank']],
  [/Guests without a song/, ['Near']],
])('%s leaves %j', async (name, left) => {
  const { person } = renderConsole(night)
  await person.keyboard('s')
  await person.click(screen.getByRole('menuitemcheckbox', { name }))
  expect(titles()).toEqual(left)
})
