import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts'
import { eventually } from '../tests/support/eventually.ts'
import { freePorts } from '../tests/support/free-port.ts'
import { type Composition, compose } from './compose.ts'
import { readConfig } from './config.ts'
import type { NightView } from './contract/console-view.ts'
import { must, quickHasher, quiet } from './testing/a-console.ts'

let database: TestDatabase
let home: string
let app: Composition

beforeEach(async () => {
  database = await createTestDatabase()
  home = await mkdtemp(path.join(tmpdir(), 'cueline-guessed-'))
  const config = readConfig({ CUELINE_HOME: home, CUELINE_HOST: '127.0.0.1', CUELINE_KEYCHAIN: 'memory' })
  app = compose(
    { ...config, databaseUrl: database.url, port: await freePorts() },
    { log: quiet, hasher: quickHasher },
  )
  await app.started()
  must(await app.call('account.create', { username: 'anna', password: 'correct horse' }))
  must(await app.call('event.create', { title: 'Summer party', catalogue: null }))
  must(await app.call('event.setStatus', { status: 'live', version: night().event.version }))
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

async function enter(proof: object): Promise<string> {
  const answer = await fetch(`${night().lan.url}/api/guests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...proof, nickname: 'Mia' }),
  })
  const body: unknown = await answer.json()
  return answer.ok ? 'ok' : (body as { error: { code: string } }).error.code
}

/** What opens by hand, and whether it is the longer code, at each place where people read it. */
function everywhere() {
  return [app.displayView.current().join, app.sheet()].map((shown) => shown && [shown.pin, shown.isCode])
}

test('a guessed PIN is told to the DJ as it happens; the code stands in for it everywhere, until there is a new PIN', async () => {
  const { pin } = night().event
  const told: NightView['door'][] = []
  app.consoleView.subscribe((view) => view.phase === 'night' && told.push(view.door))
  const wrong = pin === '1111' ? '2222' : '1111'
  for (let guess = 0; guess < 100; guess++) await enter({ pin: wrong })
  await eventually(() =>
    expect(told.at(-1)).toEqual({ guessing: true, code: expect.stringMatching(/^\w{4}-\w{4}$/) }),
  )
  expect(told).toContainEqual({ guessing: true, code: null })
  const code = night().door.code ?? ''
  expect(everywhere()).toEqual([
    [code, true],
    [code, true],
  ])
  expect(await enter({ pin })).toBe('code-required')
  expect(await enter({ pin: code.toLowerCase() })).toBe('ok')
  must(await app.call('event.rotatePin', { version: night().event.version }))
  const next = night().event.pin
  expect(night().door).toEqual({ guessing: false, code: null })
  expect(everywhere()).toEqual([
    [next, false],
    [next, false],
  ])
  expect(await enter({ pin: next })).toBe('ok')
})

test('a new link is in every code at once, and the undo brings the old ones back', async () => {
  const codes = () => [night().lan.joinUrl, app.displayView.current().join?.joinUrl, app.sheet()?.joinUrl]
  const old = night().lan.joinUrl ?? ''
  const token = (url: string | null) => ({ token: url?.split('#')[1] ?? '' })
  must(await app.call('event.rotateLink', { version: night().event.version }))
  const next = night().lan.joinUrl
  expect(next).not.toBe(old)
  expect(codes()).toEqual([next, next, next])
  expect(await enter(token(old))).toBe('wrong-pin')
  expect(await enter(token(next))).toBe('ok')
  must(await app.call('event.takeBackLink', { version: night().event.version }))
  expect(codes()).toEqual([old, old, old])
  expect(await enter(token(old))).toBe('ok')
  expect(await enter(token(next))).toBe('wrong-pin')
})
