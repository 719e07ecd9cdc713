import { useConsole, useConsoleState, useNight } from './context.tsx'
import type { Draft } from './store.ts'

/** What is typed in a field of the open night, also after the field was away; `null`: nothing. */
export function useKeptDraft(field: string) {
  const { store } = useConsole()
  const key = `${useNight((night) => night.event.id)} ${field}`
  const draft = useConsoleState(({ drafts }) => drafts.get(key) ?? null)

  function setDraft(next: Draft | null): void {
    const drafts = new Map(store.getState().drafts)
    if (next === null) drafts.delete(key)
    else drafts.set(key, next)
    store.setState({ drafts })
  }

  return {
    draft,
    setDraft,
    /** As it is by now, for who waited for an answer. */
    newest: (): Draft | null => store.getState().drafts.get(key) ?? null,
  }
}
