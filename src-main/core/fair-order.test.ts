import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arrangeFairly, fairQueue, longestRound, type Turn } from './fair-order.ts'

type Song = Turn & { readonly name: string }

/** `A1 B1 A2`: by letter; `*` is the DJ. */
function songs(text: string): readonly Song[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((name) => ({ name, by: name.startsWith('*') ? null : (name[0] ?? null) }))
}

function names(queue: readonly Song[]): string {
  return queue.map(({ name }) => name).join(' ')
}

function putAll(queue: string, coming: string, lately = ''): string {
  const fair = fairQueue(
    songs(queue),
    songs(lately).map(({ by }) => by),
  )
  for (const song of songs(coming)) fair.put(song)
  return names(fair.songs())
}

describe('where a newly approved song goes', () => {
  test.each([
    { name: 'guests take turns', queue: '', coming: 'A1 A2 A3 B1 B2 C1', is: 'A1 B1 C1 A2 B2 A3' },
    {
      name: 'a round goes in the order of the one before',
      queue: 'A1 B1 B2',
      coming: 'A2',
      is: 'A1 B1 A2 B2',
    },
    {
      name: 'who comes late gets into the first round that still plays',
      queue: 'B1 C1 A2 B2 C2',
      lately: 'A1',
      coming: 'D1',
      is: 'B1 C1 D1 A2 B2 C2',
    },
    {
      name: 'who has just played waits for the next round',
      queue: 'B1 C1',
      lately: 'A1',
      coming: 'A2 D1',
      is: 'B1 C1 D1 A2',
    },
    {
      name: 'a round that is over counts for nobody',
      queue: 'B2 C2',
      lately: 'A2 C1 B1 A1',
      coming: 'A3 D1',
      is: 'B2 D1 C2 A3',
    },
    { name: 'the first song is locked', queue: 'A2', lately: 'A1', coming: 'B1', is: 'A2 B1' },
    {
      name: 'what the DJ added takes no turn',
      queue: 'A1 *1 A2 *2',
      coming: 'B1 *3',
      is: 'A1 *1 B1 A2 *2 *3',
    },
    { name: 'what the DJ moved stays', queue: 'A1 A2 A3 B1', coming: 'B2 C1', is: 'A1 C1 A2 A3 B1 B2' },
  ])('$name', ({ queue, coming, lately, is }) => {
    expect(putAll(queue, coming, lately)).toBe(is)
  })

  test('it says in front of which song', () => {
    const fair = fairQueue(songs('A1 B1 A2'), [])
    const [late, last] = songs('C1 C2')
    expect(late && fair.put(late)).toMatchObject({ name: 'A2' })
    expect(last && fair.put(last)).toBeNull()
  })
})

const by = fc.constantFrom<(string | null)[]>('A', 'B', 'C', 'D', null)
const queues = fc
  .array(by, { maxLength: 30 })
  .map((all) => all.map((one, at) => ({ by: one, name: `${at}` })))
const plays = fc.array(by, { maxLength: 16 })

function ofGuest(queue: readonly Song[], guest: string | null): string {
  return names(queue.filter((song) => song.by === guest))
}

/** A night in which somebody new asks during each song: in front of how many songs `A2` is, song by song, until it plays. */
function placesOfSecond(waiting: number, arriving: readonly number[], each = 1): readonly number[] {
  let queue = songs(`A1 A2 ${Array.from({ length: waiting }, (_, at) => `w${at}`).join(' ')}`).map((song) =>
    song.by === 'w' ? { ...song, by: song.name } : song,
  )
  queue = [...arrangeFairly(queue, [])]
  const lately: (string | null)[] = []
  const places: number[] = []
  for (const [song, count] of arriving.entries()) {
    const [first] = queue
    if (first === undefined || first.name === 'A2') break
    lately.unshift(first.by)
    queue = queue.slice(1)
    const fair = fairQueue(queue, lately)
    for (let guest = 0; guest < count; guest++) {
      const by = `new ${song} ${guest}`
      for (let at = 0; at < each; at++) fair.put({ by, name: `${by} ${at}` })
    }
    queue = [...fair.songs()]
    places.push(queue.findIndex(({ name }) => name === 'A2'))
  }
  return places
}

describe('a second song behind guests who keep coming', () => {
  test('with one new guest a song it plays all the same', () => {
    expect(placesOfSecond(5, Array(100).fill(1)).at(-1)).toBe(0)
  })

  test('once its guest has waited for as many songs as a round may have, it only moves on', () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.array(fc.nat(4), { minLength: 40, maxLength: 80 }),
        fc.integer({ min: 1, max: 3 }),
        (waiting, arriving, each) => {
          const places = placesOfSecond(waiting, arriving, each)
          for (let song = longestRound; song < places.length; song++)
            expect(places[song]).toBe((places[song - 1] ?? 0) - 1)
        },
      ),
    )
  })
})

describe('for every queue', () => {
  test('arranging keeps each song, the first one, the DJ’s places and each guest’s own order, and again changes nothing', () => {
    fc.assert(
      fc.property(queues, plays, (queue, lately) => {
        const arranged = arrangeFairly(queue, lately)
        expect(new Set(arranged)).toEqual(new Set(queue))
        expect(arranged).toHaveLength(queue.length)
        expect(arranged[0]).toBe(queue[0])
        for (const guest of ['A', 'B', 'C', 'D']) expect(ofGuest(arranged, guest)).toBe(ofGuest(queue, guest))
        queue.forEach((song, at) => {
          if (song.by === null) expect(arranged[at]).toBe(song)
        })
        expect(names(arrangeFairly(arranged, lately))).toBe(names(arranged))
      }),
    )
  })

  test('nobody has two songs in a row while somebody else waits', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        // The locked song is the DJ's to move, and the DJ's own stand between.
        const guests = arrangeFairly(
          queue.filter(({ by: whose }) => whose !== null),
          [],
        )
        guests.forEach((song, at) => {
          const next = guests[at + 1]
          if (next?.by !== song.by) return
          expect(guests.slice(at + 1).every((later) => later.by === song.by)).toBe(true)
        })
      }),
    )
  })

  test('putting in one after the other ends in the same order as arranging all', () => {
    fc.assert(
      fc.property(queues, plays, (all, lately) => {
        const queue = all.filter(({ by: whose }) => whose !== null)
        const [first, ...coming] = queue
        if (first === undefined) return
        const fair = fairQueue([first], lately)
        for (const song of coming) fair.put(song)
        expect(names(fair.songs())).toBe(names(arrangeFairly(queue, lately)))
      }),
    )
  })

  test('putting in moves nothing that waits, and never the first', () => {
    fc.assert(
      fc.property(queues, plays, queues, (queue, lately, coming) => {
        const fair = fairQueue(queue, lately)
        for (const song of coming) fair.put(song)
        const waited = new Set<Song>(queue)
        expect(names(fair.songs().filter((song) => waited.has(song)))).toBe(names(queue))
        if (queue.length > 0) expect(fair.songs()[0]).toBe(queue[0])
      }),
    )
  })

  test('who waits for their first turn never waits behind anybody’s third', () => {
    fc.assert(
      fc.property(queues, plays, (queue, lately) => {
        const fair = fairQueue(arrangeFairly(queue, lately), lately)
        const late = { by: 'E', name: 'late' }
        fair.put(late)
        const ahead = fair.songs().slice(1, fair.songs().indexOf(late))
        for (const guest of ['A', 'B', 'C', 'D'])
          expect(ahead.filter((song) => song.by === guest).length).toBeLessThan(3)
      }),
    )
  })
})
