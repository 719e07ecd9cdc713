import { useCallback, useEffect, useState } from 'react'
import type { AccountSummary } from '../../../src-main/contract/account-commands.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { useActions } from '../state/context.tsx'

/** All accounts of this database, for a superadmin; `null` until they are there. */
export function usePeople() {
  const { ask } = useActions()
  const [people, setPeople] = useState<readonly AccountSummary[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const reload = useCallback(async (): Promise<void> => {
    const answer = await ask('users.list', {})
    if (answer.ok) setPeople(answer.value.users)
    setProblem(answer.ok ? null : wordsFor(answer.error))
  }, [ask])

  useEffect(() => {
    reload()
  }, [reload])

  return { people, problem, reload }
}
