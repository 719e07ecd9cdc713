import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../tests/support/eventually.ts'
import { createMineFeeds, createRoomFeed } from './guest-feeds.ts'
import { createLive } from './live.ts'
import { createPulse } from './projections/feeds.ts'
import { must, startConsole } from './testing/a-console.ts'
import { aGuest, aNight, aRequest } from './testing/builders.ts'

let console_: Awaited<ReturnType<typeof startConsole>>

beforeAll(async () => {
  console_ = await startConsole()
  await console_.openNight()
})
afterAll(() => console_.close())

test('all phones are told what shows on them, and not of every request that came in', async () => {
  const beats = new Set<() => void>()
  const feed = createRoomFeed(console_.live, {
    touch() {},
    stop() {},
    onBeat(beat) {
      beats.add(beat)
      return () => beats.delete(beat)
    },
  })
  const told: { upNext: { title: string }[] }[] = []
  feed.subscribe((json) => told.push(JSON.parse(json)))
  const beat = () => {
    for (const run of beats) run()
  }
  beat()
  told.length = 0
  const mia = await console_.join('Mia')
  const id = randomUUID()
  must(await console_.requests.ask(mia, { id, wish: { title: 'Halo', artist: '' } }, null))
  beat()
  expect(told).toEqual([])
  must(await console_.requests.approve({ id, version: 0 }))
  beat()
  expect(told.map(({ upNext }) => upNext.map(({ title }) => title))).toEqual([['Halo']])
})

test('the next night leaves the songs of those alone who are still on the page of the one before', async () => {
  const live = createLive()
  const pulse = createPulse()
  const undo = live.subscribe(pulse.touch)
  live.load(aNight(), [aRequest({ id: 'a', guestId: 'mia' })], [aGuest('mia')])
  const feeds = createMineFeeds(live, pulse)
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
