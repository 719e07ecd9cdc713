import { namelessGuest } from '../../../src-main/core/guest.ts'
import type { Refusal } from '../../../src-main/core/refusals.ts'
import { plural } from '../../shared/format.ts'
import type { InputFor } from '../bridge.ts'
import type { Send } from './actions.ts'
import type { Undoables } from './undoables.ts'

type Parts = {
  readonly ask: Send
  readonly showRefusal: (refusal: Refusal) => void
  readonly offerUndo: Undoables['offer']
}

type Named = { readonly id: string; readonly nickname: string }

/** A request as far as its guest is concerned. */
type Asked = { readonly guestId: string | null; readonly nickname: string; readonly blocked: boolean }

/** What the DJ does about guests; each can be taken back. */
export function createGuestActions({ ask, showRefusal, offerUndo }: Parts) {
  async function blockGuest({ id: guestId, nickname }: Named, hideRequests: boolean): Promise<void> {
    const answer = await ask('guest.block', { guestId, hideRequests })
    if (!answer.ok) return showRefusal(answer.error)
    const { declined } = answer.value
    const beside = declined.length === 0 ? '' : `, and ${plural(declined.length, 'request')} declined`
    offerUndo(`${nickname} is blocked${beside}.`, () => welcome(guestId, declined))
  }

  async function welcome(guestId: string, reopen: InputFor<'guest.unblock'>['reopen']): Promise<void> {
    const answer = await ask('guest.unblock', { guestId, reopen })
    if (!answer.ok) showRefusal(answer.error)
  }

  async function unblockGuest({ id: guestId, nickname }: Named): Promise<void> {
    const answer = await ask('guest.unblock', { guestId })
    if (!answer.ok) return showRefusal(answer.error)
    offerUndo(`${nickname} can ask for songs again.`, () =>
      ask('guest.block', { guestId, hideRequests: false }),
    )
  }

  /** Blocks who asked, with all that they wait for; unblocks who is. */
  async function switchBlock({ guestId: id, nickname, blocked }: Asked): Promise<void> {
    if (id === null) return
    await (blocked ? unblockGuest({ id, nickname }) : blockGuest({ id, nickname }, true))
  }

  /** Takes the name away, also from all that they asked for. */
  async function takeName({ id: guestId, nickname }: Named): Promise<void> {
    const answer = await ask('guest.rename', { guestId, nickname: namelessGuest })
    if (!answer.ok) return showRefusal(answer.error)
    offerUndo(`${nickname} is “${namelessGuest}” now.`, () => ask('guest.rename', { guestId, nickname }))
  }

  return { blockGuest, unblockGuest, switchBlock, takeName }
}
