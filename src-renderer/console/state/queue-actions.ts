import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import type { Refusal } from '../../../src-main/core/refusals.ts'
import type { Send } from './actions.ts'
import { asBefore } from './places.ts'
import { type ConsoleStore, nightOf, type ToastAction } from './store.ts'
import type { Undoables } from './undoables.ts'
import type { Versioned } from './versioned.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly versioned: Versioned
  readonly ask: Send
  readonly setSwitch: (which: 'fairOrder', on: boolean) => Promise<boolean>
  readonly toast: (words: string, action?: ToastAction) => void
  readonly showRefusal: (refusal: Refusal) => void
  readonly undoables: Undoables
}

/** The order of up next as a whole. */
export function createQueueActions({
  store,
  versioned,
  ask,
  setSwitch,
  toast,
  showRefusal,
  undoables,
}: Parts) {
  function present(): readonly string[] {
    return nightOf(store.getState())?.queue.map(({ id }) => id) ?? []
  }

  async function setOrder(order: readonly string[] | null): Promise<boolean> {
    const answer = await ask('queue.arrange', { seen: [...present()], order: order && [...order] })
    if (answer.ok) return true
    if (answer.error.code === 'stale')
      toast('Up next was changed in the meantime. Here is its present order.')
    else showRefusal(answer.error)
    return false
  }

  /** With what was decided right before. Answers the order that it had; `null`: nothing was arranged. */
  async function arrange(): Promise<readonly string[] | null> {
    await versioned.settled()
    const before = present()
    return before.length >= 3 && (await setOrder(null)) ? before : null
  }

  /** Guests take turns from the second song on; undo brings the whole order back. */
  async function arrangeQueue(): Promise<void> {
    const arranging = arrange()
    const undoable = undoables.begin(async () => {
      const before = await arranging
      if (before === null) return true
      await versioned.settled()
      return setOrder(asBefore(before, present()))
    })
    if ((await arranging) === null) undoable.forget()
    else undoable.settle('Up next goes in turns.')
  }

  /** On, it means what is approved from now on; what waits is arranged when the DJ says so. */
  async function switchFairOrder(): Promise<void> {
    const on = nightOf(store.getState())?.event.fairOrder !== true
    if (!(await setSwitch('fairOrder', on))) return
    if (!on) toast('Fair order is off: what you approve goes to the end.')
    else if (present().length < 3) toast('Fair order is on: guests take turns.')
    else toast('Fair order is on from here on.', { label: 'Arrange now', run: arrangeQueue })
  }

  /** The next song can be moved, until it is locked again or another one is next. */
  function switchLock({ id }: ConsoleRequest): void {
    store.setState(({ unlockedId }) => ({ unlockedId: unlockedId === id ? null : id }))
  }

  /** Leads to a song that waits, out of whatever is open. */
  function showInQueue(id: string): void {
    store.setState({ panel: null, queueFocusedId: id })
    focusRow(id)
  }

  return { showInQueue, arrangeQueue, switchFairOrder, switchLock }
}

/** A panel that closes gives the focus back first, and a far row is drawn once the list is there. */
function focusRow(id: string, frames = 10): void {
  requestAnimationFrame(() => {
    const row = document.querySelector<HTMLElement>(`[data-queue-row="${id}"]`)
    if (row !== null) row.focus()
    else if (frames > 0) focusRow(id, frames - 1)
  })
}
