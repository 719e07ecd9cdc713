import { type Refusal, wordsFor } from '../../../src-main/core/refusals.ts'
import { refuse } from '../../../src-main/core/result.ts'
import type { AnswerTo, Bridge, CommandName, InputFor } from '../bridge.ts'
import { createRequestActions } from './request-actions.ts'
import type { ConsoleState, ConsoleStore, PanelName, Tab } from './store.ts'
import { createVersioned, eventKey } from './versioned.ts'

/** How long a refusal stays on the screen. */
const toastTime = 8000

export type Send = <Name extends CommandName>(name: Name, input: InputFor<Name>) => Promise<AnswerTo<Name>>
export type Actions = ReturnType<typeof createActions>

/** Everything that a person can do in this window. Refusals are shown as toasts unless a form asks. */
export function createActions(store: ConsoleStore, bridge: Bridge) {
  const versioned = createVersioned(store)
  let toasts = 0

  function toast(words: string): void {
    const id = ++toasts
    const others = store.getState().toasts.filter((one) => one.words !== words)
    store.setState({ toasts: [...others.slice(-2), { id, words }] })
    setTimeout(() => dismissToast(id), toastTime)
  }

  function dismissToast(id: number): void {
    store.setState({ toasts: store.getState().toasts.filter((one) => one.id !== id) })
  }

  /** Answers with the refusal and leaves its words to the caller. */
  const ask: Send = async (name, input) => {
    try {
      return await bridge.call(name, input)
    } catch {
      return refuse('internal')
    }
  }

  function showRefusal(refusal: Refusal): void {
    toast(wordsFor(refusal))
  }

  const send: Send = async (name, input) => {
    const answer = await ask(name, input)
    if (!answer.ok) showRefusal(answer.error)
    return answer
  }

  async function changeEvent(change: InputFor<'event.update'>['change']): Promise<void> {
    const answer = await versioned.change(eventKey, (version) => ask('event.update', { version, change }))
    if (!answer.ok) showRefusal(answer.error)
  }

  async function setStatus(status: InputFor<'event.setStatus'>['status']): Promise<boolean> {
    const answer = await versioned.change(eventKey, (version) => ask('event.setStatus', { version, status }))
    if (!answer.ok) showRefusal(answer.error)
    return answer.ok
  }

  async function setCatalogue(source: InputFor<'catalogue.set'>['source']): Promise<boolean> {
    const answer = await versioned.change(eventKey, (version) => ask('catalogue.set', { version, source }))
    if (!answer.ok) showRefusal(answer.error)
    return answer.ok
  }

  return {
    ask,
    send,
    toast,
    dismissToast,
    showRefusal,
    changeEvent,
    setStatus,
    setCatalogue,
    ...createRequestActions({ store, versioned, ask, showRefusal }),
    openPanel: (panel: PanelName | null) => store.setState({ panel }),
    showTab: (tab: Tab) => store.setState({ tab, focusedId: null }),
    setFilter: (filter: string) => store.setState({ filter }),
    focus: (focusedId: string | null) => store.setState({ focusedId }),
    focusQueue: (queueFocusedId: string | null) => store.setState({ queueFocusedId }),
    setGoingLive: (goingLive: ConsoleState['goingLive']) => store.setState({ goingLive }),
  }
}
