import type { Worker } from 'node:worker_threads'
import type { Hasher } from '../services/ports.ts'
import type { HashAnswer, HashJob } from '../workers/hash-messages.ts'
import { startWorker } from '../workers/start-worker.ts'

export type HasherOptions = {
  /** bcrypt's cost: each step doubles the work. Tests take 4. */
  readonly cost?: number
  readonly start?: () => Worker
}

type Waiting = { resolve(value: string | boolean): void; reject(error: Error): void }
type JobOf<Job> = Job extends HashJob ? Omit<Job, 'id'> : never

/** bcrypt in a worker that starts at the first need. When it crashes, what waited is rejected and the next call starts anew. */
export function createHasher({
  cost = 12,
  start = () => startWorker('hash-worker'),
}: HasherOptions = {}): Hasher {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let lastId = 0

  function running(): Worker {
    if (worker) return worker
    const started = start()
    started.on('message', (answer: HashAnswer) => settle(started, answer))
    started.on('error', (error: Error) => lose(started, error))
    started.on('exit', () => lose(started, new Error('the hash worker ended')))
    worker = started
    return started
  }

  function settle(from: Worker, answer: HashAnswer): void {
    const job = waiting.get(answer.id)
    waiting.delete(answer.id)
    // An idle worker keeps no program alive.
    if (waiting.size === 0) from.unref()
    if (answer.ok) job?.resolve(answer.value)
    else job?.reject(new Error(answer.message))
  }

  function lose(lost: Worker, error: Error): void {
    if (worker !== lost) return
    worker = null
    for (const job of waiting.values()) job.reject(error)
    waiting.clear()
  }

  function ask(job: JobOf<HashJob>): Promise<string | boolean> {
    return new Promise((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      const at = running()
      at.ref()
      at.postMessage({ ...job, id } satisfies HashJob)
    })
  }

  return {
    hash: async (password) => String(await ask({ kind: 'hash', password, cost })),
    verify: async (password, hash) => (await ask({ kind: 'verify', password, hash })) === true,
    isOutdated: (hash) => Number(/^\$2[aby]\$(\d\d)\$/.exec(hash)?.[1] ?? 0) < cost,
    isCommon: async (password) => (await ask({ kind: 'common', password })) === true,
    async close() {
      await worker?.terminate()
      worker = null
    },
  }
}
