import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import type { Refusal } from '../../../src-main/core/refusals.ts'
import { formatCount, plural } from '../../shared/format.ts'
import type { AnswerTo, InputFor } from '../bridge.ts'
import type { Send } from './actions.ts'
import type { Busy } from './busy.ts'
import type { ConsoleStore } from './store.ts'
import type { Undoables } from './undoables.ts'
import type { Versioned } from './versioned.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly versioned: Versioned
  readonly ask: Send
  readonly busy: Busy
  readonly undoables: Undoables
  readonly toast: (words: string) => void
  readonly showRefusal: (refusal: Refusal) => void
}

type Input = InputFor<'request.decideMany'>
type Seen = Input['requests'][number]
type Decision = Input['decision']
export type BulkKind = 'approve' | 'decline' | 'hold'

/** Deciding about many requests at once: one command, one undo. */
export function createBulkActions({ store, versioned, ask, busy, undoables, toast, showRefusal }: Parts) {
  function send(
    requests: readonly Seen[],
    decision: Decision,
    how: { readonly strict?: boolean } = {},
  ): Promise<AnswerTo<'request.decideMany'>> {
    const run = async (seen: readonly Seen[]) => {
      const answer = await ask('request.decideMany', { requests: [...seen], decision })
      return { answer, done: answer.ok ? answer.value.done : [] }
    }
    return versioned.changeMany(requests, run, how)
  }

  /** What is not under way already. */
  function free(requests: readonly ConsoleRequest[]): readonly Seen[] {
    const underWay = store.getState().busy
    return requests.filter(({ id }) => !underWay.has(id)).map(({ id, version }) => ({ id, version }))
  }

  /** Answers whether any of them was decided. */
  async function carryOut(
    requests: readonly Seen[],
    decision: Decision,
    back: Decision,
    hidden: number,
  ): Promise<boolean> {
    if (requests.length === 0) return false
    busy.mark(requests)
    const answering = send(requests, decision)
    const undoable = undoables.begin(async () => takeBack(await answering, back))
    const answer = await answering
    const decided = new Set(answer.ok ? answer.value.done.map(({ id }) => id) : [])
    busy.unmark(requests.filter(({ id }) => !decided.has(id)))
    if (!answer.ok) {
      undoable.forget()
      showRefusal(answer.error)
      return false
    }
    const { done, changed } = answer.value
    const words = sentence(decision, done.length, changed, hidden)
    if (done.length === 0) {
      undoable.forget()
      toast(words)
      return false
    }
    if (decision.kind !== 'decline' || decision.reason !== null) {
      undoable.settle(words)
      return true
    }
    undoable.settle(words, {
      // Its own way back takes the place of this one, which stays where it is refused.
      giveReason: async (reason) => {
        if (await carryOut(done, { ...decision, reason }, back, hidden)) undoable.forget()
      },
    })
    return true
  }

  /** Answers whether main took it. */
  async function takeBack(answer: AnswerTo<'request.decideMany'>, back: Decision): Promise<boolean> {
    if (!answer.ok || answer.value.done.length === 0) return true
    const undone = await send(answer.value.done, back, { strict: true })
    if (!undone.ok) {
      showRefusal(undone.error)
      return false
    }
    const { changed } = undone.value
    if (changed > 0) toast(`${plural(changed, 'request')} had changed and stayed.`)
    return true
  }

  /** All of them are of one tab: either held or not. `hidden`: how many others of it are not shown, and not meant. */
  function decideAll(requests: readonly ConsoleRequest[], kind: BulkKind, hidden = 0): Promise<boolean> {
    const held = requests.some(({ heldAt }) => heldAt !== null)
    const seen = free(requests)
    const reopen = { kind: 'reopen', held } as const
    switch (kind) {
      case 'approve':
        return carryOut(seen, { kind }, reopen, hidden)
      case 'decline':
        return carryOut(seen, { kind, reason: null }, reopen, hidden)
      case 'hold':
        return carryOut(seen, { kind, held: !held }, { kind, held }, hidden)
    }
  }

  return { decideAll }
}

function sentence(decision: Decision, done: number, changed: number, hidden: number): string {
  const rest = changed === 0 ? '.' : `, ${changed} had changed and stayed.`
  return `${done} ${outcomeWords(decision)}${rest}${hiddenWords(hidden)}${reasonWords(decision)}`
}

function hiddenWords(hidden: number): string {
  if (hidden === 0) return ''
  return hidden === 1 ? ' 1 not shown stays as it is.' : ` ${formatCount(hidden)} not shown stay as they are.`
}

function outcomeWords(decision: Decision): string {
  switch (decision.kind) {
    case 'approve':
      return 'approved'
    case 'decline':
      return 'declined'
    case 'hold':
      return decision.held ? 'on hold' : 'back in the inbox'
    case 'reopen':
      return 'back'
  }
}

function reasonWords(decision: Decision): string {
  return decision.kind === 'decline' && decision.reason !== null ? ` Guests read: ${decision.reason}` : ''
}
