import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import type { Refusal } from '../../../src-main/core/refusals.ts'
import type { Result } from '../../../src-main/core/result.ts'
import type { Send } from './actions.ts'
import { focusAfter } from './focus-order.ts'
import { shownRequests } from './select-requests.ts'
import type { ConsoleStore, Undoable } from './store.ts'
import type { Versioned } from './versioned.ts'

/** How long a decision can be taken back from the snackbar. */
export const undoTime = 10_000

type Parts = {
  readonly store: ConsoleStore
  readonly versioned: Versioned
  readonly ask: Send
  readonly showRefusal: (refusal: Refusal) => void
}

/** Deciding about requests, and taking it back. */
export function createRequestActions({ store, versioned, ask, showRefusal }: Parts) {
  function rememberUndo(undoable: Undoable): void {
    const others = store.getState().undoables.filter((one) => one.requestId !== undoable.requestId)
    store.setState({ undoables: [...others, undoable] })
    setTimeout(() => forgetUndo(undoable), undoTime)
  }

  function forgetUndo(undoable: Undoable): void {
    store.setState({ undoables: store.getState().undoables.filter((one) => one !== undoable) })
  }

  /** It is done by now; from here on it is shown. */
  function confirmUndo(undoable: Undoable): void {
    if (!store.getState().undoables.includes(undoable)) return
    forgetUndo(undoable)
    rememberUndo({ ...undoable, done: true })
  }

  function markBusy(id: string, version: number): void {
    store.setState({ busy: new Map(store.getState().busy).set(id, version) })
  }

  function unmarkBusy(id: string): void {
    const busy = new Map(store.getState().busy)
    if (busy.delete(id)) store.setState({ busy })
  }

  /** The row dims and the focus goes on at once; the row leaves when main says so. */
  async function decide(
    request: ConsoleRequest,
    kind: Undoable['kind'] | null,
    run: (version: number) => Promise<Result<null>>,
  ): Promise<void> {
    const state = store.getState()
    if (state.busy.has(request.id)) return
    const ids = shownRequests(state).map((one) => one.id)
    markBusy(request.id, request.version)
    if (state.focusedId === request.id) {
      const next = focusAfter(ids, request.id, (id) => state.busy.has(id))
      store.setState({ focusedId: next ?? request.id })
    }
    // Known before it is done, so that the next key (a reason, undo) already means it.
    const undoable = kind && { requestId: request.id, title: request.title, kind, reason: null, done: false }
    if (undoable) rememberUndo(undoable)
    const answer = await versioned.change(request.id, run)
    if (!answer.ok) {
      if (undoable) forgetUndo(undoable)
      unmarkBusy(request.id)
      showRefusal(answer.error)
    } else if (undoable) {
      confirmUndo(undoable)
    }
  }

  const approve = (request: ConsoleRequest): Promise<void> =>
    decide(request, 'approved', (version) => ask('request.approve', { id: request.id, version }))

  const playNext = (request: ConsoleRequest): Promise<void> =>
    decide(request, request.status === 'pending' ? 'next' : null, (version) =>
      ask('request.playNext', { id: request.id, version }),
    )

  const decline = (request: ConsoleRequest): Promise<void> =>
    decide(request, 'declined', (version) =>
      ask('request.decline', { id: request.id, version, reason: null }),
    )

  const reopen = (request: ConsoleRequest): Promise<void> =>
    decide(request, request.status === 'approved' ? 'reopened' : null, (version) =>
      ask('request.reopen', { id: request.id, version }),
    )

  /** Tells the guest why, after the decline itself. */
  async function giveReason(undoable: Undoable, reason: string): Promise<void> {
    const { requestId: id } = undoable
    forgetUndo(undoable)
    const answer = await versioned.change(id, (version) => ask('request.decline', { id, version, reason }))
    rememberUndo({ ...undoable, done: true, reason: answer.ok ? reason : null })
    if (!answer.ok) showRefusal(answer.error)
  }

  /** Takes back the last decision that can still be taken back, and shows the song again. */
  async function undo(): Promise<void> {
    const last = store.getState().undoables.at(-1)
    if (last === undefined) return
    forgetUndo(last)
    const { requestId: id } = last
    const answer = await versioned.change(id, (version) =>
      last.kind === 'reopened'
        ? ask('request.approve', { id, version })
        : ask('request.reopen', { id, version }),
    )
    if (!answer.ok) return showRefusal(answer.error)
    await versioned.fresh(id)
    if (last.kind !== 'reopened') store.setState({ tab: 'inbox', filter: '', focusedId: id })
  }

  /** Moves a queued song before another one, or to the end with `null`. */
  async function moveInQueue(request: ConsoleRequest, before: string | null): Promise<boolean> {
    const answer = await versioned.change(request.id, (version) =>
      ask('queue.move', { id: request.id, version, before }),
    )
    if (!answer.ok) showRefusal(answer.error)
    return answer.ok
  }

  async function play(request: ConsoleRequest): Promise<void> {
    const answer = await versioned.change(request.id, (version) =>
      ask('playback.start', { id: request.id, version }),
    )
    if (!answer.ok) showRefusal(answer.error)
  }

  return { approve, playNext, decline, reopen, giveReason, undo, moveInQueue, play }
}
