import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ConsoleView, EventSummary } from '../../../src-main/contract/console-view.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aNight, anAccount, aReport, aSpotify, aSummary, evening, idOf } from '../testing/builders.ts'
import type { Answers } from '../testing/fake-bridge.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const tonight = aSummary({ id: idOf(901), title: 'Wedding', status: 'live', version: 7, pin: '4827' })
const office = aSummary({ title: 'Office party' })
const school = aSummary({ title: 'School party', endedAt: evening - 3_600_000 })
const old = aSummary({ title: 'Long ago', endedAt: 1, archivedAt: 2 })
const all = [tonight, office, school, old]

function noEvent(events: readonly EventSummary[]): ConsoleView {
  return {
    phase: 'no-event',
    user: anAccount(),
    events: [...events],
    catalogue: null,
    spotify: aSpotify(),
  }
}

const listed = (events: readonly EventSummary[]): Answers => ({
  'event.list': () => done({ events: [...events] }),
})

async function openPanel(answers: Answers = listed(all)) {
  const rendered = renderConsole(aNight({ event: { title: 'Wedding' } }), answers)
  await rendered.person.click(screen.getByRole('button', { name: 'Menu' }))
  await rendered.person.click(await screen.findByRole('menuitem', { name: 'Nights' }))
  await screen.findByRole('list', { name: 'Nights' })
  return rendered
}

type Person = ReturnType<typeof renderConsole>['person']

async function choose(person: Person, title: string, item: string): Promise<void> {
  await person.click(screen.getByRole('button', { name: `More about ${title}` }))
  await person.click(await screen.findByRole('menuitem', { name: item }))
}

async function offered(person: Person, title: string): Promise<readonly (string | null)[]> {
  await person.click(screen.getByRole('button', { name: `More about ${title}` }))
  const items = (await screen.findAllByRole('menuitem')).map((item) => item.textContent)
  await person.keyboard('{Escape}')
  return items
}

test('each night tells its state; archived ones are shown when asked for', async () => {
  const { person } = await openPanel()
  const rows = () => within(screen.getByRole('list', { name: 'Nights' })).getAllByRole('listitem')
  expect(rows().map((row) => row.textContent?.split(' · ')[0])).toEqual([
    'WeddingOpen now',
    'Office partyOffline',
    'School partyEnded',
  ])
  await person.click(screen.getByRole('button', { name: 'Show archived (1)' }))
  expect(rows().at(-1)?.textContent).toContain('Long agoArchived')
})

test('a night offers what its state lets it, and no more', async () => {
  const { person } = await openPanel()
  expect(await offered(person, 'Wedding')).toEqual(['Look', 'New from this', 'End'])
  expect(await offered(person, 'Office party')).toEqual(['Open', 'Look', 'New from this', 'End', 'Archive'])
  expect(await offered(person, 'School party')).toEqual(['Reopen', 'Look', 'New from this', 'Archive'])
})

test('ending the open night asks nothing, and can be taken back with the state that it had', async () => {
  const ended = { ...tonight, status: 'offline', endedAt: evening, version: 8 } as const
  let present: EventSummary = tonight
  const { person, asked, show } = await openPanel({
    'event.list': () => done({ events: [present, office] }),
    'event.reopen': () => {
      present = { ...tonight, status: 'offline', version: 9 }
      return done({ pin: '4827' })
    },
  })
  await choose(person, 'Wedding', 'End')
  expect(asked('event.end')).toEqual([{ eventId: tonight.id, version: 7 }])
  present = ended
  await show(noEvent([ended, office]))
  expect(screen.getByText('“Wedding” has ended. All its requests are kept.')).toBeTruthy()
  await person.keyboard('r')
  expect(asked('event.reopen')).toEqual([{ eventId: tonight.id, version: 8 }])
  expect(asked('event.open')).toEqual([{ eventId: tonight.id }])
  expect(asked('event.setStatus')).toEqual([{ version: 9, status: 'live' }])
})

