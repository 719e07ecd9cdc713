import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts'
import { eventually } from '../tests/support/eventually.ts'
import { freePorts } from '../tests/support/free-port.ts'
import { type Composition, compose } from './compose.ts'
import { readConfig } from './config.ts'
import type { DisplayView, NightView } from './contract/console-view.ts'
import type { Result } from './core/result.ts'
import { must, quickHasher, quiet } from './testing/a-console.ts'

let database: TestDatabase
let home: string
let app: Composition

beforeEach(async () => {
  database = await createTestDatabase()
  home = await mkdtemp(path.join(tmpdir(), 'cueline-look-'))
  const config = readConfig({ CUELINE_HOME: home, CUELINE_HOST: '127.0.0.1', CUELINE_KEYCHAIN: 'memory' })
  app = compose(
    { ...config, databaseUrl: database.url, port: await freePorts() },
    { log: quiet, hasher: quickHasher },
  )
  await app.started()
  must(await app.call('account.create', { username: 'anna', password: 'correct horse' }))
})

afterEach(async () => {
  await app.close()
  await database.close()
  await rm(home, { recursive: true, force: true })
})

function night(): NightView {
  const view = app.consoleView.current()
  if (view.phase !== 'night') throw new Error(`no night, but ${view.phase}`)
  return view
}

function change(change: object): Promise<Result<unknown>> {
  return app.call('event.update', { version: night().event.version, change })
}

/** One guest who joins and wishes for a song. */
async function wish(nickname: string, title: string): Promise<void> {
  const { url } = night().lan
  const headers = { 'content-type': 'application/json' }
  const joined = await fetch(`${url}/api/guests`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ pin: night().event.pin, nickname }),
  })
  const { token } = (await joined.json()) as { readonly token: string }
  const asked = await fetch(`${url}/api/requests`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${token}` },
    body: JSON.stringify({ id: crypto.randomUUID(), wish: { title, artist: 'Band' } }),
  })
  expect(asked.status).toBe(201)
}

test('the display wears what its DJ chose, and the next night begins with it', async () => {
  expect(app.displayView.current().look).toEqual({ mood: 'night', motion: true, coverColours: false })
  must(await app.call('event.create', { title: 'Summer party', catalogue: null }))
  expect(app.displayView.current().look).toEqual({ mood: 'night', motion: true, coverColours: false })
  must(await change({ displayMood: 'club', displayMotion: false, coverColours: true }))
  expect(app.displayView.current().look).toEqual({ mood: 'club', motion: false, coverColours: true })
  expect(await change({ displayMood: 'disco' })).toMatchObject({ ok: false })
  const from = night().event.id
  must(await app.call('event.create', { title: 'Second party', catalogue: null, from }))
  expect(app.displayView.current().look).toEqual({ mood: 'club', motion: false, coverColours: true })
})

test('what the DJ does not want read is hidden from the room at once, and nowhere from the DJ', async () => {
  must(await app.call('event.create', { title: 'Summer party', catalogue: null }))
  must(await app.call('event.setStatus', { status: 'live', version: night().event.version }))
  must(await change({ autoApprove: true }))
  await wish('Mr Melon', 'Fine song')
  await wish('Mia', 'A m3lon song')
  const shown = () =>
    app.displayView.current().room?.upNext.map(({ title, nickname }) => `${title} / ${nickname}`)
  await eventually(() => expect(shown()).toEqual(['Fine song / Mr Melon', 'A m3lon song / Mia']))
  must(await change({ hiddenWords: ['melon'] }))
  expect(shown()).toEqual(['Fine song / a guest', 'A guest’s wish / Mia'])
  expect(night().queue.map(({ title, nickname }) => `${title} / ${nickname}`)).toEqual([
    'Fine song / Mr Melon',
    'A m3lon song / Mia',
  ])
  must(await change({ hiddenWords: [] }))
  expect(shown()).toEqual(['Fine song / Mr Melon', 'A m3lon song / Mia'])
})

test('a display that is turned off is told nothing of the night, in a window or by its link', async () => {
  must(await app.call('event.create', { title: 'Summer party', catalogue: null }))
  must(await app.call('event.setStatus', { status: 'live', version: night().event.version }))
  must(await change({ autoApprove: true }))
  await wish('Mia', 'Fine song')
  await eventually(() => expect(app.displayView.current().accepted).toHaveLength(1))
  must(await change({ pages: { requests: true, display: false } }))
  const sent = JSON.stringify(app.displayView.current())
  for (const secret of ['Fine song', 'Mia', night().event.pin]) expect(sent).not.toContain(secret)
  expect(app.displayView.current().room?.event.pages.display).toBe(false)
  must(await change({ pages: { requests: true, display: true } }))
  expect(app.displayView.current()).toMatchObject({ room: { upNext: [{ title: 'Fine song' }] }, join: {} })
})

test('after the computer slept the display is told at once: what ended meanwhile is gone, the song is where it is by now', async () => {
  must(await app.call('event.create', { title: 'Summer party', catalogue: null }))
  const views: DisplayView[] = []
  app.displayView.subscribe((view) => views.push(view))
  // More often than what was done before may still be told.
  for (const known of [0, 1, 2, 3, 4]) {
    app.slept()
    await eventually(() => expect(views.length).toBeGreaterThan(known))
    views.length = known + 1
  }
})

test('a list that is too long, or of words that are, is refused and the old one stays', async () => {
  must(await app.call('event.create', { title: 'Summer party', catalogue: null }))
  must(await change({ hiddenWords: ['melon'] }))
  for (const hiddenWords of [['x'.repeat(41)], Array.from({ length: 201 }, (_, at) => `w${at}`), [' ']])
    expect(await change({ hiddenWords })).toMatchObject({ ok: false })
  expect(night().event.hiddenWords).toEqual(['melon'])
})
