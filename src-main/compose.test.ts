import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts'
import { eventually } from '../tests/support/eventually.ts'
import { freePorts } from '../tests/support/free-port.ts'
import { type Composition, compose } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import type { NightView } from './contract/console-view.ts'
import { quickHasher, quiet } from './testing/a-console.ts'

let home: string
let database: TestDatabase
/** The guests' port; those after it are free, too. */
let port: number
const running: Composition[] = []

beforeAll(async () => {
  port = await freePorts()
})

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'cueline-compose-'))
  database = await createTestDatabase()
})

afterEach(async () => {
  await Promise.all(running.splice(0).map((composition) => composition.close()))
  await database.close()
  await rm(home, { recursive: true, force: true })
})

function start(change: Partial<Config> = {}): Composition {
  const config = readConfig({ CUELINE_HOME: home, CUELINE_HOST: '127.0.0.1', CUELINE_KEYCHAIN: 'memory' })
  const composition = compose(
    { ...config, databaseUrl: database.url, port, ...change },
    { log: quiet, hasher: quickHasher },
  )
  running.push(composition)
  return composition
}

async function openNight(composition: Composition): Promise<void> {
  await composition.started()
  await composition.call('account.create', { username: 'anna', password: 'correct horse' })
  await composition.call('event.create', { title: 'Summer party', catalogue: null })
}

function nightOf(composition: Composition): NightView {
  const view = composition.consoleView.current()
  if (view.phase !== 'night') throw new Error(`no night, but ${view.phase}`)
  return view
}

test('from the first start to an open night, by commands alone', async () => {
  const composition = start()
  expect(composition.consoleView.current().phase).toBe('starting')
  await composition.started()
  expect(composition.consoleView.current().phase).toBe('first-run')
  await openNight(composition)
  const { event, lan, health, user } = nightOf(composition)
  expect(user).toMatchObject({ username: 'anna', role: 'superadmin', email: null, recoveryCodes: 8 })
  expect(event).toMatchObject({ title: 'Summer party', status: 'offline' })
  expect(health.database.state).toBe('ok')
  const answer = await fetch(`${lan.url}/api/event`)
  expect(await answer.json()).toMatchObject({ title: 'Summer party', status: 'offline' })
})

test('commands are checked at the gate', async () => {
  const composition = start()
  await composition.started()
  expect(await composition.call('no.such', {})).toMatchObject({ ok: false, error: { code: 'not-found' } })
  expect(await composition.call('__proto__', {})).toMatchObject({ ok: false, error: { code: 'not-found' } })
  expect(await composition.call('account.signIn', { username: 3 })).toMatchObject({
    ok: false,
    error: { code: 'bad-input' },
  })
  expect(await composition.call('event.create', { title: 'X', catalogue: null })).toMatchObject({
    ok: false,
    error: { code: 'signed-out' },
  })
})

test('a database that is not there is told in words, and trying again helps', async () => {
  const composition = start({ databaseUrl: 'postgresql://anna:secret@127.0.0.1:1/cueline' })
  expect(await composition.started()).toBeNull()
  const view = composition.consoleView.current()
  expect(view).toMatchObject({ phase: 'broken', canRetry: true })
  expect(JSON.stringify(view)).toMatch(/127\.0\.0\.1:1/)
  expect(JSON.stringify(view)).not.toMatch(/secret/)
  expect(await composition.call('event.list', {})).toMatchObject({
    ok: false,
    error: { code: 'database-away' },
  })
})

test('a port that is taken moves the guests to the next one, and the DJ is told', async () => {
  const blocker = createServer()
  await new Promise<void>((ready) => blocker.listen(port, '127.0.0.1', ready))
  const composition = start({ names: ['dj.test'] })
  await openNight(composition)
  expect(nightOf(composition).lan.port).toBe(port + 1)
  expect(nightOf(composition).health.network).toMatchObject({
    state: 'attention',
    words: expect.stringContaining(String(port)),
  })
  await new Promise((closed) => blocker.close(closed))
})

test('without any port the night goes on, in words, and a try once there is one lets guests in', async () => {
  const blockers = await Promise.all(
    Array.from({ length: 11 }, async (_, next) => {
      const blocker = createServer()
      await new Promise<void>((ready) => blocker.listen(port + next, '127.0.0.1', ready))
      return blocker
    }),
  )
  const composition = start({ names: ['dj.test'] })
  await openNight(composition)
  const { health, lan, event } = nightOf(composition)
  expect(lan).toMatchObject({ closed: true, url: null, joinUrl: null, port: null })
  expect(health.network).toMatchObject({ state: 'down', words: expect.stringContaining('The night goes on') })
  expect(await composition.call('event.setStatus', { status: 'live', version: event.version })).toMatchObject(
    {
      ok: true,
    },
  )
  await composition.call('lan.retry', {})
  expect(nightOf(composition).lan.closed).toBe(true)

  await new Promise((closed) => blockers[4]?.close(closed))
  await Promise.all([composition.call('lan.retry', {}), composition.call('lan.retry', {})])
  expect(nightOf(composition).lan).toMatchObject({ closed: false, port: port + 4 })
  expect((await fetch(`${nightOf(composition).lan.url}/api/event`)).status).toBe(200)
  await Promise.all(blockers.map((blocker) => new Promise((closed) => blocker.close(closed))))
})

