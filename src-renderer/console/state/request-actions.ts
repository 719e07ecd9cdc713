import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import type { Refusal } from '../../../src-main/core/refusals.ts'
import type { Result } from '../../../src-main/core/result.ts'
import type { Send } from './actions.ts'
import { focusAfter } from './focus-order.ts'
import { shownRequests } from './select-requests.ts'
import { type ConsoleStore, lastUndoable, type Undoable } from './store.ts'
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
    expire(undoable.requestId)
  }

  function forgetUndo(id: string): void {
    store.setState({ undoables: store.getState().undoables.filter((one) => one.requestId !== id) })
  }

  /** In its place: answers come in any order, but the last key pressed stays the last. */
  function changeUndo(id: string, change: Partial<Undoable>): void {
    const until = Date.now() + undoTime
    const { undoables } = store.getState()
    store.setState({
      undoables: undoables.map((one) => (one.requestId === id ? { ...one, ...change, until } : one)),
    })
    expire(id)
  }

  function expire(id: string): void {
    setTimeout(() => {
      const known = store.getState().undoables.find((one) => one.requestId === id)
      if (known && known.until <= Date.now()) forgetUndo(id)
    }, undoTime + 1)
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
    const { id: requestId, title } = request
    const until = Date.now() + undoTime
    if (kind) rememberUndo({ requestId, title, kind, reason: null, done: false, until })
    const answer = await versioned.change(requestId, run)
    if (answer.ok) return changeUndo(requestId, { done: true })
    forgetUndo(requestId)
    unmarkBusy(requestId)
    showRefusal(answer.error)
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
    changeUndo(id, { reason, done: false })
    const answer = await versioned.change(id, (version) => ask('request.decline', { id, version, reason }))
    changeUndo(id, { reason: answer.ok ? reason : null, done: true })
    if (!answer.ok) showRefusal(answer.error)
  }

  /** Takes back the last decision that can still be taken back, and shows the song again. */
  async function undo(): Promise<void> {
    const last = lastUndoable(store.getState())
    if (last === undefined) return
    forgetUndo(last.requestId)
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
