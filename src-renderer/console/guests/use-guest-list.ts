import { useCallback, useEffect, useRef, useState } from 'react'
import type { GuestSummary } from '../../../src-main/contract/guest-commands.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { useActions, useConsoleState } from '../state/context.tsx'

/** A night changes twenty times a second at most; the list need not. Milliseconds. */
const pause = 1000

/** Everybody who joined, kept up to date while it is looked at; `null` until it is there. */
export function useGuestList() {
  const { ask } = useActions()
  const view = useConsoleState((state) => state.view)
  const [guests, setGuests] = useState<readonly GuestSummary[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const askedAt = useRef(Number.NEGATIVE_INFINITY)

  const reload = useCallback(async (): Promise<void> => {
    askedAt.current = Date.now()
    const answer = await ask('guest.list', {})
    if (answer.ok) setGuests(answer.value.guests)
    setProblem(answer.ok ? null : wordsFor(answer.error))
  }, [ask])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each view of the night may be one of its guests
  useEffect(() => {
    const timer = setTimeout(reload, Math.max(0, askedAt.current + pause - Date.now()))
    return () => clearTimeout(timer)
  }, [view, reload])

  return { guests, problem, reload }
}
