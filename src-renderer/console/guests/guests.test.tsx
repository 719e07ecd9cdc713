import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { GuestSummary } from '../../../src-main/contract/guest-commands.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aNight, approved, aRequest, evening, idOf } from '../testing/builders.ts'
import type { Answers } from '../testing/fake-bridge.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

function aGuest(nickname: string, parts: Partial<GuestSummary> = {}): GuestSummary {
  const requests = { pending: 0, approved: 0, played: 0, rejected: 0 }
  return { id: nickname, nickname, joinedAt: evening, blockedAt: null, requests, votes: 0, ...parts }
}

async function openGuests(guests: readonly GuestSummary[], answers: Answers = {}) {
  const rendered = renderConsole(aNight({ guests: guests.length }), {
    'guest.list': () => done({ guests: [...guests] }),
    ...answers,
  })
  await rendered.person.click(screen.getByRole('button', { name: /guests?$/ }))
  await screen.findByRole('dialog', { name: 'Guests' })
  return rendered
}

test('nobody yet: the panel says how guests come', async () => {
  await openGuests([])
  expect(await screen.findByText(/Nobody has joined yet/)).toBeTruthy()
})

test('a guest is shown with what became of their requests', async () => {
  const requests = { pending: 2, approved: 1, played: 0, rejected: 3 }
  await openGuests([aGuest('Mia', { requests, votes: 1 }), aGuest('Jonas')])
  const mia = await screen.findByRole('article', { name: 'Mia' })
  expect(within(mia).getByText('2 waiting · 1 up next · 3 declined · +1 for 1 song')).toBeTruthy()
  expect(within(screen.getByRole('article', { name: 'Jonas' })).getByText('No requests')).toBeTruthy()
  expect(screen.getByText(/Whoever clears the data of their browser comes in as a new guest/)).toBeTruthy()
})

test('of three hundred guests few are drawn, and one is found by name, accents aside', async () => {
  const crowd = Array.from({ length: 299 }, (_, place) => aGuest(`Guest ${place}`))
  const { person } = await openGuests([...crowd, aGuest('Zoë')])
  expect((await screen.findAllByRole('article')).length).toBeLessThan(30)
  expect(screen.getByText('300 guests')).toBeTruthy()
  await person.type(screen.getByLabelText('Find'), 'zoe')
  expect(screen.getAllByRole('article').map((row) => row.getAttribute('aria-label'))).toEqual(['Zoë'])
  await person.type(screen.getByLabelText('Find'), 'x')
  expect(screen.getByText('Nobody with that name.')).toBeTruthy()
})

test('a block says what was declined with it and can be taken back with all that, over the open panel', async () => {
  const declined = [{ id: idOf(1), version: 4 }]
  const { person, asked } = await openGuests([aGuest('Mia')], { 'guest.block': () => done({ declined }) })
  await person.click(await screen.findByRole('button', { name: 'Block Mia' }))
  expect(asked('guest.block')).toEqual([{ guestId: 'Mia', hideRequests: true }])
  expect(await screen.findByText('Mia is blocked, and 1 request declined.')).toBeTruthy()
  await person.keyboard('r')
  expect(asked('guest.unblock')).toEqual([{ guestId: 'Mia', reopen: declined }])
  expect(screen.getByRole('dialog')).toBeTruthy()
})

test('what waits is kept when the DJ says so', async () => {
  const { person, asked } = await openGuests([aGuest('Mia')], {
    'guest.block': () => done({ declined: [] }),
  })
  await person.click(await screen.findByRole('switch', { name: 'Decline what they wait for' }))
  await person.click(screen.getByRole('button', { name: 'Block Mia' }))
  expect(asked('guest.block')).toEqual([{ guestId: 'Mia', hideRequests: false }])
  expect(await screen.findByText('Mia is blocked.')).toBeTruthy()
})

test('a blocked guest is marked, and welcome again by one press', async () => {
  const { person, asked } = await openGuests([aGuest('Mia', { blockedAt: evening })])
  expect(within(await screen.findByRole('article', { name: 'Mia' })).getByText('blocked')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Unblock Mia' }))
  expect(asked('guest.unblock')).toEqual([{ guestId: 'Mia' }])
})

test('an offensive name is taken away, and given back by undo', async () => {
  const { person, asked } = await openGuests([aGuest('Rude'), aGuest('A guest', { id: 'nameless' })])
  await person.click(await screen.findByRole('button', { name: 'Take the name away: Rude' }))
  expect(asked('guest.rename')).toEqual([{ guestId: 'Rude', nickname: 'A guest' }])
  await screen.findByRole('button', { name: 'Undo' })
  await person.keyboard('r')
  expect(asked('guest.rename')[1]).toEqual({ guestId: 'Rude', nickname: 'Rude' })
  expect(screen.queryByRole('button', { name: 'Take the name away: A guest' })).toBeNull()
})

test('a refusal is told in words, and nothing is offered to be undone', async () => {
  const { person } = await openGuests([aGuest('Mia')], { 'guest.block': () => refuse('not-found') })
  await person.click(await screen.findByRole('button', { name: 'Block Mia' }))
  expect(await screen.findByText('That is not there any more.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
})

test('B blocks who asked for the row in hand, U takes that back before any earlier decision', async () => {
  const requests = [
    aRequest({ title: 'Halo' }),
    aRequest({ title: 'SOS', guestId: 'jonas', nickname: 'Jonas' }),
  ]
  const declined = [{ id: idOf(1), version: 2 }]
  const { person, asked, show } = renderConsole(aNight({ requests }), {
    'guest.block': () => done({ declined }),
  })
  await person.keyboard('a')
  const [first, second] = requests
  if (!first || !second) throw new Error('no requests')
  const queue = [{ ...first, status: 'approved' as const, version: 2 }]
  await show(aNight({ requests: [second], queue }))
  await person.keyboard('b')
  expect(asked('guest.block')).toEqual([{ guestId: 'jonas', hideRequests: true }])
  expect(await screen.findByText('Jonas is blocked, and 1 request declined.')).toBeTruthy()
  await person.keyboard('u')
  expect(asked('guest.unblock')).toEqual([{ guestId: 'jonas', reopen: declined }])
  expect(asked('request.reopen')).toEqual([])
  await person.keyboard('u')
  expect(asked('request.reopen')).toHaveLength(1)
})

test('B means the guest of the song in hand up next, and nobody for the DJ’s own', async () => {
  const queue = [approved({ guestId: null, nickname: '' }), approved({ guestId: 'jonas', nickname: 'Jonas' })]
  const { person, asked } = renderConsole(aNight({ queue }), { 'guest.block': () => done({ declined: [] }) })
  await person.keyboard('{ArrowRight}b{ArrowDown}b')
  expect(asked('guest.block')).toEqual([{ guestId: 'jonas', hideRequests: true }])
})

test('a row of a blocked guest says so, and B is the way back', async () => {
  const { person, asked } = renderConsole(aNight({ requests: [aRequest({ blocked: true })] }))
  expect(screen.getByText('blocked')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Unblock Mia' })).toBeTruthy()
  await person.keyboard('b')
  expect(asked('guest.unblock')).toEqual([{ guestId: 'mia' }])
})
