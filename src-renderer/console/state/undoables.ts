import {
  type ConsoleStore,
  type DecisionUndoable,
  nightOf,
  type PastChange,
  type ToastAction,
  type Undoable,
} from './store.ts'

/** How long something is offered to be taken back, in milliseconds. */
const undoTime = 10_000
/** Older changes of this window leave the history. */
const mostPast = 500

export type Undoables = ReturnType<typeof createUndoables>

/** What can be taken back for a while. */
export function createUndoables(store: ConsoleStore, toast: (words: string, action?: ToastAction) => void) {
  function keep(change: (undoables: readonly Undoable[]) => readonly Undoable[]): void {
    store.setState(({ undoables }) => ({ undoables: change(undoables) }))
  }

  function record(words: string, run: PastChange['run']): void {
    store.setState(({ past }) => ({ past: longer(past, words, run) }))
  }

  function unrecord(run: () => unknown): void {
    store.setState(({ past }) => ({ past: past.filter((one) => one.run !== run) }))
  }

  /** The way back of a change: once it is taken, from wherever, the change leaves the history; refused, it stays. */
  function recorded(takeBack: () => unknown): () => Promise<void> {
    const run = async () => {
      if (!isRefused(await takeBack())) unrecord(run)
    }
    return run
  }

  function expire(requestId: string): void {
    setTimeout(() => {
      const known = store.getState().undoables.find((one) => isAbout(one, requestId))
      if (known && known.until <= Date.now()) forget(requestId)
    }, undoTime + 1)
  }

  function remember(decision: Omit<DecisionUndoable, 'until'>): void {
    const undoable = { ...decision, until: Date.now() + undoTime }
    keep((all) => [...all.filter((one) => !isAbout(one, decision.requestId)), undoable])
    expire(decision.requestId)
  }

  function forget(requestId: string): void {
    keep((all) => all.filter((one) => !isAbout(one, requestId)))
  }

  /** In its place: answers come in any order, but the last key pressed stays the last. */
  function change(requestId: string, changed: Partial<DecisionUndoable>): void {
    const until = Date.now() + undoTime
    keep((all) => all.map((one) => (isAbout(one, requestId) ? { ...one, ...changed, until } : one)))
    expire(requestId)
  }

  /** For a change with a way back of its own: by U on the night's screen, by a message over an open panel. */
  function offer(words: string, takeBack: () => unknown): void {
    const run = recorded(takeBack)
    record(words, run)
    if (store.getState().panel !== null) {
      toast(words, { label: 'Undo', run })
      return
    }
    const undoable = { kind: 'other', words, run, done: true } as const
    keep((all) => [...all, undoable])
    setTimeout(() => drop(undoable), undoTime)
  }

  /**
   * For a change that is still under way: the next key means it already, and it is shown once its words are known. `run`
   * waits for it.
   */
  function begin(takeBack: () => unknown) {
    const run = recorded(takeBack)
    const begun = { kind: 'other', words: '', run, done: false } as const
    let kept: Undoable = begun
    keep((all) => [...all, begun])
    return {
      forget(): void {
        drop(kept)
        unrecord(run)
      },
      settle(words: string, more: { readonly giveReason?: (reason: string) => unknown } = {}): void {
        const settled = { ...begun, ...more, words, done: true }
        kept = settled
        record(words, run)
        keep((all) => all.map((one) => (one === begun ? settled : one)))
        setTimeout(() => drop(settled), undoTime)
      },
    }
  }

  /** For a change that the history tells of, with a way back or without, and nothing else. */
  function note(words: string, takeBack: (() => unknown) | null): void {
    record(words, takeBack && recorded(takeBack))
  }

  /** The same of a night that may be another one than this window shows; its way back is elsewhere. */
  function noteOf(id: string, words: string): void {
    if (nightOf(store.getState())?.event.id === id) record(words, null)
    else
      store.setState(({ pastOf }) => ({
        pastOf: new Map(pastOf).set(id, longer(pastOf.get(id) ?? [], words, null)),
      }))
  }

  function drop(undoable: Undoable): void {
    keep((all) => all.filter((one) => one !== undoable))
  }

  return { remember, forget, change, offer, begin, note, noteOf, drop }
}

function longer(past: readonly PastChange[], words: string, run: PastChange['run']): readonly PastChange[] {
  return [{ id: (past[0]?.id ?? 0) + 1, at: Date.now(), words, run }, ...past.slice(0, mostPast - 1)]
}

/** Where a way back says what became of it. */
function isRefused(outcome: unknown): boolean {
  if (typeof outcome === 'object' && outcome !== null && 'ok' in outcome) return outcome.ok === false
  return outcome === false
}

function isAbout(undoable: Undoable, requestId: string): undoable is DecisionUndoable {
  return undoable.kind !== 'other' && undoable.requestId === requestId
}
