import { expect, test, vi } from 'vitest'
import { shownEvent } from './guest-feeds.ts'
import { createLive } from './live.ts'
import { aGuest, aNight, aRequest } from './testing/builders.ts'

test('rows that were written show in everything that is derived from them', () => {
  const live = createLive()
  live.load(
    aNight(),
    [aRequest({ id: 'a', title: 'Halo', status: 'approved', queuePosition: 2 })],
    [aGuest('mia')],
  )
  live.apply({ requests: [aRequest({ id: 'b', title: 'Waterloo', status: 'approved', queuePosition: 1 })] })
  expect(live.night()?.queue.map((request) => request.id)).toEqual(['b', 'a'])
  expect(live.night()?.queuePlaces.get('a')).toBe(1)
  expect([...(live.night()?.openByTrack.values() ?? [])]).toHaveLength(2)
})

test('a row that comes late does not turn time back', () => {
  const live = createLive()
  live.load(aNight({ version: 4, status: 'live' }), [aRequest({ id: 'a', version: 3, status: 'played' })], [])
  live.apply({
    event: aNight({ version: 3, status: 'standby' }),
    requests: [aRequest({ id: 'a', version: 2, status: 'approved' })],
  })
  expect(live.night()?.event.status).toBe('live')
  expect(live.night()?.requests.get('a')?.status).toBe('played')
})

test('a vote that was counted is not lost by a row that was read before it', () => {
  const live = createLive()
  live.load(aNight(), [aRequest({ id: 'a', voters: ['jonas', 'ida'] })], [])
  live.apply({ requests: [aRequest({ id: 'a', voters: ['jonas'] })] })
  expect(live.night()?.requests.get('a')?.voters).toEqual(['jonas', 'ida'])
  live.apply({ requests: [aRequest({ id: 'a', version: 1, voters: ['jonas'], status: 'approved' })] })
  expect(live.night()?.requests.get('a')?.status).toBe('approved')
})

test('votes of the same moment, which did not see each other, all count, also beside a decision', () => {
  const live = createLive()
  live.load(aNight(), [aRequest({ id: 'a' })], [])
  live.apply({ requests: [aRequest({ id: 'a', voters: ['jonas'] })] })
  live.apply({ requests: [aRequest({ id: 'a', voters: ['ida'] })] })
  live.apply({ requests: [aRequest({ id: 'a', version: 1, voters: [], status: 'approved' })] })
  live.apply({ requests: [aRequest({ id: 'a', voters: ['tom'] })] })
  const { status, voters } = live.night()?.requests.get('a') ?? {}
  expect([status, voters]).toEqual(['approved', ['jonas', 'ida', 'tom']])
  expect([...(live.night()?.byGuest.get('tom') ?? [])]).toEqual(['a'])
})

test('a request that is gone stays so, whatever was read before that, until the night is read anew', () => {
  const live = createLive()
  live.load(aNight(), [aRequest({ id: 'a' })], [])
  live.apply({ removed: ['a'] })
  live.apply({ requests: [aRequest({ id: 'a', version: 1, voters: ['jonas'] })] })
  expect(live.night()?.requests.size).toBe(0)
  expect(live.night()?.byGuest.get('jonas') ?? new Set()).toEqual(new Set())
  live.load(aNight(), [aRequest({ id: 'a' })], [])
  expect(live.night()?.requests.size).toBe(1)
})

test('rows of another event are not let in', () => {
  const live = createLive()
  live.load(aNight(), [], [])
  live.apply({
    requests: [aRequest({ id: 'x', eventId: 'another' })],
    guests: [aGuest('eve', { eventId: 'another' })],
  })
  expect(live.night()?.requests.size).toBe(0)
  expect(live.night()?.guests.size).toBe(0)
})

test('a request that was taken back is gone for its guest too', () => {
  const live = createLive()
  live.load(aNight(), [aRequest({ id: 'a', guestId: 'mia' })], [aGuest('mia')])
  live.apply({ removed: ['a'] })
  expect([...(live.night()?.byGuest.get('mia') ?? [])]).toEqual([])
})

test('each change is told, until nobody wants to know', () => {
  const live = createLive()
  const heard = vi.fn()
  const undo = live.subscribe(heard)
  live.load(aNight(), [], [])
  live.apply({ guests: [aGuest('mia')] })
  undo()
  live.clear()
  expect(heard).toHaveBeenCalledTimes(2)
  expect(live.night()).toBeNull()
})

test('a night that ended is remembered after it was closed, until another opens', () => {
  const live = createLive()
  live.load(aNight(), [], [])
  live.apply({ event: aNight({ version: 2, status: 'offline', endedAt: 9 }) })
  live.clear()
  expect([live.night(), live.ended()?.endedAt]).toEqual([null, 9])
  expect(shownEvent(live)).toMatchObject({ title: aNight().config.title, ended: true })
  live.load(aNight({ id: 'next' }), [], [])
  expect(live.ended()).toBeNull()
})
