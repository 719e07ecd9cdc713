import { expect, test } from 'vitest'
import { DatabaseProblem } from '../../db/database-problem.ts'
import { eventually } from '../../tests/support/eventually.ts'
import type { Event } from '../core/event.ts'
import type { TrialPhone } from './ports.ts'
import { createReadiness } from './readiness.ts'

const ok = { state: 'ok', words: 'Fine.' } as const
const night = { id: 'night', userId: 'anna', config: { bypassToken: 'bp_x' } } as Event

type Faults = { readonly database?: Error; readonly phone?: Error; readonly disk?: Error }

/** What the lines say in the end, and what the log was told. */
async function checked({ database, phone, disk }: Faults) {
  const logged: unknown[] = []
  const log = { info() {}, error() {}, warn: (_: string, facts?: object) => void logged.push(facts) }
  const fails = async () => {
    throw phone
  }
  const readiness = createReadiness({
    trial: {
      open: async () => {
        if (database) throw database
        return night
      },
      hasArrived: () => true,
      wipe: async () => {},
    },
    phoneAt: (): TrialPhone => ({ open: fails, join: fails, search: fails, ask: fails, listen: fails }),
    url: () => 'http://192.168.7.9:4747',
    songs: () => ({ phase: 'none' }),
    health: () => ({ network: ok, music: ok, display: ok, clock: ok, spotify: null }),
    disk: async () => {
      if (disk) throw disk
      return ok
    },
    canStayAwake: null,
    clock: () => 0,
    log,
    touch() {},
  })
  readiness.check(night)
  await eventually(() => expect(readiness.view('night')).toMatchObject({ running: false }))
  const lines = readiness.view('night')?.lines ?? []
  return {
    words: new Map(lines.map(({ part, words }) => [part, words])),
    logged: String(logged.map((facts) => Object(facts).error)),
  }
}

test('what fails is told with what to do; how it failed is for the log', async () => {
  const { words, logged } = await checked({
    database: new Error('Failed query: insert into "events" ("id") params: 7f3'),
    phone: new SyntaxError('Unexpected token < in JSON at position 0'),
    disk: new Error("ENOENT: no such file or directory, statfs '/home/anna'"),
  })
  for (const part of ['database', 'disk', 'page'] as const) expect(words.get(part)).toMatch(/check again/i)
  expect([...words.values()].join()).not.toMatch(/Failed query|Unexpected token|ENOENT|anna/)
  for (const raw of ['Failed query', 'Unexpected token', 'ENOENT']) expect(logged).toContain(raw)
})

test('an address at which nobody answers, and a database that is away, are told as such', async () => {
  const away = await checked({
    database: new DatabaseProblem('unreachable', 'The database does not answer.'),
  })
  expect(away.words.get('database')).toBe('The database does not answer.')
  const alone = await checked({ phone: new TypeError('fetch failed') })
  expect(alone.words.get('page')).toMatch(/Nobody answers at the address in the code.+check again/)
  const slow = await checked({ phone: new DOMException('The operation was aborted', 'TimeoutError') })
  expect(slow.words.get('request')).toMatch(/too slow.+check again/)
})
