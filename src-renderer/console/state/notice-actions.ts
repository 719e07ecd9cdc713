import type { Refusal } from '../../../src-main/core/refusals.ts'
import type { InputFor } from '../bridge.ts'
import type { Send } from './actions.ts'
import type { Undoables } from './undoables.ts'

type Parts = {
  readonly ask: Send
  readonly showRefusal: (refusal: Refusal) => void
  readonly offerUndo: Undoables['offer']
}

/** What the DJ tells the room. */
export function createNoticeActions({ ask, showRefusal, offerUndo }: Parts) {
  /** Answers whether it is on air; its words stay with the caller until then. */
  async function sendNotice(notice: InputFor<'notice.send'>): Promise<boolean> {
    const answer = await ask('notice.send', notice)
    if (!answer.ok) showRefusal(answer.error)
    return answer.ok
  }

  async function removeNotice({ id, text }: { readonly id: string; readonly text: string }): Promise<void> {
    const answer = await ask('notice.remove', { id })
    if (!answer.ok) return showRefusal(answer.error)
    offerUndo(`“${text}” is off the air.`, () => bringBack(id))
  }

  async function bringBack(id: string): Promise<void> {
    const answer = await ask('notice.restore', { id })
    if (!answer.ok) showRefusal(answer.error)
  }

  return { sendNotice, removeNotice }
}
