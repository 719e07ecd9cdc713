import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { createTestDatabase } from '../db/test-database.ts'
import { ask } from '../db/testing/home.ts'
import { eventually } from '../tests/support/eventually.ts'
import { freePorts } from '../tests/support/free-port.ts'
import { compose } from './compose.ts'
import { readConfig } from './config.ts'
import type { RoomView } from './contract/guest-api.ts'
import { quickHasher, quiet } from './testing/a-console.ts'

test('a line that the DJ sends stands on every face at once, and goes from all of them by itself', async () => {
  const home = await mkdtemp(join(tmpdir(), 'cueline-notices-'))
  const database = await createTestDatabase()
  const config = readConfig({ CUELINE_HOME: home, CUELINE_HOST: '127.0.0.1', CUELINE_KEYCHAIN: 'memory' })
  const app = compose(
    { ...config, databaseUrl: database.url, port: await freePorts() },
    { log: quiet, hasher: quickHasher },
  )
  onTestFinished(async () => {
    await app.close()
    await database.close()
    await rm(home, { recursive: true, force: true })
  })
  await app.started()
  const night = () => {
    const view = app.consoleView.current()
    return view.phase === 'night' ? view : expect.fail(view.phase)
  }
  await app.call('account.create', { username: 'anna', password: 'correct horse' })
  await app.call('event.create', { title: 'Summer party', catalogue: null })
  await app.call('event.setStatus', { status: 'live', version: night().event.version })

  const { port } = night().lan
  const joined = await fetch(`http://127.0.0.1:${port}/api/guests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pin: night().event.pin, nickname: 'Mia' }),
  })
  const { token } = (await joined.json()) as { token: string }
  const phone = new WebSocket(`ws://127.0.0.1:${port}/api/live?token=${token}`)
  onTestFinished(() => phone.terminate())
  const rooms: RoomView[] = []
  phone.on('message', (data) => {
    const view = JSON.parse(String(data))
    if (view.type === 'room') rooms.push(view)
  })
  await eventually(() => expect(rooms).not.toHaveLength(0))
  const lines = () => [
    night().notices.map(({ text }) => text),
    app.displayView.current().room?.notices?.map(({ text }) => text),
    rooms.at(-1)?.notices?.map(({ text }) => text),
  ]

  const line = { id: randomUUID(), text: ' Last   orders ', target: 'both', span: 60 }
  expect(await app.call('notice.send', { ...line, span: 61 })).toMatchObject({ error: { code: 'bad-input' } })
  expect(await app.call('notice.send', line)).toMatchObject({ ok: true })
  await eventually(() => expect(lines()).toEqual([['Last orders'], ['Last orders'], ['Last orders']]))
  expect(await app.call('notice.lines', {})).toMatchObject({ value: { lines: ['Last orders'] } })

  // Somebody else's hand at the database, so that nobody waits for a minute.
  await ask(database.url, `update notices set ends_at = now() + interval '200 ms', version = version + 1`)
  await eventually(() => expect(lines()).toEqual([[], undefined, undefined]))
})
