import { afterEach, expect, test, vi } from 'vitest'
import { roomView as roomSchema } from '../contract/guest-api.ts'
import { mostOnAir, type Notice } from '../core/notice.ts'
import { createRoomFeed } from '../guest-feeds.ts'
import { createLive } from '../live.ts'
import { aNight, eventId, userId } from '../testing/builders.ts'
import { handClock } from '../testing/hand-clock.ts'
import { watchNoticeEnds } from './notices.ts'
import { roomView } from './room-view.ts'

afterEach(() => vi.useRealTimers())

function aNotice(change: Partial<Notice> = {}): Notice {
  return {
    ...{ id: 'a', userId, eventId, text: 'Last orders', target: 'both' as const },
    ...{ createdAt: 1_000, endsAt: null, removedAt: null, version: 0 },
    ...change,
  }
}

function aLive(...notices: readonly Notice[]) {
  const live = createLive()
  live.load(aNight(), [], [], notices)
  const night = () => live.night() ?? expect.fail('no night')
  return { live, night }
}

test('the room view names notices only while there are any, and five long ones cost each phone little', () => {
  const { live, night } = aLive()
  expect(roomView(night(), 0)).not.toHaveProperty('notices')
  const without = JSON.stringify(roomView(night(), 0)).length
  for (let id = 0; id < mostOnAir; id++)
    live.apply({ notices: [aNotice({ id: `${id}`.repeat(36), text: 'x'.repeat(140), endsAt: 60_000 })] })
  const view = roomView(night(), 0)
  expect(roomSchema.parse(view)).toEqual(view)
  expect(JSON.stringify(view).length - without).toBeLessThan(1_200)
})

test('a row that comes late does not bring back what was removed', () => {
  const { live, night } = aLive(aNotice({ version: 1, removedAt: 2_000 }))
  live.apply({ notices: [aNotice()] })
  expect(roomView(night(), 3_000).notices).toBeUndefined()
})

test('everybody is told at the moment when one ends, and no timer is left behind', async () => {
  const time = handClock()
  const start = time.clock()
  const { live } = aLive(aNotice({ id: 'a', endsAt: start + 10_000 }))
  const told: number[] = []
  const touch = () => told.push(time.clock() - start)
  const stop = watchNoticeEnds({ live, touch, clock: time.clock, after: time.after })
  live.apply({ notices: [aNotice({ id: 'b', endsAt: start + 30_000 }), aNotice({ id: 'c' })] })
  await time.pass(20_000)
  expect(told).toEqual([10_000])
  // Removed before its time: there is nothing to wait for.
  live.apply({ notices: [aNotice({ id: 'b', endsAt: start + 30_000, removedAt: start, version: 1 })] })
  expect(time.waiting()).toBe(0)
  live.apply({ notices: [aNotice({ id: 'd', endsAt: start + 60_000 })] })
  stop()
  expect(time.waiting()).toBe(0)
})

test('phones hear of a notice once, not again because time goes on', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 })
  const beats: (() => void)[] = []
  function onBeat(beat: () => void): () => boolean {
    beats.push(beat)
    return () => true
  }
  const pulse = { touch() {}, stop() {}, onBeat }
  const { live } = aLive()
  const heard: string[] = []
  createRoomFeed(live, pulse).subscribe((json) => heard.push(json))
  const beat = () => {
    for (const each of beats) each()
  }
  beat()
  live.apply({ notices: [aNotice({ endsAt: 60_000 })] })
  beat()
  vi.setSystemTime(20_000)
  beat()
  expect(heard.map((json) => JSON.parse(json).notices?.length ?? 0)).toEqual([0, 1])
})
