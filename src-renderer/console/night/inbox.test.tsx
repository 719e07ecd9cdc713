import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aNight, approved, aRequest, evening, many } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const halo = aRequest({ title: 'Halo', artist: 'Beyoncé' })
const queen = aRequest({
  title: 'Dancing Queen',
  artist: 'ABBA',
  voters: ['Jonas', 'Lea'],
  note: 'for grandma',
})
const levels = aRequest({ title: 'Levels', artist: 'Avicii' })
const three = [halo, queen, levels]

function row(title: string): HTMLElement {
  return screen.getByRole('row', { name: new RegExp(title) })
}

function focusedTitle(): string | null {
  const focused = within(screen.getByRole('grid', { name: /^Inbox/ })).getAllByRole('row')
  return focused.find((one) => one.dataset.focused === 'true')?.textContent ?? null
}

/** What main would show after deciding. */
function decided(
  request: ConsoleRequest,
  status: ConsoleRequest['status'],
  reason: string | null = null,
): ConsoleRequest {
  return { ...request, status, version: request.version + 1, rejectReason: reason, approvedAt: evening }
}

test('a row tells the song, who asked, how many, and the note', () => {
  renderConsole(aNight({ requests: three }))
  const words = row('Dancing Queen').textContent
  expect(words).toContain('ABBA · 3:30')
  expect(words).toContain('Mia, Jonas +1')
  expect(words).toContain('×3')
  expect(words).toContain('“for grandma”')
})

test('A approves, the focus goes on at once, and the next A takes the next song', async () => {
  const { person, asked, show } = renderConsole(aNight({ requests: three }))
  await person.keyboard('a')
  expect(asked('request.approve')).toEqual([{ id: halo.id, version: 1 }])
  expect(focusedTitle()).toContain('Dancing Queen')
  await show(aNight({ requests: [queen, levels], queue: [decided(halo, 'approved')] }))
  await person.keyboard('a')
  expect(asked('request.approve')).toEqual([
    { id: halo.id, version: 1 },
    { id: queen.id, version: 1 },
  ])
})

test('arrows and J and K walk, N plays next, and a held key decides once', async () => {
  const { person, asked } = renderConsole(aNight({ requests: three }))
  await person.keyboard('{ArrowDown}j')
  expect(focusedTitle()).toContain('Levels')
  await person.keyboard('k')
  await person.keyboard('{n>3/}')
  expect(asked('request.playNext')).toEqual([{ id: queen.id, version: 1 }])
})

test('D declines at once; 3 then tells the guest why, with the version that the decline left', async () => {
  const { person, asked, show } = renderConsole(aNight({ requests: three }))
  await person.keyboard('d')
  await person.keyboard('3')
  expect(asked('request.decline')).toEqual([{ id: halo.id, version: 1, reason: null }])
  await show(aNight({ requests: [queen, levels, decided(halo, 'rejected')] }))
  expect(asked('request.decline')[1]).toEqual({
    id: halo.id,
    version: 2,
    reason: 'I do not have this song with me',
  })
  expect(await screen.findByText(/The guest reads: I do not have this song with me/)).toBeTruthy()
})

test('U brings the song back and shows it again', async () => {
  const { person, asked, show } = renderConsole(aNight({ requests: three }))
  await person.keyboard('a')
  await show(aNight({ requests: [queen, levels], queue: [decided(halo, 'approved')] }))
  expect(screen.getByText('Approved “Halo”')).toBeTruthy()
  await person.keyboard('u')
  expect(asked('request.reopen')).toEqual([{ id: halo.id, version: 2 }])
  await show(aNight({ requests: [{ ...halo, version: 3 }, queen, levels] }))
  expect(focusedTitle()).toContain('Halo')
  expect(screen.queryByText('Approved “Halo”')).toBeNull()
})

test('a new request leaves the focus on its row', async () => {
  const { person, show } = renderConsole(aNight({ requests: three }))
  await person.keyboard('j')
  await show(aNight({ requests: [aRequest({ title: 'Newcomer' }), ...three] }))
  expect(focusedTitle()).toContain('Dancing Queen')
  expect(document.activeElement?.textContent).toContain('Dancing Queen')
})

test('when the guest takes the focused song back, the focus moves to what took its place', async () => {
  const { person, show } = renderConsole(aNight({ requests: three }))
  await person.keyboard('j')
  await show(aNight({ requests: [halo, levels] }))
  expect(focusedTitle()).toContain('Levels')
})

