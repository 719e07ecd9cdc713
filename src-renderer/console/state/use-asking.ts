import { useEffect, useState } from 'react'
import { type Refusal, wordsFor } from '../../../src-main/core/refusals.ts'
import type { Result } from '../../../src-main/core/result.ts'

export type Asking = ReturnType<typeof useAsking>

/** One form's asking: whether it is under way, the last refusal in words, and how many seconds to wait after it. */
export function useAsking() {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { left: wait, hold } = useCountdown()

  async function run<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
    setBusy(true)
    const answer = await ask()
    setBusy(false)
    setRefusal(answer.ok ? null : answer.error)
    if (!answer.ok) hold(Math.ceil(answer.error.retryAfter ?? 0))
    return answer
  }

  const over = refusal?.code === 'slow-down' && refusal.retryAfter !== undefined && wait === 0
  return { run, busy, wait, problem: refusal === null || over ? null : wordsFor(refusal) }
}

/** Whole seconds until a time, counted down to 0 from when `hold` is called. */
function useCountdown() {
  const [countdown, set] = useState({ until: 0, left: 0 })
  useEffect(() => {
    const { until, left } = countdown
    if (left === 0) return
    const renew = (): void => set({ until, left: Math.max(0, Math.ceil((until - Date.now()) / 1000)) })
    const timer = setTimeout(renew, until - (left - 1) * 1000 - Date.now())
    return () => clearTimeout(timer)
  }, [countdown])
  return {
    left: countdown.left,
    hold: (seconds: number) => set({ until: Date.now() + seconds * 1000, left: seconds }),
  }
}
