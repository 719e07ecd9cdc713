import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import type { Refusal } from '../../../src-main/core/refusals.ts'
import type { InputFor } from '../bridge.ts'
import { whereItStands } from '../words.ts'
import type { Send } from './actions.ts'
import { type ConsoleStore, findRequest, nightOf } from './store.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly ask: Send
  readonly approve: (request: ConsoleRequest) => Promise<void>
  readonly toast: (words: string) => void
  readonly showRefusal: (refusal: Refusal) => void
}

export type DeskEntry = InputFor<'request.add'>

/** Songs that the DJ enters: own ones, and those of somebody at the desk without a phone. */
export function createEntryActions({ store, ask, approve, toast, showRefusal }: Parts) {
  /** The request that an entry ran into. */
  function inTheWay({ alternative }: Refusal): ConsoleRequest | null {
    const night = nightOf(store.getState())
    if (night === null || alternative === undefined || !('requestId' in alternative)) return null
    return findRequest(night, alternative.requestId)
  }

  /** At the end of up next; one that a guest waits for is approved, which can be taken back as ever. */
  async function addOwn({ id: trackId }: GuestTrack): Promise<void> {
    const answer = await ask('request.add', { id: crypto.randomUUID(), song: { trackId } })
    if (answer.ok) return
    const open = inTheWay(answer.error)
    if (open === null) showRefusal(answer.error)
    else if (open.status === 'pending') await approve(open)
    else toast(`“${open.title}” ${whereItStands(open)} already.`)
  }

  /** Resolves to whether it was entered. */
  async function addForSomeone(entry: DeskEntry): Promise<boolean> {
    const answer = await ask('request.add', entry)
    if (answer.ok) return true
    const open = inTheWay(answer.error)
    if (open === null) showRefusal(answer.error)
    else toast(`“${open.title}” was asked for already: it ${whereItStands(open)}.`)
    return false
  }

  return { addOwn, addForSomeone }
}
