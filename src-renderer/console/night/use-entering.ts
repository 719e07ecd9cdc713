import { useRef, useState } from 'react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { useActions } from '../state/context.tsx'
import type { DeskEntry } from '../state/entry-actions.ts'
import type { EntryChoice } from './entry-choices.ts'

type Typed = Pick<DeskEntry, 'title' | 'song'> & { readonly nickname: string; readonly note: string }

/** Does what was chosen, and closes the form once main has it. */
export function useEntering(onClose: () => void) {
  const { addForSomeone, joinRequest, approve } = useActions()
  // One id for all tries: what was sent twice is entered once.
  const [id] = useState(() => crypto.randomUUID())
  const isUnderWay = useRef(false)

  function run(
    does: EntryChoice['does'],
    { nickname, note, ...song }: Typed,
    request: ConsoleRequest | null,
  ): Promise<boolean> {
    if (does === 'up-next' || does === 'inbox')
      return addForSomeone({ id, ...song, nickname, note, to: does })
    if (request === null) return Promise.resolve(false)
    if (does === 'approve') return approve(request).then(() => true)
    const join = { id, requestId: request.id, nickname, note, approve: does === 'join-and-approve' }
    return joinRequest(request, join)
  }

  return async function enter(
    does: EntryChoice['does'],
    typed: Typed,
    request: ConsoleRequest | null,
  ): Promise<void> {
    if (isUnderWay.current) return
    isUnderWay.current = true
    const isDone = await run(does, typed, request)
    isUnderWay.current = false
    if (isDone) onClose()
  }
}
