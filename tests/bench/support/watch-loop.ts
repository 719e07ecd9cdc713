import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/** Loaded by `--import` before the program that is measured: tells over IPC how late its event loop was since last asked. */

export type LoopDelay = { readonly p99: number; readonly max: number }

/** Milliseconds between two looks; what Node tells includes them. */
const resolution = 5

function watch(): void {
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  process.on('message', () => {
    const milliseconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution)
    process.send?.({
      p99: milliseconds(delay.percentile(99)),
      max: milliseconds(delay.max),
    } satisfies LoopDelay)
    delay.reset()
  })
  // Who is measured ends as it would without us.
  process.channel?.unref()
}

// Threads of the program load this too.
if (isMainThread) watch()
