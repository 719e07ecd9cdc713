import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts'
import { eventually } from '../tests/support/eventually.ts'
import { freePorts } from '../tests/support/free-port.ts'
import { type ComposeOptions, type Composition, compose } from './compose.ts'
import { readConfig } from './config.ts'
import type { NightView } from './contract/console-view.ts'
import type { Result } from './core/result.ts'
import type { Services } from './services.ts'
import { codeOf, must, quickHasher, quiet } from './testing/a-console.ts'

/** One night in two programs over one Postgres, whose settings are changed in both. */

let home: string
let database: TestDatabase
let port: number
const running: Composition[] = []

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'cueline-one-setting-'))
  database = await createTestDatabase()
  port = await freePorts()
})

afterEach(async () => {
  await Promise.all(running.splice(0).map((composition) => composition.close()))
  await database.close()
  await rm(home, { recursive: true, force: true })
})

async function start(name: string, options: Partial<ComposeOptions> = {}): Promise<Composition> {
  const config = readConfig({
    CUELINE_HOME: join(home, name),
    CUELINE_HOST: '127.0.0.1',
    CUELINE_KEYCHAIN: 'memory',
  })
  const at = port + running.length
  const composition = compose(
    { ...config, databaseUrl: database.url, port: at },
    { log: quiet, hasher: quickHasher, ...options },
  )
  running.push(composition)
  await composition.started()
  return composition
}

function night(composition: Composition): NightView {
  const view = composition.consoleView.current()
  if (view.phase !== 'night') throw new Error(`no night, but ${view.phase}`)
  return view
}

/** A console with a night, and a server that serves the same one, as `npm run serve` does. */
async function consoleAndServer() {
  const console_ = await start('booth')
  must(await console_.call('account.create', { username: 'anna', password: 'correct horse' }))
  must(await console_.call('event.create', { title: 'Summer party', catalogue: null }))
  const services = (await console_.started()) as Services
  const userId = services.session.user()?.id ?? ''
  must(await console_.call('event.setStatus', { status: 'live', version: night(console_).event.version }))
  const server = await start('stage', { openNight: ({ nights }) => nights.resume(userId) })
  return { console_, server, onServer: (await server.started()) as Services }
}

function update(composition: Composition, version: number, change: object): Promise<Result<unknown>> {
  return composition.call('event.update', { version, change })
}

const serverShows = (server: Composition) => server.displayView.current().room?.event
async function phonesSee(composition: Composition): Promise<unknown> {
  return (await fetch(`${composition.address().url}/api/event`)).json()
}

test('other settings, changed in two places at once, pass each other and both are kept', async () => {
  const { console_, onServer } = await consoleAndServer()
  const { version } = night(console_).event
  const [here, there] = await Promise.all([
    update(console_, version, { welcome: 'Hello' }),
    onServer.nights.change(null, { config: { maxRequestsPerGuest: 3 } }),
  ])
  must(there)
  // Whoever was second at the console is shown the other's value with the refusal, and goes on from there.
  if (!here.ok) {
    expect(codeOf(here)).toBe('stale')
    expect(night(console_).event).toMatchObject({ maxRequestsPerGuest: 3, welcome: '' })
    must(await update(console_, night(console_).event.version, { welcome: 'Hello' }))
  }
  await eventually(() => {
    expect(night(console_).event).toMatchObject({ welcome: 'Hello', maxRequestsPerGuest: 3 })
    expect(onServer.live.night()?.event.config).toMatchObject({ welcome: 'Hello', maxRequestsPerGuest: 3 })
  })
})

test('the same setting: who comes later gets both values, and what they keep is shown in both places', async () => {
  const { console_, server, onServer } = await consoleAndServer()
  const { version } = night(console_).event
  must(await onServer.nights.change(null, { config: { welcome: 'Theirs' } }))
  // With the version that the DJ saw while typing: nothing is written over, and the other's words are here by the answer.
  expect(codeOf(await update(console_, version, { welcome: 'Mine' }))).toBe('stale')
  expect(night(console_).event.welcome).toBe('Theirs')
  expect(serverShows(server)?.welcome).toBe('Theirs')
  must(await update(console_, night(console_).event.version, { welcome: 'Mine' }))
  expect(night(console_).event.welcome).toBe('Mine')
  await eventually(() => expect(serverShows(server)?.welcome).toBe('Mine'))
  expect(await phonesSee(server)).toMatchObject({ welcome: 'Mine' })
})

test('a change of a DJ who has signed in on another computer meanwhile is refused, and loses nothing of the other', async () => {
  const { console_ } = await consoleAndServer()
  const { version } = night(console_).event
  const second = await start('living room')
  must(await second.call('account.signIn', { username: 'anna', password: 'correct horse' }))
  must(await update(second, night(second).event.version, { welcome: 'Theirs' }))
  await eventually(() =>
    expect(console_.consoleView.current()).toMatchObject({
      phase: 'signed-out',
      notice: expect.stringContaining('You signed in on'),
    }),
  )
  expect(codeOf(await update(console_, version, { welcome: 'Mine' }))).toBe('session-elsewhere')
  // Its guests and its display see what was saved there all the same.
  await eventually(() => expect(console_.displayView.current().room?.event.welcome).toBe('Theirs'))
  must(await console_.call('account.signIn', { username: 'anna', password: 'correct horse' }))
  expect(night(console_).event.welcome).toBe('Theirs')
  expect(codeOf(await update(console_, version, { welcome: 'Mine' }))).toBe('stale')
  must(await update(console_, night(console_).event.version, { welcome: 'Mine' }))
  await eventually(() => expect(second.displayView.current().room?.event.welcome).toBe('Mine'))
})