test('a night that ended and goes on lists both in its history, and what was changed before', async () => {
  let present: EventSummary = tonight
  const { person, show } = renderConsole(aNight({ event: { title: 'Wedding' } }), {
    'event.list': () => done({ events: [present] }),
    'event.reopen': () => done({ pin: '4827' }),
  })
  await person.keyboard('p')
  await show(aNight({ event: { title: 'Wedding', version: 8, requestsPaused: true } }))
  await person.click(screen.getByRole('button', { name: 'Menu' }))
  await person.click(screen.getByRole('menuitem', { name: 'Nights' }))
  await screen.findByRole('list', { name: 'Nights' })
  await choose(person, 'Wedding', 'End')
  present = { ...tonight, endedAt: evening, version: 8 }
  await show(noEvent([present]))
  await person.keyboard('r')
  await show(aNight({ event: { title: 'Wedding', version: 9, requestsPaused: true } }))
  await person.keyboard('y')
  const lines = within(screen.getByRole('list', { name: 'Decisions' })).getAllByRole('listitem')
  expect(lines.map(({ textContent }) => textContent?.match(/You [a-z ]+/)?.[0])).toEqual([
    'You reopened the night',
    'You ended the night',
    'You paused requests',
  ])
})

test('a night that was ended on another computer is closed here, in words, and can be reopened', async () => {
  const { show } = renderConsole(aNight({ event: { title: 'Wedding' } }))
  await show(noEvent([{ ...tonight, endedAt: evening }]))
  expect(screen.getByText(/“Wedding” was ended on another computer. All its requests are kept./)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Reopen' })).toBeTruthy()
  expect(screen.getByRole('heading', { name: 'Which night?' })).toBeTruthy()
})

test('a night that was changed elsewhere meanwhile is ended on its present version when one still wants', async () => {
  let version = 3
  const { person, asked } = await openPanel({
    'event.list': () => done({ events: [tonight, { ...office, version }] }),
    'event.end': (seen) => (seen.version === version ? done(null) : refuse('stale')),
  })
  version = 4
  await choose(person, 'Office party', 'End')
  expect(await screen.findByText('“Office party” was changed elsewhere in the meantime.')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Do it again' })).toBeTruthy()
  await person.keyboard('r')
  expect(asked('event.end')).toEqual([
    { eventId: office.id, version: 3 },
    { eventId: office.id, version: 4 },
  ])
})

test('another PIN after reopening is told', async () => {
  const { person } = await openPanel({
    ...listed(all),
    'event.reopen': () => done({ pin: '9041' }),
  })
  await choose(person, 'School party', 'Reopen')
  expect(await screen.findByText(/has the PIN 9041 now/)).toBeTruthy()
})

test('looking at a night shows its report, and leads back', async () => {
  const { person, asked } = await openPanel({
    ...listed(all),
    'users.list': () => done({ users: [] }),
    'event.report': () => done(aReport({ event: school, imported: 2, guestsForgottenAt: evening })),
  })
  await person.click(screen.getByRole('button', { name: /^School party/ }))
  expect(asked('event.report')).toEqual([{ eventId: school.id }])
  expect(await screen.findByText(/^Made .* · ended /)).toBeTruthy()
  expect(screen.getByText(/^2 requests came without a DJ/)).toBeTruthy()
  expect(screen.getByText(/^Guests’ names and notes were forgotten/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Reopen' })).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'All nights' }))
  expect(screen.getByRole('list', { name: 'Nights' })).toBeTruthy()
})

test('"New from this" proposes its settings; the name is asked for', async () => {
  const { person, asked } = await openPanel()
  await choose(person, 'School party', 'New from this')
  const select = screen.getByLabelText<HTMLSelectElement>('Begin with the settings of')
  expect(select.selectedOptions[0]?.textContent).toContain('School party')
  const name = screen.getByLabelText('Name of the night')
  expect(document.activeElement).toBe(name)
  await person.clear(name)
  await person.type(name, 'Next school party{Enter}')
  expect(asked('event.create')).toEqual([
    {
      title: 'Next school party',
      catalogue: { kind: 'folder', path: '/home/anna/Music' },
      from: school.id,
    },
  ])
})

test.each([0, 1, 20, 200])('%i nights', async (count) => {
  const events = Array.from({ length: count }, () => aSummary())
  renderConsole(noEvent(events))
  expect(screen.queryAllByRole('listitem')).toHaveLength(count)
  if (count === 0) expect(screen.getByText('What can guests ask for?')).toBeTruthy()
})

test('when all nights are archived that is said, and they can be brought back', async () => {
  const { person, asked } = renderConsole(noEvent([old]))
  expect(screen.getByText('All your nights are archived.')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Show archived (1)' }))
  await choose(person, 'Long ago', 'Back into the list')
  expect(asked('event.archive')).toEqual([{ eventId: old.id, version: 3, archived: false }])
})
