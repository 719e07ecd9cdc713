import { once } from 'node:events'
import { expect, it } from 'vitest'
import { startWorker } from './start-worker.ts'

it('starts a worker from source, in a thread of its own', async () => {
  const worker = startWorker('hash-worker')
  try {
    worker.postMessage({ id: 7, kind: 'hash', password: 'disco', cost: 4 })
    const [answer] = await once(worker, 'message')
    expect(answer).toMatchObject({ id: 7, ok: true, value: expect.stringMatching(/^\$2/) })
  } finally {
    await worker.terminate()
  }
})

it('tells of a worker that is not there', async () => {
  const [error] = await once(startWorker('no-such-worker'), 'error')
  expect(String(error)).toContain('no-such-worker')
})
