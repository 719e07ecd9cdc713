import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { cleanNote } from '../../../src-main/core/clean-text.ts'
import type { Send } from './actions.ts'
import type { CarryOut } from './carry-out.ts'
import { type ConsoleStore, findRequest, nightOf } from './store.ts'
import type { Undoables } from './undoables.ts'
import type { Versioned } from './versioned.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly versioned: Versioned
  readonly carryOut: CarryOut
  readonly ask: Send
  readonly toast: (words: string) => void
  readonly offerUndo: Undoables['offer']
}

/** Telling a guest something about what they asked for. */
export function createAnswerActions({ store, versioned, carryOut, ask, toast, offerUndo }: Parts) {
  function present(id: string): ConsoleRequest | null {
    const night = nightOf(store.getState())
    return night && findRequest(night, id)
  }

  function put({ id, title }: ConsoleRequest, answer: string | null): Promise<boolean> {
    return carryOut(id, {
      run: (version) => ask('request.answer', { id, version, answer }),
      isSo: () => present(id)?.answer === answer,
      canRedo: () => present(id) !== null,
      words: () => `“${title}” was changed elsewhere in the meantime. Your answer was not sent.`,
    })
  }

  /** Brings back what was said before `given`, unless something else is said by now. Answers whether it did. */
  async function takeBack(request: ConsoleRequest, given: string | null): Promise<boolean> {
    const { id, title, nickname, answer: before } = request
    await versioned.fresh(id)
    const isGiven = () => present(id)?.answer === given
    const words = () => `You told ${nickname} something else about “${title}” since. That stays.`
    if (!isGiven()) {
      toast(present(id) === null ? `“${title}” is gone: it was taken back in the meantime.` : words())
      return false
    }
    return carryOut(id, {
      run: (version) => ask('request.answer', { id, version, answer: before }),
      isSo: () => present(id)?.answer === before,
      canRedo: isGiven,
      words: () => (isGiven() ? `“${title}” was changed elsewhere in the meantime.` : words()),
    })
  }

  return {
    /** Opens the field for it; with nobody to read it, nothing happens. */
    beginAnswer(request: ConsoleRequest): void {
      if (hasReader(request)) store.setState({ answeringId: request.id })
    },

    endAnswer: () => store.setState({ answeringId: null }),

    /** Shows a line on the phones of all who want this song; an empty one takes away what was said before. */
    async answerGuest(request: ConsoleRequest, line: string): Promise<void> {
      store.setState({ answeringId: null })
      // As main keeps it, to be known again.
      const answer = cleanNote(line)
      const before = request.answer
      if (answer === before || !(await put(request, answer))) return
      const who = request.nickname
      const words = answer === null ? `Nothing is said to ${who} any more.` : `${who} reads: ${answer}`
      offerUndo(words, () => takeBack(request, answer))
    },
  }
}

/** Whether a phone shows what is said about it. */
function hasReader({ guestId, voters, atDesk }: ConsoleRequest): boolean {
  return guestId !== null || voters.length > atDesk.length
}
