import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aFoundSong, aNight, approved, aRequest } from '../testing/builders.ts'
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

const september = aRequest({ title: 'September', trackId: 'track-9', nickname: 'Mia', createdAt: Date.now() })
const asked_ = () => refuse('already-asked', { alternative: { requestId: september.id } })

/** What main says of the song in the form. */
const standsAs = (requestId: string | null, rule: { words: string; since: null } | null = null) => ({
  ...found,
  'request.standing': () => done({ requestId, rule }),
})

/** The form for `September`, with what the DJ reads there. */
async function open(person: ReturnType<typeof renderConsole>['person'], said: RegExp | string) {
  await person.keyboard('+septem')
  await screen.findByRole('option', { name: /^September/ })
  await person.keyboard('{Shift>}{Enter}{/Shift}')
  await within(screen.getByRole('form')).findByText(said)
  return within(screen.getByRole('form'))
}

const joinOf = (approve: boolean, nickname = 'Ruth', note = 'for Emil') => [
  { id, requestId: september.id, nickname, note, approve },
]

test('a song that waits in the inbox says so; Enter adds name and dedication and approves, undo takes back just that', async () => {
  const joined = { approvedAt: 5, heldAt: null }
  const { person, asked } = renderConsole(aNight({ requests: [september] }), {
    ...standsAs(september.id),
    'request.join': () => done(joined),
  })
  const form = await open(person, 'Asked for already by Mia, just now: it waits in the inbox.')
  expect(form.getByRole('button', { name: /^Approve/ })).toBeTruthy()
  await person.keyboard('Ruth{Tab}for Emil')
  expect(form.getByRole('button', { name: /^Add the name and approve/ })).toBeTruthy()
  await person.keyboard('{Enter}')
  expect(asked('request.join')).toEqual(joinOf(true))
  expect(asked('request.add')).toEqual([])
  expect(screen.queryByRole('form')).toBeNull()
  expect(screen.getByText('Ruth asks for “September” too; it is up next.')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: /Undo/ }))
  const [join] = asked('request.join') as [{ id: string }]
  expect(asked('request.takeBackEntry')).toEqual([{ id: join.id, requestId: september.id, ...joined }])
})

test('the name alone is added by one press, and the request stays in the inbox', async () => {
  const { person, asked } = renderConsole(aNight({ requests: [september] }), {
    ...standsAs(september.id),
    'request.join': () => done({ approvedAt: null, heldAt: null }),
  })
  const form = await open(person, /waits in the inbox/)
  expect(form.getByRole('button', { name: 'Add the name only' })).toHaveProperty('disabled', true)
  await person.keyboard('Ruth')
  await person.click(form.getByRole('button', { name: 'Add the name only' }))
  expect(asked('request.join')).toEqual(joinOf(false, 'Ruth', ''))
  expect(screen.getByText('Ruth asks for “September” too.')).toBeTruthy()
})

test('without a name, Enter approves what waits, with the usual way back', async () => {
  const { person, asked } = renderConsole(aNight({ requests: [september] }), standsAs(september.id))
  await open(person, /waits in the inbox/)
  await person.keyboard('{Enter}')
  expect(asked('request.approve')).toEqual([{ id: september.id, version: 1 }])
  expect(screen.queryByRole('form')).toBeNull()
})

test('a song up next takes the name, and nothing without one', async () => {
  const queue = [approved({ title: 'Halo' }), { ...september, status: 'approved' as const }]
  const { person, asked } = renderConsole(aNight({ queue }), {
    ...standsAs(september.id),
    'request.join': () => done({ approvedAt: null, heldAt: null }),
  })
  const form = await open(person, /it is number 2 up next\.$/)
  await person.keyboard('{Enter}')
  expect(asked('request.join')).toEqual([])
  await person.keyboard('{Tab}for Emil')
  expect(form.getByRole('button', { name: /^Add the dedication/ })).toBeTruthy()
  await person.keyboard('{Enter}')
  expect(asked('request.join')).toEqual(joinOf(false, '', 'for Emil'))
})

test.each([
  [{ status: 'pending', heldAt: 1 }, /it is set aside\.$/],
  [{ status: 'played', playedAt: Date.now() - 12 * 60_000 }, 'Played 12 min ago, asked for by Mia, Jonas.'],
  [
    { status: 'rejected', rejectedAt: Date.now(), rejectReason: 'No time' },
    'Declined just now (“No time”), asked for by Mia, Jonas.',
  ],
] as const)('what became of it before is told: %j', async (change, said) => {
  const requests = [{ ...september, voters: ['Jonas'], ...change }]
  const { person } = renderConsole(aNight({ requests }), standsAs(september.id))
  await open(person, said)
})

test('a rule explains itself, and Enter goes past it', async () => {
  const rule = { words: 'longer than 6 minutes', since: null }
  const { person, asked } = renderConsole(aNight(), standsAs(null, rule))
  const form = await open(person, 'Rule: longer than 6 minutes')
  expect(form.getByRole('button', { name: /^Up next all the same/ })).toBeTruthy()
  await person.keyboard('Ruth{Enter}')
  expect(asked('request.add')).toMatchObject([{ nickname: 'Ruth', to: 'up-next' }])
  await person.click(screen.getByRole('button', { name: /Undo/ }))
  const [{ id: entry }] = asked('request.add') as [{ id: string }]
  expect(asked('request.takeBackEntry')).toEqual([
    { id: entry, requestId: entry, approvedAt: null, heldAt: null },
  ])
})

test('refused, the form stays with all that was typed', async () => {
  const { person } = renderConsole(aNight({ requests: [september] }), {
    ...found,
    'request.add': asked_,
    'request.standing': () => done({ requestId: null, rule: null }),
  })
  await person.keyboard('+septem')
  await screen.findByRole('option', { name: /^September/ })
  await person.keyboard('{Shift>}{Enter}{/Shift}')
  await person.keyboard('Ruth{Tab}for Emil{Enter}')
  expect(await screen.findByText(/asked for already: it waits in the inbox/)).toBeTruthy()
  expect(screen.getByRole('textbox', { name: 'Asked by' })).toHaveProperty('value', 'Ruth')
  expect(screen.getByRole('textbox', { name: 'Dedication' })).toHaveProperty('value', 'for Emil')
})

test('the row of a song shows everybody who asked, with what they dedicate it to', () => {
  const atDesk = [{ id: 'r', nickname: 'Ruth', note: 'for Emil' }]
  const asked = { ...september, note: 'for grandma', voters: ['Jonas', 'Ruth'], atDesk }
  renderConsole(aNight({ requests: [asked] }))
  const people = screen.getByTitle('Mia: “for grandma”, Jonas, Ruth: “for Emil”')
  for (const words of ['Mia, Jonas +1', '“for grandma”', 'Ruth: “for Emil”'])
    expect(within(people).getByText(words)).toBeTruthy()
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
