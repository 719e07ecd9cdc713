import { parentPort } from 'node:worker_threads'
import { compareSync, hashSync } from 'bcryptjs'
import { isCommonPassword } from './common-passwords.ts'
import type { HashAnswer, HashJob } from './hash-messages.ts'

/** bcrypt takes a third of a second of one core: here it holds up nobody. */
parentPort?.on('message', async (job: HashJob) => parentPort?.postMessage(await answer(job)))

async function answer(job: HashJob): Promise<HashAnswer> {
  try {
    return { id: job.id, ok: true, value: await work(job) }
  } catch (error) {
    return { id: job.id, ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

function work(job: HashJob): string | boolean | Promise<boolean> {
  switch (job.kind) {
    case 'hash':
      return hashSync(job.password, job.cost)
    case 'verify':
      return compareSync(job.password, job.hash)
    case 'common':
      return isCommonPassword(job.password)
  }
}
