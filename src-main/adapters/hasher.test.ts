import type { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { startWorker } from '../workers/start-worker.ts'
import { createHasher } from './hasher.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

function hasher(cost = 4) {
  const workers: Worker[] = []
  const made = createHasher({
    cost,
    start() {
      const worker = startWorker('hash-worker')
      workers.push(worker)
      return worker
    },
  })
  closers.push(made.close)
  return { ...made, workers }
}

test('the right password opens, another one does not', async () => {
  const { hash, verify } = hasher()
  const stored = await hash('Grüße, 4 Uhr früh')
  expect(stored).toMatch(/^\$2[aby]\$04\$/)
  expect(await verify('Grüße, 4 Uhr früh', stored)).toBe(true)
  expect(await verify('grüße, 4 Uhr früh', stored)).toBe(false)
})

test('hashes of other programs with prefix $2a$ and $2y$ are understood', async () => {
  const { verify } = hasher()
  // The test vector of the Openwall library for "U*U".
  const hash = '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'
  expect(await verify('U*U', hash)).toBe(true)
  expect(await verify('U*U', hash.replace('$2a$', '$2y$'))).toBe(true)
})

test('what is no hash opens nothing', async () => {
  const { verify } = hasher()
  expect(await verify('anything', '')).toBe(false)
  expect(await verify('anything', 'plain text')).toBe(false)
})

test('passwords that most people use are known, whatever their case', async () => {
  const { isCommon } = hasher()
  for (const common of ['password', '12345678', 'Football', 'QWERTYUIOP', '1qaz2wsx', 'jennifer'])
    expect(await isCommon(common), common).toBe(true)
  for (const rare of ['correct horse', 'Grüße, 4 Uhr früh', ''])
    expect(await isCommon(rare), rare).toBe(false)
})

test('a hash that took less work than ours is outdated', async () => {
  const { hash, isOutdated } = hasher()
  expect(isOutdated(await hash('password'))).toBe(false)
  expect(isOutdated('$2b$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW')).toBe(true)
  expect(isOutdated('$2a$10$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW')).toBe(false)
  expect(isOutdated('plain text')).toBe(true)
})

test('several at once get each their own answer', async () => {
  const { hash, verify, workers } = hasher()
  const stored = await Promise.all(['one', 'two', 'three'].map((password) => hash(password)))
  const answers = await Promise.all(stored.map((one) => verify('two', one)))
  expect(answers).toEqual([false, true, false])
  expect(workers).toHaveLength(1)
})

test('after a crash what waited is told, and the next call works', async () => {
  // Half a minute of work: the crash comes before its answer.
  const { hash, verify, workers } = hasher(18)
  const stored = await hasher().hash('password')
  const pending = hash('never answered')
  const told = expect(pending).rejects.toThrow()
  await workers[0]?.terminate()
  await told
  expect(await verify('password', stored)).toBe(true)
  expect(workers).toHaveLength(2)
})
