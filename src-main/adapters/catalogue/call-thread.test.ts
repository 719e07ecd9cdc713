import { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { type CallThread, createCallThread } from './call-thread.ts'

type Echo = { readonly call: number; readonly said: string }

/** Echoes; dies of `die`, and of `die once` in its first life. */
const code = `
const { parentPort, workerData } = require('node:worker_threads')
parentPort.on('message', ({ call, say }) => {
  if (say === 'die' || (say === 'die once' && workerData === 1)) process.exit(1)
  parentPort.postMessage({ call, said: say })
})`

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
let thread: CallThread<Echo>

function startThread() {
  let lives = 0
  let restarts = 0
  thread = createCallThread<Echo>({
    start: () => new Worker(code, { eval: true, workerData: ++lives }),
    log,
    clock: Date.now,
    onRestart: () => {
      restarts++
    },
  })
  return { restarts: () => restarts }
}

afterEach(() => thread.close())

test('answers reach who asked', async () => {
  startThread()
  const replies = await Promise.all([thread.call({ say: 'a' }), thread.call({ say: 'b' })])
  expect(replies.map((reply) => reply?.said)).toEqual(['a', 'b'])
})

test('a call that the thread died over is asked again', async () => {
  const { restarts } = startThread()
  expect((await thread.call({ say: 'die once' }))?.said).toBe('die once')
  expect(restarts()).toBe(1)
})

test('a call that kills twice is given up, the next one is answered', async () => {
  startThread()
  expect(await thread.call({ say: 'die' })).toBeNull()
  expect((await thread.call({ say: 'still here' }))?.said).toBe('still here')
})

test('nobody waits for a closed thread', async () => {
  startThread()
  const waiting = thread.call({ say: 'die' })
  await thread.close()
  expect(await waiting).toBeNull()
  expect(await thread.call({ say: 'a' })).toBeNull()
})