test('a song that was changed elsewhere meanwhile can be decided again as it is by now', async () => {
  let refused = false
  const { person, asked, show } = renderConsole(aNight({ requests: three }), {
    'request.approve': () => {
      if (refused) return done()
      refused = true
      return refuse('stale')
    },
  })
  await person.keyboard('a')
  expect(row('Halo').dataset.busy).toBe('false')
  const declined = { ...halo, status: 'rejected', version: 4 } as const
  await show(aNight({ requests: three.map((one) => (one.id === halo.id ? declined : one)) }))
  expect(await screen.findByText(/“Halo” was declined elsewhere/)).toBeTruthy()
  await person.keyboard('r')
  expect(asked('request.approve')).toEqual([
    { id: halo.id, version: halo.version },
    { id: halo.id, version: 4 },
  ])
  expect(screen.queryByText(/“Halo” was declined elsewhere/)).toBeNull()
})

test('nothing is offered when somebody else has decided the same, or nothing can be done any more', async () => {
  const { person, show } = renderConsole(aNight({ requests: three }), {
    'request.approve': () => refuse('stale'),
    'request.decline': () => refuse('stale'),
  })
  await person.keyboard('a')
  const same = { ...halo, status: 'approved', version: 4 } as const
  await show(aNight({ requests: [queen, levels], queue: [same] }))
  await person.click(row('Levels'))
  await person.keyboard('d')
  const played = { ...levels, status: 'played', version: 9 } as const
  await show(aNight({ requests: [queen, played], queue: [same] }))
  expect(await screen.findByText('“Levels” was played in the meantime.')).toBeTruthy()
  expect(screen.queryByText(/Halo” was/)).toBeNull()
  expect(screen.queryByRole('button', { name: 'Do it again' })).toBeNull()
})

test('/ finds by song, artist, guest or note, whatever the accents; Escape shows all again', async () => {
  const { person } = renderConsole(aNight({ requests: three }))
  await person.keyboard('/')
  await person.keyboard('beyonce')
  expect(screen.queryByText('Levels')).toBeNull()
  expect(row('Halo')).toBeTruthy()
  await person.clear(screen.getByRole('searchbox'))
  await person.keyboard('grandma')
  expect(row('Dancing Queen')).toBeTruthy()
  expect(focusedTitle()).toContain('Dancing Queen')
  // Each list that typing makes begins at its own top, not at what the last one began with.
  await person.clear(screen.getByRole('searchbox'))
  expect(focusedTitle()).toContain('Halo')
  await person.keyboard('grandma{Escape}')
  expect(row('Levels')).toBeTruthy()
})

test('typing in the filter decides nothing', async () => {
  const { person, calls } = renderConsole(aNight({ requests: three }))
  await person.click(screen.getByRole('searchbox'))
  await person.keyboard('and u n')
  expect(calls).toEqual([])
})

test('two thousand requests put only a screenful into the page', () => {
  renderConsole(aNight({ requests: many(2000), queue: many(2000, approved) }))
  expect(screen.getAllByRole('row').length).toBeLessThan(60)
  expect(screen.getByRole('grid', { name: 'Inbox: 2,000 requests' })).toBeTruthy()
})

test('a declined song shows its reason and can be brought back', async () => {
  const refused = aRequest({
    title: 'Macarena',
    status: 'rejected',
    version: 2,
    rejectReason: 'It was already played tonight',
  })
  const { person, asked } = renderConsole(aNight({ requests: [refused] }))
  await person.click(screen.getByRole('tab', { name: /Declined/ }))
  expect(row('Macarena').textContent).toContain('It was already played tonight')
  await person.click(screen.getByRole('button', { name: 'Bring back to the inbox', hidden: true }))
  expect(asked('request.reopen')).toEqual([{ id: refused.id, version: 2 }])
})

test('an empty inbox teaches: offline it offers to go live, live it shows the code', async () => {
  const { person, asked, show } = renderConsole(aNight({ event: { status: 'offline' } }))
  await person.click(screen.getByRole('button', { name: 'Go live' }))
  expect(asked('event.setStatus')).toEqual([{ status: 'live', version: 7 }])
  await show(aNight())
  expect(screen.getByText('Try it with your own phone')).toBeTruthy()
  expect(screen.getByRole('img', { name: 'QR code to join' })).toBeTruthy()
})

test('paused requests say so, with the way back', async () => {
  const { person, asked } = renderConsole(aNight({ event: { requestsPaused: true } }))
  await person.click(screen.getByRole('button', { name: 'Resume' }))
  expect(asked('event.update')).toEqual([{ version: 7, change: { requestsPaused: false } }])
})
