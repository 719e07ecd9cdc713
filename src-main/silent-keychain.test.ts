import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { createTestDatabase } from '../db/test-database.ts'
import { eventually } from '../tests/support/eventually.ts'
import { freePorts } from '../tests/support/free-port.ts'
import { compose } from './compose.ts'
import { readConfig } from './config.ts'
import { quiet } from './testing/a-console.ts'

// One that asks a person who is not there: no real one can be made to.
const silent = vi.hoisted(() => () => new Promise<never>(() => {}))
vi.mock('keytar', () => ({
  default: { getPassword: silent, setPassword: silent, deletePassword: silent },
}))
// Files after this one get the real one.
afterAll(() => vi.doUnmock('keytar'))

test('an app that is ended while the keychain does not answer soon ends in order', async () => {
  const home = await mkdtemp(join(tmpdir(), 'cueline-silent-'))
  const database = await createTestDatabase()
  const said: unknown[] = []
  const log = { ...quiet, warn: (_message: string, facts?: object) => void said.push(facts) }
  const config = readConfig({ CUELINE_HOME: home, CUELINE_HOST: '127.0.0.1' })
  const composition = compose({ ...config, databaseUrl: database.url, port: await freePorts() }, { log })
  await eventually(() => expect(composition.isHeldUp()).toBe(true))
  await composition.close()
  expect(String(said.map((facts) => Object(facts).error))).toContain('had not answered when the app ended')
  await database.close()
  await rm(home, { recursive: true, force: true })
})
