import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aNight, aRequest, evening, approved as upNext } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const minute = 60_000
const declined = aRequest({
  title: 'Halo',
  status: 'rejected',
  rejectedAt: evening + minute,
  rejectReason: 'Not tonight',
})
const approved = aRequest({ title: 'Levels', status: 'approved', approvedAt: evening + 3 * minute })
const held = aRequest({ title: 'Africa', heldAt: evening + 2 * minute })
const played = aRequest({ title: 'Waterloo', status: 'played', playedAt: evening })
const waiting = aRequest({ title: 'September' })
const night = aNight({ requests: [declined, held, played, waiting], queue: [approved] })

const lines = () =>
  within(screen.getByRole('list', { name: 'Decisions' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent)

test('Y lists what became of the requests, the newest first, and leaves out what waits', async () => {
  const { person } = renderConsole(night)
  await person.keyboard('y')
  expect(lines().map((line) => line?.match(/Halo|Levels|Africa|Waterloo|September/)?.[0])).toEqual([
    'Levels',
    'Africa',
    'Halo',
    'Waterloo',
  ])
  expect(screen.getByText(/Not tonight/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Undo: Waterloo' })).toBeNull()
})

test('a decision of long ago is taken back; what was set aside comes back', async () => {
  const { person, asked } = renderConsole(night)
  await person.keyboard('y')
  await person.click(screen.getByRole('button', { name: 'Undo: Halo' }))
  await person.click(screen.getByRole('button', { name: 'Undo: Africa' }))
  expect(asked('request.reopen')).toEqual([{ id: declined.id, version: 1 }])
  expect(asked('request.hold')).toEqual([{ id: held.id, version: 1, held: false }])
})

test('another change of this window is there until it is taken back', async () => {
  const guest = aRequest({ title: 'Halo', guestId: 'guest-1', nickname: 'Mia' })
  const { person, asked, show } = renderConsole(aNight({ requests: [guest] }))
  await person.keyboard('t2')
  await show(aNight({ requests: [{ ...guest, version: 2, answer: 'Maybe later tonight' }] }))
  await person.keyboard('y')
  await person.click(screen.getByRole('button', { name: 'Undo: Mia reads: Maybe later tonight' }))
  expect(asked('request.answer')[1]).toEqual({ id: guest.id, version: 2, answer: null })
  expect(await screen.findByText(/Nothing is decided yet/)).toBeTruthy()
})

test('a change whose way back is refused stays in the list', async () => {
  const guest = aRequest({ title: 'Halo', guestId: 'guest-1', nickname: 'Mia' })
  const answers = [done(), refuse('database-away')]
  const { person, show } = renderConsole(aNight({ requests: [guest] }), {
    'request.answer': () => answers.shift() ?? done(),
  })
  await person.keyboard('t2')
  await show(aNight({ requests: [{ ...guest, version: 2, answer: 'Maybe later tonight' }] }))
  await person.keyboard('y')
  const back = () => screen.getByRole('button', { name: 'Undo: Mia reads: Maybe later tonight' })
  await person.click(back())
  expect(await screen.findByText(wordsFor({ code: 'database-away' }))).toBeTruthy()
  expect(back()).toBeTruthy()
})

test('switches are listed with what was done, and switched back while they are so', async () => {
  const night = aNight()
  const { person, asked, show } = renderConsole(night)
  await person.keyboard('p')
  await show({ ...night, event: { ...night.event, version: 8, requestsPaused: true } })
  await person.keyboard('y')
  await person.click(screen.getByRole('button', { name: 'Undo: You paused requests' }))
  expect(await screen.findByText(/Nothing is decided yet/)).toBeTruthy()
  expect(asked('event.update')[1]).toEqual({ version: 8, change: { requestsPaused: false } })
})

test('a key that bounces is listed once', async () => {
  const night = aNight()
  const { person, show } = renderConsole(night)
  await person.keyboard('pp')
  await show({ ...night, event: { ...night.event, version: 8, requestsPaused: true } })
  await show({ ...night, event: { ...night.event, version: 9, requestsPaused: true } })
  await person.keyboard('y')
  expect(await screen.findAllByRole('button', { name: 'Undo: You paused requests' })).toHaveLength(1)
})

test('a switch that was set anew since stays as it is', async () => {
  const night = aNight()
  const { person, asked, show } = renderConsole(night)
  await person.keyboard('p')
  await show({ ...night, event: { ...night.event, version: 9, requestsPaused: false } })
  await person.keyboard('y')
  await person.click(screen.getByRole('button', { name: 'Undo: You paused requests' }))
  expect(await screen.findByText('That was changed again since, and stays as it is.')).toBeTruthy()
  expect(asked('event.update')).toHaveLength(1)
})

test('the request page and going live are listed', async () => {
  const closed = aNight()
  const night = {
    ...closed,
    event: { ...closed.event, status: 'standby' as const, pages: { requests: false, display: true } },
  }
  const { person, asked, show } = renderConsole(night)
  await person.click(screen.getByRole('button', { name: 'Turn it on' }))
  const on = { ...night.event, version: 8, pages: { requests: true, display: true } }
  await show({ ...night, event: on })
  await person.click(screen.getByRole('radio', { name: 'Offline' }))
  await show({ ...night, event: { ...on, version: 9, status: 'offline' } })
  await person.keyboard('y')
  expect(lines().map((line) => line?.match(/You .*?(?=Undo)/)?.[0])).toEqual([
    'You went offline',
    'You opened requests',
  ])
  await person.click(screen.getByRole('button', { name: 'Undo: You went offline' }))
  expect(asked('event.setStatus')[1]).toEqual({ version: 9, status: 'standby' })
})

test('fair order and the mood of the display are listed, and set back while they are so', async () => {
  const before = aNight()
  const { person, asked, show } = renderConsole(before)
  await person.keyboard('f')
  const fair = { ...before.event, version: 8, fairOrder: true }
  await show({ ...before, event: fair })
  await person.click(screen.getByRole('button', { name: 'Menu' }))
  await person.click(await screen.findByRole('menuitem', { name: 'Settings of this night' }))
  await person.click(await screen.findByRole('radio', { name: 'Warm' }))
  await show({ ...before, event: { ...fair, version: 9, displayMood: 'warm' } })
  await person.keyboard('{Escape}y')
  expect(lines().map((line) => line?.match(/You .*?(?=Undo)/)?.[0])).toEqual([
    'You gave the display the mood Warm',
    'You turned fair order on',
  ])
  await person.click(screen.getByRole('button', { name: 'Undo: You gave the display the mood Warm' }))
  await show({ ...before, event: { ...fair, version: 10 } })
  await person.click(screen.getByRole('button', { name: 'Undo: You turned fair order on' }))
  await vi.waitFor(() => expect(asked('event.update')).toHaveLength(4))
  expect(asked('event.update').slice(2)).toEqual([
    { version: 9, change: { displayMood: 'night' } },
    { version: 10, change: { fairOrder: false } },
  ])
})

test('moves and play next are listed; a move goes back, but never in front of the next song', async () => {
  const [first, second, third] = [
    upNext({ title: 'Halo' }),
    upNext({ title: 'Levels' }),
    upNext({ title: 'Africa' }),
  ]
  const { person, asked, show } = renderConsole(aNight({ queue: [first, second, third] }))
  await person.keyboard('{ArrowRight}{End}{Alt>}{ArrowUp}{/Alt}')
  const moved = { ...third, version: 3 }
  await show(aNight({ queue: [first, moved, second] }))
  await person.keyboard('{End}n')
  const next = { ...second, version: 3 }
  await show(aNight({ queue: [next, first, moved] }))
  await person.keyboard('y')
  expect(lines().map((line) => line?.match(/You .*?(?=Undo)/)?.[0])).toEqual(
    ['You set “Levels” to play next', 'You moved “Africa” up'].concat(Array(3).fill(undefined)),
  )
  await person.click(screen.getByRole('button', { name: 'Undo: You set “Levels” to play next' }))
  expect(await screen.findByText(/“Levels” is next and locked/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Undo: You moved “Africa” up' }))
  await vi.waitFor(() => expect(asked('queue.move')).toHaveLength(2))
  expect(asked('queue.move')[1]).toEqual({ id: third.id, version: 3, before: first.id })
})
