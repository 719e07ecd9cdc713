import { expect, test } from 'vitest'
import { createLive, type Night } from '../live.ts'
import { aNight, aRequest } from '../testing/builders.ts'
import { justAccepted } from './just-accepted.ts'

const minute = 60_000

function night(...requests: readonly Parameters<typeof aRequest>[0][]): Night {
  const live = createLive()
  live.load(
    aNight(),
    requests.map((request) => aRequest(request)),
    [],
  )
  const loaded = live.night()
  if (!loaded) throw new Error('no night')
  return loaded
}

const accepted = (id: string, approvedAt: number, queuePosition: number) =>
  ({ id, title: id, status: 'approved', approvedAt, queuePosition }) as const

const told = (shown: Night, now: number) => justAccepted(shown, now).map(({ requestId }) => requestId)

test('all that was taken lately is told, in the order it was taken, wherever it waits', () => {
  const twelve = Array.from({ length: 12 }, (_, at) => accepted(`song ${12 - at}`, (12 - at) * 100, at))
  expect(told(night(...twelve), minute)).toEqual(twelve.map(({ id }) => id).reverse())
})

test('what plays already is told too; what waits for the DJ, or was taken long ago, is not', () => {
  const shown = night(
    { ...accepted('plays', 20 * minute, 1), startedAt: 20 * minute + 1 },
    accepted('fresh', 20 * minute + 5, 2),
    accepted('old', 1 * minute, 3),
    { id: 'asked', status: 'pending' },
  )
  expect(told(shown, 21 * minute)).toEqual(['plays', 'fresh'])
  expect(told(shown, 40 * minute)).toEqual([])
})

test('it is shown as the room may read it', () => {
  const config = { hiddenWords: ['melon'] }
  const live = createLive()
  live.load(aNight({ config }), [aRequest({ ...accepted('a', 1, 1), nickname: 'Mr Melon' })], [])
  const shown = live.night()
  expect(shown && justAccepted(shown, 2)[0]).toMatchObject({ nickname: 'a guest', acceptedAt: 1 })
})
