import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Threads that wait most of the time need no room for a burst: V8 would keep 16 MB for each. */
const youngMb = 4

/**
 * Starts the worker of that file name in this folder. In the build it lies beside the caller as `<name>.js`; tests run
 * from source, and theirs are built once before them (`tests/support/build-workers.ts`).
 */
export function startWorker(name: string, given: WorkerOptions = {}): Worker {
  return new Worker(fileOf(name), {
    resourceLimits: { maxYoungGenerationSizeMb: youngMb },
    ...given,
  })
}

function fileOf(name: string): URL {
  if (!import.meta.url.endsWith('.ts')) return new URL(`./${name}.js`, import.meta.url)
  return new URL(`file://${process.env.CUELINE_TEST_WORKERS}/${name}.mjs`)
}
