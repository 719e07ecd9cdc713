import { afterEach, beforeEach, expect, test } from 'vitest'
import { DatabaseProblem } from '../../db/database-problem.ts'
import { eventsIn } from '../../db/events.ts'
import { eventually } from '../../tests/support/eventually.ts'
import { crowd } from '../core/practice.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'
import { createPractice } from './practice.ts'

let console_: Awaited<ReturnType<typeof startConsole>>
/** What waits for its time; run by hand. */
let due: (() => void)[] = []

beforeEach(async () => {
  due = []
  console_ = await startConsole({
    after: (_, run) => {
      due.push(run)
      return () => {
        due = due.filter((one) => one !== run)
      }
    },
  })
})
afterEach(() => console_.close())

/** A night of five songs that is offline, as before an evening. */
async function aNight() {
  const userId = await console_.openNight()
  must(await console_.nights.change(null, { status: 'offline' }))
  return { userId, real: console_.live.night()?.event.id ?? '' }
}

/** Lets the crowd act until that holds. */
async function until(holds: () => void): Promise<void> {
  await eventually(() => {
    for (const run of due.splice(0)) run()
    holds()
  })
}

const pending = () => [...(console_.live.night()?.requests.values() ?? [])].length

function trialsOf(userId: string) {
  return console_.database.withTenant({ role: 'dj', userId }, (tx) => eventsIn(tx).trials(userId))
}

test('invented guests come, and ask for songs that are there; the end leaves nothing and leads back', async () => {
  const { userId, real } = await aNight()
  must(await console_.practice.start(userId))
  const night = console_.live.night()
  expect(night?.event).toMatchObject({
    status: 'live',
    config: { title: 'Practice night', purpose: 'practice' },
  })
  expect(night?.event.config.catalogue).toEqual({ kind: 'file', path: expect.stringContaining('songs.csv') })
  await until(() => {
    expect(console_.practice.view()?.guests).toBeGreaterThan(3)
    expect(pending()).toBeGreaterThan(2)
  })
  const names = [...(console_.live.night()?.guests.values() ?? [])].map(({ nickname }) => nickname)
  expect(crowd).toEqual(expect.arrayContaining(names))
  expect((await console_.nights.list(userId)).map(({ id }) => id)).toEqual([real])
  must(await console_.practice.stop())
  expect(console_.live.night()?.event.id).toBe(real)
  expect(console_.live.night()?.requests.size).toBe(0)
  expect(console_.practice.view()).toBeNull()
  expect(await trialsOf(userId)).toEqual([])
})

test('pressed twice, at once or again while it runs, there is one practice', async () => {
  const { userId, real } = await aNight()
  const pressed = await Promise.all([console_.practice.start(userId), console_.practice.start(userId)])
  for (const each of pressed) must(each)
  const open = console_.live.night()?.event.id
  must(await console_.practice.start(userId))
  expect(await trialsOf(userId)).toEqual([open])
  must(await console_.practice.stop())
  expect(console_.live.night()?.event.id).toBe(real)
  expect(await trialsOf(userId)).toEqual([])
})

test('a pause holds the crowd, and it goes on after', async () => {
  const { userId } = await aNight()
  must(await console_.practice.start(userId))
  must(console_.practice.setPace('paused'))
  expect(due).toEqual([])
  expect(console_.practice.view()).toMatchObject({ pace: 'paused' })
  must(console_.practice.setPace('fast'))
  await until(() => expect(console_.practice.view()?.guests).toBeGreaterThan(1))
})

test('nobody practises over a night that lets guests in', async () => {
  const userId = await console_.openNight()
  const before = console_.live.night()?.event
  expect(codeOf(await console_.practice.start(userId))).toBe('practise-offline')
  expect(console_.live.night()?.event).toEqual(before)
  expect(codeOf(await console_.practice.stop())).toBe('not-found')
})

test('a night opened over a practice ends it, and what a killed app left is wiped at the next start', async () => {
  const { userId, real } = await aNight()
  must(await console_.practice.start(userId))
  must(await console_.nights.openById(userId, real))
  await eventually(async () => expect(await trialsOf(userId)).toEqual([]))
  expect(console_.practice.view()).toBeNull()
  // Another process makes one and is gone without a word.
  const config = { title: 'Practice night', purpose: 'practice' } as const
  await console_.database.withTenant({ role: 'dj', userId }, (tx) =>
    eventsIn(tx).create({ userId, config, pin: '9191', status: 'live' }),
  )
  const second = await startConsole(console_)
  await second.nights.resume(userId)
  expect(await trialsOf(userId)).toEqual([])
  expect(second.live.night()?.event.id).toBe(real)
  await second.close()
})

test('a crowd without a list of songs wishes for invented ones, and another DJ sees nothing of it', async () => {
  const { userId } = await aNight()
  must(await console_.nights.setCatalogue(null, null))
  must(await console_.practice.start(userId))
  await until(() => expect(pending()).toBeGreaterThan(0))
  const [first] = console_.live.night()?.requests.values() ?? []
  expect(first?.track.provider).toBe('wish')
  const other = await startConsole(console_)
  const stranger = await other.become('bob')
  await other.nights.resume(stranger)
  expect(other.live.night()).toBeNull()
  // Whoever starts next wipes their own trials and no one else's.
  expect(await trialsOf(userId)).toHaveLength(1)
  await other.close()
})

test('a practice that cannot be wiped just now goes on, and is ended by the next press', async () => {
  const { userId, real } = await aNight()
  const { database } = console_
  let away = false
  const practice = createPractice({
    ...console_,
    after: () => () => {},
    randomBelow: () => 0,
    database: {
      withTenant: (tenant, work) => {
        if (away) throw new DatabaseProblem('unreachable', 'The database is away.')
        return database.withTenant(tenant, work)
      },
    },
  })
  must(await practice.start(userId))
  away = true
  await expect(practice.stop()).rejects.toThrow('away')
  expect(practice.view()).not.toBeNull()
  away = false
  must(await practice.stop())
  expect(console_.live.night()?.event.id).toBe(real)
  expect(await trialsOf(userId)).toEqual([])
})

test('a practice whose start was cut off can be ended all the same', async () => {
  const { userId } = await aNight()
  must(await console_.nights.createPractice(userId, null))
  must(await console_.practice.stop())
  expect(console_.live.night()).toBeNull()
  expect(await trialsOf(userId)).toEqual([])
})
