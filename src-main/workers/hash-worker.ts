import { parentPort } from 'node:worker_threads'
import { compareSync, hashSync } from 'bcryptjs'
import type { HashAnswer, HashJob } from './hash-messages.ts'

/** bcrypt takes a third of a second of one core: here it holds up nobody. */
parentPort?.on('message', (job: HashJob) => parentPort?.postMessage(answer(job)))

function answer(job: HashJob): HashAnswer {
  try {
    const value = job.kind === 'hash' ? hashSync(job.password, job.cost) : compareSync(job.password, job.hash)
    return { id: job.id, ok: true, value }
  } catch (error) {
    return { id: job.id, ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}
