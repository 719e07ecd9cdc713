import { expect, test } from 'vitest'
import WebSocket from 'ws'
import { eventually } from '../tests/support/eventually.ts'
import { createMineFeeds, createRoomFeed, isElsewhere } from './guest-feeds.ts'
import { createLive } from './live.ts'
import { createPulse } from './projections/feeds.ts'
import { openTestServer } from './server/test-door.ts'
import { aGuest, aNight, aRequest } from './testing/builders.ts'

test('the next night leaves the songs of those alone who are still on the page of the one before', async () => {
  const live = createLive()
  const pulse = createPulse()
  const undo = live.subscribe(pulse.touch)
  live.load(aNight(), [aRequest({ id: 'a', guestId: 'mia' })], [aGuest('mia')])
  const feeds = createMineFeeds(live, pulse).of
  const heard: { mia: string[]; jonas: string[] } = { mia: [], jonas: [] }
  feeds('mia')?.subscribe((json) => heard.mia.push(json))

  const next = { eventId: 'wedding' }
  live.load(aNight({ id: 'wedding' }), [], [aGuest('jonas', next)])
  feeds('jonas')?.subscribe((json) => heard.jonas.push(json))
  live.apply({ requests: [aRequest({ ...next, id: 'b', guestId: 'jonas' })] })
  await eventually(() => expect(heard.jonas).toHaveLength(1))
  expect(heard.mia).toEqual([])
  expect(feeds('mia')).toBeNull()

  live.load(
    aNight(),
    [aRequest({ id: 'a', guestId: 'mia', version: 1, status: 'approved' })],
    [aGuest('mia')],
  )
  await eventually(() => expect(heard.mia).toHaveLength(1))
  expect(JSON.parse(heard.mia[0] ?? '')).toMatchObject({ requests: [{ id: 'a', status: 'approved' }] })
  undo()
  pulse.stop()
})

test('last night’s phones are told to join the next night, and never see it, however alike the two look', async () => {
  const live = createLive()
  const pulse = createPulse()
  const undo = live.subscribe(pulse.touch)
  const [mia, jonas] = [aGuest('mia'), aGuest('jonas', { eventId: 'wedding' })]
  live.load(aNight(), [], [mia])
  await using server = await openTestServer({
    // Long enough that the heartbeat tells nobody.
    limits: { socketPing: 600_000 },
    parts: {
      guestOf: (token) => live.night()?.guests.get(token) ?? null,
      room: createRoomFeed(live, pulse),
      mine: createMineFeeds(live, pulse).of,
      isElsewhere: (guestId) => isElsewhere(live, guestId),
    },
  })
  const open = (token: string) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/live?token=${token}`)
    const heard: { type: string; event?: { status: string } }[] = []
    socket.on('message', (data) => heard.push(JSON.parse(String(data))))
    return { socket, heard, ended: new Promise<number>((done) => socket.once('close', done)) }
  }
  const old = open('mia')
  await eventually(() => expect(old.heard).toHaveLength(2))

  // No night is nobody's other night: its guests read that it is away.
  live.clear()
  await eventually(() => expect(old.heard.at(-1)).toMatchObject({ event: { status: 'offline' } }))
  live.load(aNight(), [], [mia])
  await eventually(() => expect(old.heard.at(-1)).toMatchObject({ event: { status: 'live' } }))
  const before = old.heard.length

  live.load(aNight({ id: 'wedding' }), [], [jonas])
  expect(await old.ended).toBe(4401)
  expect(old.heard).toHaveLength(before)
  const next = open('jonas')
  await eventually(() => expect(next.heard.map(({ type }) => type)).toEqual(['room', 'mine']))
  next.socket.terminate()
  undo()
  pulse.stop()
})
