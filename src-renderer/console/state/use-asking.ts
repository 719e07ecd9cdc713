import { useEffect, useState } from 'react'
import { type Refusal, wordsFor } from '../../../src-main/core/refusals.ts'
import type { Result } from '../../../src-main/core/result.ts'

export type Asking = ReturnType<typeof useAsking>

/** One form's asking: whether it is under way, the last refusal in words, and how many seconds to wait after it. */
export function useAsking() {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [until, setUntil] = useState(0)
  const wait = useSecondsUntil(until)

  async function run<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
    setBusy(true)
    const answer = await ask()
    setBusy(false)
    setRefusal(answer.ok ? null : answer.error)
    if (!answer.ok) setUntil(Date.now() + (answer.error.retryAfter ?? 0) * 1000)
    return answer
  }

  const over = refusal?.code === 'slow-down' && refusal.retryAfter !== undefined && wait === 0
  return { run, busy, wait, problem: refusal === null || over ? null : wordsFor(refusal) }
}

/** Counts down; 0 when the time has come. Epoch milliseconds in, whole seconds out. */
function useSecondsUntil(until: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    setNow(Date.now())
    if (until <= Date.now()) return
    const timer = setInterval(() => {
      setNow(Date.now())
      if (until <= Date.now()) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
  }, [until])
  return Math.max(0, Math.ceil((until - now) / 1000))
}
