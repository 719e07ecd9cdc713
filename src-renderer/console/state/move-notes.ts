import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { placeBack } from './places.ts'
import { type ConsoleStore, nightOf } from './store.ts'
import type { Undoables } from './undoables.ts'
import type { Versioned } from './versioned.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly versioned: Versioned
  readonly move: (request: ConsoleRequest, before: string | null) => Promise<boolean>
  readonly toast: (words: string) => void
  readonly note: Undoables['note']
}

/** What was moved in up next, told in the history with its way back. */
export function createMoveNotes({ store, versioned, move, toast, note }: Parts) {
  function order(): readonly string[] {
    return nightOf(store.getState())?.queue.map(({ id }) => id) ?? []
  }

  /** To where it stood. The song that is next stays that, unless its lock is open. */
  async function moveBack(request: ConsoleRequest, before: readonly string[]): Promise<boolean> {
    const { id, title } = request
    await versioned.fresh(id)
    const present = order()
    if (!present.includes(id)) {
      toast(`“${title}” is not up next any more.`)
      return false
    }
    const [next] = present
    const handedOver = nightOf(store.getState())?.spotify.handedOver ?? null
    const isLocked = next === handedOver || next !== store.getState().unlockedId
    if (next === id && isLocked) {
      toast(`“${title}” is next and locked: it stays there until you open its lock.`)
      return false
    }
    const now = present.filter((one) => one !== id)
    const place = placeBack({ id, before, now, handedOver: isLocked ? (next ?? null) : handedOver })
    return place === undefined ? true : move(request, place)
  }

  return {
    order,
    /** `before`: up next as it was. */
    noteMove(request: ConsoleRequest, before: readonly string[], to: string | null): void {
      const end = to === null ? before.length : before.indexOf(to)
      const way = end <= before.indexOf(request.id) ? 'up' : 'down'
      note(`You moved “${request.title}” ${way}`, () => moveBack(request, before))
    },

    /** One that was only approved by it is listed with its own way back. */
    noteNext(request: ConsoleRequest, before: readonly string[]): void {
      const words = `You set “${request.title}” to play next`
      note(words, before.includes(request.id) ? () => moveBack(request, before) : null)
    },
  }
}