test('only whoever is signed in may test the way with a phone or change the network', async () => {
  const composition = start()
  await composition.started()
  for (const [name, input] of [
    ['lan.startSelfTest', {}],
    ['lan.choose', { adapter: null }],
    ['lan.setWifi', { wifi: null }],
    ['lan.retry', {}],
  ] as const) {
    expect(await composition.call(name, input)).toMatchObject({ ok: false, error: { code: 'signed-out' } })
  }
  await openNight(composition)
  await composition.call('lan.startSelfTest', {})
  expect(nightOf(composition).lan.selfTest?.url).toMatch(/\/self-test\/[\w-]{22}$/)
  await composition.call('lan.stopSelfTest', {})
  expect(nightOf(composition).lan.selfTest).toBeNull()
})

test('a console that is started again goes on with the same night', async () => {
  const first = start()
  await openNight(first)
  const before = nightOf(first).event
  await first.call('event.setStatus', { status: 'live', version: before.version })
  await first.close()
  const second = start()
  await second.started()
  // The keychain of tests is empty after a restart: guests are served, the DJ signs in.
  expect(second.consoleView.current()).toMatchObject({
    phase: 'signed-out',
    usernames: ['anna'],
    notice: null,
    mail: false,
  })
  expect(second.isLive()).toBe(true)
  await second.call('account.signIn', { username: 'anna', password: 'correct horse' })
  expect(nightOf(second).event).toMatchObject({ id: before.id, pin: before.pin, status: 'live' })
  // Signed in on another computer: the screen says so, and guests are served on.
  const third = start({ home: join(home, 'other'), port: port + 10 })
  await third.started()
  await third.call('account.signIn', { username: 'anna', password: 'correct horse' })
  await eventually(() =>
    expect(second.consoleView.current()).toMatchObject({
      phase: 'signed-out',
      notice: expect.stringContaining('The night goes on'),
    }),
  )
  expect(await second.call('event.list', {})).toMatchObject({
    ok: false,
    error: { code: 'session-elsewhere' },
  })
  const answer = await fetch(`${second.address().url}/api/event`)
  expect(await answer.json()).toMatchObject({ status: 'live' })
})

test('a night that ends leads back to the list, keeps its page for guests, and can be taken up again', async () => {
  const composition = start()
  await openNight(composition)
  const { event, lan } = nightOf(composition)
  const { id: eventId, version, pin } = event
  await composition.call('event.setStatus', { status: 'live', version })
  expect(
    await composition.call('event.archive', { eventId, version: version + 1, archived: true }),
  ).toMatchObject({ ok: false, error: { code: 'night-running' } })
  expect(await composition.call('event.end', { eventId, version })).toMatchObject({
    ok: false,
    error: { code: 'stale' },
  })
  expect(await composition.call('event.end', { eventId, version: version + 1 })).toMatchObject({ ok: true })
  expect(composition.consoleView.current()).toMatchObject({
    phase: 'no-event',
    events: [{ id: eventId, status: 'offline', endedAt: expect.any(Number) }],
  })
  const page = await fetch(`${lan.url}/api/event`)
  expect(await page.json()).toMatchObject({ title: 'Summer party', status: 'offline' })
  expect(await composition.call('event.report', { eventId })).toMatchObject({
    ok: true,
    value: { requests: 0, played: [], counts: { pending: 0, approved: 0, rejected: 0, played: 0 } },
  })
  expect(await composition.call('event.open', { eventId })).toMatchObject({ error: { code: 'event-ended' } })
  expect(await composition.call('event.reopen', { eventId, version: version + 2 })).toEqual({
    ok: true,
    value: { pin },
  })
  expect(nightOf(composition).event).toMatchObject({ id: eventId, pin, status: 'offline' })
  await composition.call('event.rotatePin', { version: nightOf(composition).event.version })
  expect(nightOf(composition).event.pin).not.toBe(pin)
})

test('a music list that cannot be read leaves the night running, in words', async () => {
  const composition = start()
  await openNight(composition)
  const path = join(home, 'picture.csv')
  await writeFile(path, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]))
  const { event } = nightOf(composition)
  await composition.call('catalogue.set', { source: { kind: 'file', path }, version: event.version })
  await eventually(() => expect(nightOf(composition).catalogue.phase).toBe('failed'))
  expect(nightOf(composition).health.music.state).toBe('attention')
  expect(nightOf(composition).event.catalogue).toEqual({ kind: 'file', path })
})

test('the computer stays awake for what the room looks at from standby on, not for a night that is not open yet', async () => {
  const composition = start()
  await openNight(composition)
  const shown = { open: true, blank: false, monitors: 2, missing: false }
  composition.setDisplay(shown)
  expect(composition.staysAwake()).toBe(false)
  const { version } = nightOf(composition).event
  await composition.call('event.setStatus', { status: 'standby', version })
  expect(composition.staysAwake()).toBe(true)
  composition.setDisplay({ ...shown, open: false })
  expect(composition.staysAwake()).toBe(false)
  await composition.call('event.setStatus', { status: 'live', version: nightOf(composition).event.version })
  expect(composition.staysAwake()).toBe(true)
})

test('views are told once for a burst of changes', async () => {
  const composition = start()
  await openNight(composition)
  const heard = vi.fn()
  const shown = { blank: false, monitors: 1, missing: false }
  composition.displayView.subscribe(heard)
  composition.setDisplay({ open: true, ...shown })
  composition.setDisplay({ open: false, ...shown })
  composition.setDisplay({ open: true, ...shown })
  await eventually(() => expect(heard).toHaveBeenCalled())
  expect(heard.mock.calls.length).toBe(1)
  expect(nightOf(composition).displayOpen).toBe(true)
})
