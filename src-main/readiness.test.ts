import { randomBytes, randomInt } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventsIn } from '../db/events.ts'
import { openDatabase } from '../db/open-database.ts'
import { createTestDatabase, fewConnections, type TestDatabase } from '../db/test-database.ts'
import { eventually } from '../tests/support/eventually.ts'
import { freePorts } from '../tests/support/free-port.ts'
import { type Composition, compose } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import type { NightView } from './contract/console-view.ts'
import type { EventStatus } from './core/event.ts'
import { noRules } from './core/event-rules.ts'
import { createTrialNights } from './services/trial-night.ts'
import { quickHasher, quiet } from './testing/a-console.ts'

/** The check as the DJ starts it, over a real Postgres, a real list of songs and the guests' own door. */

let home: string
let database: TestDatabase
let port: number
const running: Composition[] = []

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'cueline-readiness-'))
  database = await createTestDatabase()
  port = await freePorts()
})

afterEach(async () => {
  await Promise.all(running.splice(0).map((composition) => composition.close()))
  await database.close()
  await rm(home, { recursive: true, force: true })
})

async function start(change: Partial<Config> = {}): Promise<Composition> {
  const config = readConfig({ CUELINE_HOME: home, CUELINE_HOST: '127.0.0.1', CUELINE_KEYCHAIN: 'memory' })
  const composition = compose(
    { ...config, names: ['dj.example'], databaseUrl: database.url, port, ...change },
    { log: quiet, hasher: quickHasher, canStayAwake: () => true },
  )
  running.push(composition)
  await composition.started()
  return composition
}

async function aNightWithSongs(composition: Composition): Promise<void> {
  const path = join(home, 'songs.csv')
  await writeFile(path, 'title,artist\nHalo,Beyoncé\nWaterloo,ABBA\n')
  await composition.call('account.create', { username: 'anna', password: 'correct horse' })
  await composition.call('event.create', { title: 'Summer party', catalogue: { kind: 'file', path } })
  await eventually(() => expect(nightOf(composition).catalogue.phase).toBe('ready'))
}

function nightOf(composition: Composition): NightView {
  const view = composition.consoleView.current()
  if (view.phase !== 'night') throw new Error(`no night, but ${view.phase}`)
  return view
}

async function setStatus(composition: Composition, status: EventStatus): Promise<void> {
  const { version } = nightOf(composition).event
  await composition.call('event.setStatus', { status, version })
}

async function check(composition: Composition) {
  await composition.call('readiness.check', {})
  await eventually(() => expect(nightOf(composition).readiness).toMatchObject({ running: false }))
  return new Map(nightOf(composition).readiness?.lines.map((line) => [line.part, line]))
}

test.each(['offline', 'standby', 'live'] as const)(
  'a night that is %s is tried all the way, and nothing of it is left or shown',
  async (status) => {
    const composition = await start()
    await aNightWithSongs(composition)
    await setStatus(composition, status)
    const before = nightOf(composition)
    const seen: { requests: number; guests: number; shown: string }[] = []
    composition.consoleView.subscribe(() => {
      const { requests, guests } = nightOf(composition)
      const shown = JSON.stringify(composition.displayView.current())
      seen.push({ requests: requests.length, guests, shown })
    })
    const lines = await check(composition)
    expect([...lines].map(([part, { state }]) => [part, state])).toEqual([
      ['database', 'ok'],
      ['disk', expect.any(String)],
      ['music', 'ok'],
      ['page', 'ok'],
      ['request', 'ok'],
      ['display', 'ok'],
      ['awake', 'ok'],
      ['clock', 'ok'],
    ])
    expect(lines.get('request')?.words).toMatch(/^“(Halo|Waterloo)” was asked for, reached an inbox/)
    expect(new Set(seen.map(({ requests, guests }) => `${requests} ${guests}`))).toEqual(new Set(['0 0']))
    expect(seen.every(({ shown }) => !shown.includes('Readiness'))).toBe(true)
    expect(nightOf(composition).event).toEqual(before.event)
    expect(await leftOvers(before.user.id)).toEqual({ events: 1, requests: 0, guests: 0, trials: [] })
  },
)

async function leftOvers(userId: string) {
  const opened = await openDatabase({ url: database.url, log: quiet, poolSize: fewConnections })
  try {
    return await opened.withTenant({ role: 'dj', userId }, async (tx) => {
      const [counted] = await tx.execute<{ events: number; requests: number; guests: number }>(
        `select (select count(*)::int from events) as events, (select count(*)::int from requests) as requests,
         (select count(*)::int from session_store) as guests`,
      )
      return { ...counted, trials: await eventsIn(tx).trials(userId) }
    })
  } finally {
    await opened.close()
  }
}

test('a check that is under way is spared when another console of this DJ starts', async () => {
  const first = await start()
  await aNightWithSongs(first)
  const services = await first.started()
  const { id } = nightOf(first).event
  const userId = nightOf(first).user.id
  const trials = createTrialNights({
    database: services?.database ?? database.database,
    randomToken: (bytes) => randomBytes(bytes).toString('base64url'),
    randomBelow: randomInt,
  })
  const check = await trials.make({ id, userId })
  await start({ port: port + 10 })
  expect(await leftOvers(userId)).toMatchObject({ events: 2, trials: [check.id] })
  await trials.wipe(check)
  expect(await leftOvers(userId)).toMatchObject({ events: 1, trials: [] })
})

test('what a check left when the app was killed is wiped at the next start, and in no list before', async () => {
  const first = await start()
  await aNightWithSongs(first)
  const services = await first.started()
  const userId = services?.session.user()?.id ?? ''
  await services?.database.withTenant({ role: 'dj', userId }, async (tx) => {
    const config = {
      title: 'Readiness check',
      purpose: 'check',
      bypassToken: 'bp_left',
      rules: noRules,
    } as const
    await eventsIn(tx).create({ userId, pin: '9999', status: 'live', config })
  })
  expect(await services?.nights.list(userId)).toHaveLength(1)
  await first.close()
  running.length = 0
  const second = await start()
  expect(second.consoleView.current().phase).toBe('signed-out')
  expect(await leftOvers(userId)).toMatchObject({ events: 1, trials: [] })
})

test('what does not work is told in words, part by part, and the rest is tried all the same', async () => {
  const composition = await start({ names: [] })
  await composition.call('account.create', { username: 'anna', password: 'correct horse' })
  await composition.call('event.create', { title: 'Summer party', catalogue: null })
  const lines = await check(composition)
  expect(lines.get('page')).toMatchObject({
    state: 'attention',
    words: expect.stringContaining('Only this computer'),
  })
  expect(lines.get('request')).toMatchObject({
    state: 'ok',
    words: expect.stringMatching(/^A wish was asked/),
  })
})
