import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Threads that wait most of the time need no room for a burst: V8 would keep 16 MB for each. */
const youngMb = 4

/**
 * Starts the worker of that file name in this folder. In the build it lies beside the caller as `<name>.js`; from
 * source (tests, benchmarks) it is `<name>.ts` and tsx is registered inside the thread first, since Node 20 does not
 * hand its loaders on to a worker's entry.
 */
export function startWorker(name: string, given: WorkerOptions = {}): Worker {
  const options = { resourceLimits: { maxYoungGenerationSizeMb: youngMb }, ...given }
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, import.meta.url), options)
  const entry = JSON.stringify(new URL(`./${name}.ts`, import.meta.url).href)
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import(${entry}) })`
  return new Worker(code, { ...options, eval: true })
}
