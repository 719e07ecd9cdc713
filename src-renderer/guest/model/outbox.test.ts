import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fakeClock, fakeDevice, memoryBox, settle } from '../testing/fake-device.ts'
import { aTrack, type Fault, fakeLaptop } from '../testing/fake-laptop.ts'
import { createApi } from './api.ts'
import { createOutbox, type Entry } from './outbox.ts'
import { readFound } from './read.ts'

function song(id: string) {
  const found = readFound(aTrack(id))
  if (!found) throw new Error('a song must be readable')
  return found
}

/** A phone with its storage; `open` is a page load. */
function phone() {
  const laptop = fakeLaptop()
  laptop.guests.set('token-1', { id: 'guest-1', nickname: 'Mia' })
  const clock = fakeClock()
  const local = memoryBox()
  const answered: string[] = []
  let entries: readonly Entry[] = []
  let strangers = 0

  function open() {
    const device = fakeDevice(laptop, clock, local)
    const call = createApi(device, () => 'token-1')
    const outbox = createOutbox({
      ...device,
      send: ({ path, body }) => call('POST', path, body),
      onChange: (next) => {
        entries = next
      },
      onAnswer: ({ id }) => void answered.push(id),
      onRefused: () => {},
      onStranger: () => {
        strangers += 1
      },
    })
    outbox.start('guest-1')
    return outbox
  }

  function tap(id: string, guestId = 'guest-1'): Entry {
    const body = { id, trackId: id }
    return { id, guestId, at: clock.now(), path: '/api/requests', body, song: song(id) }
  }

  return { laptop, clock, local, answered, open, tap, entries: () => entries, strangers: () => strangers }
}

const fault = fc.constantFrom<Fault>('ok', 'lost', 'answer-lost', 'busy', 'hotspot')
const step = fc.oneof(
  fc.record({ do: fc.constant('tap' as const), id: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.nat(20_000) }),
  fc.record({ do: fc.constant('reload' as const) }),
)

test('each tap becomes one row and is answered, over lost answers, hotspots and reloads', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 12 }),
      fc.array(fault, { maxLength: 8 }),
      async (steps, faults) => {
        const { laptop, clock, local, answered, open, tap } = phone()
        laptop.faults.push(...faults)
        let outbox = open()
        const tapped = new Set<string>()
        for (const each of steps) {
          if (each.do === 'tap' && !tapped.has(each.id)) {
            tapped.add(each.id)
            outbox.add(tap(each.id))
          }
          if (each.do === 'wait') await clock.pass(each.ms)
          if (each.do === 'reload') {
            outbox.stop()
            clock.forget()
            await settle()
            outbox = open()
          }
        }
        await clock.pass(10 * 60_000)
        expect(laptop.rows.map(({ id }) => id).sort()).toEqual([...tapped].sort())
        expect(new Set(answered)).toEqual(tapped)
        expect(local.keys()).toEqual([])
      },
    ),
    { numRuns: 200 },
  )
})

test('a refusal is shown in the words of the server, not sent again, and the next tap goes on', async () => {
  const { laptop, clock, open, tap, entries } = phone()
  laptop.faults.push('explicit')
  const outbox = open()
  outbox.add(tap('a'))
  outbox.add(tap('b'))
  await clock.pass(60_000)
  expect(entries().map(({ id, refused }) => [id, refused?.words])).toEqual([
    ['a', 'Is there a clean version?'],
  ])
  expect(laptop.bodies.map(({ id }) => id)).toEqual(['a', 'b'])
  outbox.dismiss('a')
  expect(entries()).toEqual([])
})

test('taps of an earlier night are not sent to tonight’s DJ; those from just before joining again are', async () => {
  const { laptop, clock, open, tap, local } = phone()
  laptop.away = true
  open().add(tap('a', 'guest-of-last-week'))
  await clock.pass(3600_000)
  clock.forget()
  open().add(tap('b', 'guest-before'))
  await clock.pass(60_000)
  clock.forget()
  laptop.away = false
  open()
  await clock.pass(60_000)
  expect(laptop.rows.map(({ id }) => id)).toEqual(['b'])
  expect(local.keys()).toEqual([])
})

test('nor are they from a page that stayed open in between', async () => {
  const { laptop, clock, open, tap, entries, local } = phone()
  laptop.away = true
  const outbox = open()
  outbox.add(tap('a'))
  await clock.pass(1000)
  outbox.stop()
  await clock.pass(24 * 3600_000)
  laptop.away = false
  laptop.guests.set('token-1', { id: 'guest-2', nickname: 'Mia' })
  outbox.start('guest-2')
  outbox.add(tap('b', 'guest-2'))
  await clock.pass(60_000)
  expect(laptop.rows.map(({ id }) => id)).toEqual(['b'])
  expect(entries()).toEqual([])
  expect(local.keys()).toEqual([])
})

test('a phone that the laptop forgot keeps its tap until it has joined again', async () => {
  const { laptop, clock, open, tap, strangers, entries } = phone()
  laptop.guests.clear()
  const outbox = open()
  outbox.add(tap('a'))
  await clock.pass(1000)
  expect(strangers()).toBe(1)
  expect(entries().map(({ id }) => id)).toEqual(['a'])
  laptop.guests.set('token-1', { id: 'guest-2', nickname: 'Mia' })
  outbox.start('guest-2')
  await clock.pass(1000)
  expect(laptop.rows.map(({ id }) => id)).toEqual(['a'])
})

test('a request that the laptop shows has arrived, whatever became of its answer', async () => {
  const { laptop, clock, open, tap, entries } = phone()
  laptop.faults.push('answer-lost')
  const outbox = open()
  outbox.add(tap('a'))
  await settle()
  expect(entries().map(({ tries }) => tries)).toEqual([1])
  outbox.arrived(['a'])
  await clock.pass(60_000)
  expect(entries()).toEqual([])
  expect(laptop.bodies).toHaveLength(1)
})

test('torn or foreign notes in the storage are passed over', async () => {
  const { local, open, entries } = phone()
  local.set('cueline.out.x', '{"id":')
  local.set('cueline.out.y', '7')
  open()
  expect(entries()).toEqual([])
})
