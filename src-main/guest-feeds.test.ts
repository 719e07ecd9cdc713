import { expect, test } from 'vitest'
import { eventually } from '../tests/support/eventually.ts'
import { createMineFeeds } from './guest-feeds.ts'
import { createLive } from './live.ts'
import { createPulse } from './projections/feeds.ts'
import { aGuest, aNight, aRequest } from './testing/builders.ts'

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
