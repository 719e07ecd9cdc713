import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLog, logLimits } from './log.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cueline-log-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const logFile = (name = 'cueline.log') => join(home, 'logs', name)
const lines = (name?: string) =>
  readFileSync(logFile(name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test('what happened is in the file at once, with its facts and its error', () => {
  createLog({ home }).error('The start failed', { error: new Error('no disk'), port: 4747 })
  expect(lines()).toMatchObject([
    { level: 50, msg: 'The start failed', facts: { port: 4747, error: { message: 'no disk' } } },
  ])
})

test('no secret reaches the file', () => {
  createLog({ home }).warn('Joined http://10.0.0.2:4747/#bp_Zm9vYmFyYmF6cXV4', {
    body: { pin: '4827', deep: [{ password: 'hunter2' }] },
    headers: { cookie: 'guest=abc123', authorization: 'Bearer abc123' },
  })
  const text = readFileSync(logFile(), 'utf8')
  for (const secret of ['bp_Zm9v', '4827', 'hunter2', 'abc123']) expect(text).not.toContain(secret)
})

test('each program has a file of its own, and goes on in it at the next start', () => {
  createLog({ home }).info('one')
  createLog({ home }).info('two')
  createLog({ home, name: 'serve' }).info('three')
  expect(lines().map((line) => line.msg)).toEqual(['one', 'two'])
  expect(lines('serve.log').map((line) => line.msg)).toEqual(['three'])
})

test('a large file makes room for a new one; three older ones are kept', () => {
  mkdirSync(join(home, 'logs'))
  for (let start = 0; start < 6; start++) {
    createLog({ home }).info(`start ${start}`)
    truncateSync(logFile(), logLimits.bytes + 1)
  }
  createLog({ home }).info('now')
  expect(statSync(logFile()).size).toBeLessThan(1000)
  const first = (name: string) => readFileSync(logFile(name), 'utf8').match(/start \d/)?.[0]
  expect(['cueline.1.log', 'cueline.2.log', 'cueline.3.log'].map(first)).toEqual([
    'start 5',
    'start 4',
    'start 3',
  ])
  expect(existsSync(logFile('cueline.4.log'))).toBe(false)
})

test('where no file can be written the program goes on', () => {
  writeFileSync(join(home, 'logs'), 'in the way')
  expect(() => createLog({ home }).info('still here')).not.toThrow()
})
