import type { Worker } from 'node:worker_threads'
import type { Clock, Log } from '../../services/ports.ts'

export type CallThreadOptions = {
  readonly start: () => Worker
  readonly log: Log
  readonly clock: Clock
  /** The thread was started anew and knows nothing yet; waiting calls are sent again after this. */
  readonly onRestart: () => void
}

/** A thread that answers calls by number and is started again when it dies. */
export type CallThread<Reply> = {
  readonly post: (message: object, transfer?: readonly ArrayBuffer[]) => void
  /** `null` when the thread died twice over this call, or is closed. */
  readonly call: (message: object) => Promise<Reply | null>
  readonly close: () => Promise<void>
}

const crashWindowMs = 60_000
const crashesBeforePause = 5
const pauseMs = 30_000

export function createCallThread<Reply extends { readonly call: number }>(
  options: CallThreadOptions,
): CallThread<Reply> {
  const { start, log, clock, onRestart } = options
  const waiting = new Map<number, { message: object; tries: number; answer: (reply: Reply | null) => void }>()
  const crashes: number[] = []
  let nextCall = 1
  let closed = false
  let pause: NodeJS.Timeout | null = null
  let begun = false
  let worker: Worker | null = null

  /** A thread costs ten megabytes: it begins with the first thing that there is to do. */
  function send(message: object, transfer: readonly ArrayBuffer[] = []): void {
    if (!begun) worker = begin()
    begun = true
    worker?.postMessage(message, [...transfer])
  }

  function begin(): Worker {
    const started = start()
    started.on('message', (reply: Reply) => {
      const call = waiting.get(reply.call)
      waiting.delete(reply.call)
      call?.answer(reply)
    })
    started.on('error', (error) =>
      log.error('A catalogue thread stopped and is started again.', { reason: error.message }),
    )
    started.on('exit', () => crashed())
    return started
  }

  function crashed(): void {
    worker = null
    if (closed) return
    const now = clock()
    crashes.push(now)
    const often = crashes.filter((at) => now - at < crashWindowMs).length > crashesBeforePause
    pause = setTimeout(restart, often ? pauseMs : 0)
    if (!often) return
    for (const call of waiting.values()) call.answer(null)
    waiting.clear()
  }

  function restart(): void {
    pause = null
    worker = begin()
    onRestart()
    for (const [number, call] of waiting) {
      if (++call.tries < 2) worker.postMessage(call.message)
      else {
        waiting.delete(number)
        call.answer(null)
      }
    }
  }

  return {
    post: (message, transfer) => {
      if (!closed) send(message, transfer)
    },
    call: (content) =>
      new Promise((answer) => {
        if (closed) return answer(null)
        const call = nextCall++
        const message = { ...content, call }
        waiting.set(call, { message, tries: 0, answer })
        send(message)
      }),
    close: async () => {
      closed = true
      if (pause) clearTimeout(pause)
      for (const call of waiting.values()) call.answer(null)
      waiting.clear()
      await worker?.terminate()
    },
  }
}
