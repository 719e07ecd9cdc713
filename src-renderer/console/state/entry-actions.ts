import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import type { Refusal } from '../../../src-main/core/refusals.ts'
import type { InputFor } from '../bridge.ts'
import { whereItStands } from '../words.ts'
import type { Send } from './actions.ts'
import { type ConsoleStore, findRequest, nightOf } from './store.ts'
import type { Undoables } from './undoables.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly ask: Send
  readonly approve: (request: ConsoleRequest) => Promise<unknown>
  readonly toast: (words: string) => void
  readonly showRefusal: (refusal: Refusal) => void
  readonly offerUndo: Undoables['offer']
}

export type EntryActions = ReturnType<typeof createEntryActions>

/** A song that somebody at the desk asks for; `title` as it is shown. */
export type DeskEntry = InputFor<'request.add'> & { readonly title: string }

/** Songs that the DJ enters: own ones, and those of somebody at the desk without a phone. */
export function createEntryActions({ store, ask, approve, toast, showRefusal, offerUndo }: Parts) {
  /** The request that an entry ran into. */
  function inTheWay({ alternative }: Refusal): ConsoleRequest | null {
    const night = nightOf(store.getState())
    if (night === null || alternative === undefined || !('requestId' in alternative)) return null
    return findRequest(night, alternative.requestId)
  }

  /** Answers whether main took it; what somebody else has made of the song since stays. */
  async function takeBackEntry(entry: InputFor<'request.takeBackEntry'>): Promise<boolean> {
    const answer = await ask('request.takeBackEntry', entry)
    if (!answer.ok) showRefusal(answer.error)
    return answer.ok
  }

  /** At the end of up next; one that a guest waits for is approved, which can be taken back as ever. */
  async function addOwn({ id: trackId, title }: GuestTrack): Promise<void> {
    const id = crypto.randomUUID()
    const answer = await ask('request.add', { id, song: { trackId } })
    if (answer.ok) {
      offerUndo(`“${title}” is up next.`, () => takeBackEntry(ownEntry(id)))
      return
    }
    const open = inTheWay(answer.error)
    if (open === null) showRefusal(answer.error)
    else if (open.status === 'pending') await approve(open)
    else toast(`“${open.title}” ${whereItStands(open)} already.`)
  }

  /** Resolves to whether it was entered. */
  async function addForSomeone({ title, ...entry }: DeskEntry): Promise<boolean> {
    const answer = await ask('request.add', entry)
    if (answer.ok) {
      const where = entry.to === 'inbox' ? 'in the inbox' : 'up next'
      const who = entry.nickname?.trim()
      offerUndo(`“${title}” is ${where}${who ? ` for ${who}` : ''}.`, () => takeBackEntry(ownEntry(entry.id)))
      return true
    }
    const open = inTheWay(answer.error)
    if (open === null) showRefusal(answer.error)
    else toast(`“${open.title}” was asked for already: it ${whereItStands(open)}.`)
    return false
  }

  /** One more who asks for what is asked for already; resolves to whether the name is with it. */
  async function joinRequest({ title }: ConsoleRequest, join: InputFor<'request.join'>): Promise<boolean> {
    const answer = await ask('request.join', join)
    if (!answer.ok) {
      showRefusal(answer.error)
      return false
    }
    const { id, requestId } = join
    const who = join.nickname.trim()
    const words = who === '' ? `Your dedication is with “${title}”` : `${who} asks for “${title}” too`
    offerUndo(answer.value.approvedAt === null ? `${words}.` : `${words}; it is up next.`, () =>
      takeBackEntry({ id, requestId, ...answer.value }),
    )
    return true
  }

  return { addOwn, addForSomeone, joinRequest, takeBackEntry }
}

/** It made the request, and joined none. */
function ownEntry(id: string): InputFor<'request.takeBackEntry'> {
  return { id, requestId: id, approvedAt: null, heldAt: null }
}
