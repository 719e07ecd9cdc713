import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Placement, placeAll, placeBefore, placeFirst, placeLast, queueOf } from './queue.ts'

type Song = { id: string; status: 'approved'; startedAt: null; queuePosition: number; createdAt: number }

function song(id: string, queuePosition: number): Song {
  return { id, status: 'approved', startedAt: null, queuePosition, createdAt: 0 }
}

function put(queue: readonly Song[], id: string, placement: Placement): Song[] {
  const moved = new Map(placement.moved.map((one) => [one.id, one.position]))
  const others = queue.filter((one) => one.id !== id)
  const all = others.map((one) => song(one.id, moved.get(one.id) ?? one.queuePosition))
  return queueOf([...all, song(id, placement.position)])
}

test('only approved songs that do not play yet wait', () => {
  const requests = [
    { ...song('b', 2) },
    { ...song('playing', 1), startedAt: 5 },
    { ...song('pending', 0), status: 'pending' as const },
    { ...song('a', 1) },
  ]
  expect(queueOf(requests).map((one) => one.id)).toEqual(['a', 'b'])
})

test('play next goes to the front, approving to the end', () => {
  const queue = [song('a', 1024), song('b', 2048)]
  expect(put(queue, 'c', placeLast(queue)).map((one) => one.id)).toEqual(['a', 'b', 'c'])
  expect(put(queue, 'c', placeFirst(queue, 'c')).map((one) => one.id)).toEqual(['c', 'a', 'b'])
  expect(put(queue, 'b', placeFirst(queue, 'b')).map((one) => one.id)).toEqual(['b', 'a'])
  expect(put([], 'c', placeFirst([], 'c')).map((one) => one.id)).toEqual(['c'])
})

test('any series of moves orders the queue as the same moves in a plain list do', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const move = fc.record({ id: fc.constantFrom(...ids), before: fc.option(fc.constantFrom(...ids)) })
  fc.assert(
    fc.property(fc.array(move, { maxLength: 200 }), (moves) => {
      let queue = ids.map((id, index) => song(id, (index + 1) * 1024))
      let list = [...ids]
      for (const { id, before } of moves) {
        if (id === before) continue
        queue = put(queue, id, placeBefore(queue, id, before))
        list = list.filter((other) => other !== id)
        list.splice(before === null ? list.length : list.indexOf(before), 0, id)
        expect(queue.map((one) => one.id)).toEqual(list)
      }
    }),
  )
})

test('putting a song between the same two a hundred times makes room', () => {
  let queue = [song('a', 1), song('b', 2), song('c', 3)]
  for (let round = 0; round < 100; round++) {
    const id = round % 2 ? 'b' : 'c'
    const before = id === 'b' ? 'c' : 'b'
    queue = put(queue, id, placeBefore(queue, id, before))
    expect(queue.map((one) => one.id)).toEqual(['a', id, before])
  }
})

test('many new songs get places between those that wait, in the order that is wanted', () => {
  const gaps = fc.array(fc.constantFrom(0, 1e-9, 1, 1024), { maxLength: 8 })
  const order = fc.array(fc.boolean(), { maxLength: 20 })
  fc.assert(
    fc.property(gaps, order, (steps, isNews) => {
      let position = 0
      const waiting = steps.map((step, at) => {
        position += step
        return song(`old ${at}`, position)
      })
      const left = [...waiting]
      const coming = isNews.map((isNew, at) => (isNew ? song(`new ${at}`, 0) : left.shift())).filter(Boolean)
      const wanted = [...coming, ...left].flatMap((one) => one ?? [])
      const { placed, moved } = placeAll(wanted, (id) => id.startsWith('new'))
      const places = new Map([...moved.map(({ id, position: to }) => [id, to] as const), ...placed])
      const after = wanted.map((one) => ({ ...one, queuePosition: places.get(one.id) ?? one.queuePosition }))
      // Two that had the same place from before are told apart by their ids, as ever.
      expect(queueOf(after).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
      if (moved.length === 0) expect([...placed.keys()].every((id) => id.startsWith('new'))).toBe(true)
    }),
  )
})
