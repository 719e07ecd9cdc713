import { type Refusal, wordsFor } from '../../../src-main/core/refusals.ts'
import { refuse } from '../../../src-main/core/result.ts'
import type { AnswerTo, Bridge, CommandName, InputFor } from '../bridge.ts'
import { createAccountActions } from './account-actions.ts'
import { createAnswerActions } from './answer-actions.ts'
import { createBulkActions } from './bulk-actions.ts'
import { createBusy } from './busy.ts'
import { createCarryOut } from './carry-out.ts'
import { createDisplayActions } from './display-actions.ts'
import { createEntryActions } from './entry-actions.ts'
import { createEventActions } from './event-actions.ts'
import { createGuestActions } from './guest-actions.ts'
import { createMustPlayActions } from './must-play-actions.ts'
import { createNightActions } from './night-actions.ts'
import { createNoticeActions } from './notice-actions.ts'
import { createQueueActions } from './queue-actions.ts'
import { createRequestActions } from './request-actions.ts'
import { createRuleActions } from './rule-actions.ts'
import { createSoundActions } from './sound-actions.ts'
import { createSpotifyActions } from './spotify-actions.ts'
import type { ConsoleState, ConsoleStore, OnlyGuest, PanelName, Tab, ToastAction } from './store.ts'
import { createSwitchActions } from './switch-actions.ts'
import { createUndoables } from './undoables.ts'
import { createVersioned } from './versioned.ts'

/** How long a message stays on the screen, in milliseconds; longer when it offers something. */
const toastTime = 8000
const offerTime = 10_000

export type Send = <Name extends CommandName>(name: Name, input: InputFor<Name>) => Promise<AnswerTo<Name>>
export type Actions = ReturnType<typeof createActions>

/** Everything that a person can do in this window. Refusals are shown as toasts unless a form asks. */
export function createActions(store: ConsoleStore, bridge: Bridge) {
  const versioned = createVersioned(store)
  let toasts = 0

  function toast(words: string, action: ToastAction | null = null): void {
    const id = ++toasts
    const others = store.getState().toasts.filter((one) => one.words !== words)
    store.setState({ toasts: [...others.slice(-2), { id, words, action }] })
    setTimeout(() => dismissToast(id), action === null ? toastTime : offerTime)
  }

  /** Does what a message offers, the newest one unless named. */
  function takeOffer(id = store.getState().toasts.findLast(({ action }) => action !== null)?.id): void {
    const offer = store.getState().toasts.find((one) => one.id === id)
    if (offer === undefined) return
    dismissToast(offer.id)
    offer.action?.run()
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

  const carryOut = createCarryOut({ versioned, toast, showRefusal })
  const busy = createBusy(store)
  const undoables = createUndoables(store, toast)
  const offerUndo = undoables.offer
  const eventActions = createEventActions({ store, versioned, carryOut, ask, showRefusal, offerUndo })
  const requestActions = createRequestActions({
    ...{ store, versioned, carryOut, ask, busy, undoables, toast, showRefusal },
  })
  const entryActions = createEntryActions({
    ...{ store, ask, toast, showRefusal, offerUndo },
    approve: requestActions.approve,
  })
  const { note, noteOf } = undoables
  const switchActions = createSwitchActions({ store, versioned, events: eventActions, toast, note })
  const queueActions = createQueueActions({
    ...{ store, versioned, ask, toast, showRefusal, undoables },
    setSwitch: switchActions.setSwitch,
  })

  return {
    ask,
    send,
    toast,
    dismissToast,
    takeOffer,
    showRefusal,
    ...createAccountActions(store, ask),
    ...eventActions,
    ...switchActions,
    ...createRuleActions({ store, toast, offerUndo, changeEvent: eventActions.changeEvent }),
    ...createGuestActions({ ask, showRefusal, offerUndo }),
    ...createNightActions({ store, ask, toast, showRefusal, noteOf }),
    ...createDisplayActions({ store, send, toast, offerUndo }),
    ...createNoticeActions({ ask, showRefusal, offerUndo }),
    ...requestActions,
    ...entryActions,
    ...createMustPlayActions({
      ...{ store, ask, toast, showRefusal, offerUndo },
      takeBackEntry: entryActions.takeBackEntry,
      showInQueue: queueActions.showInQueue,
      changeEvent: eventActions.changeEvent,
    }),
    ...queueActions,
    ...createAnswerActions({ store, versioned, carryOut, ask, toast, offerUndo }),
    ...createBulkActions({ store, versioned, ask, busy, undoables, toast, showRefusal }),
    ...createSoundActions({ store, toast }),
    ...createSpotifyActions({ store, carryOut, ask, send, toast, showRefusal }),
    openPanel: (panel: PanelName | null) => store.setState({ panel }),
    showTab: (tab: Tab) => store.setState({ tab, focusedId: null }),
    setFilter: (filter: string) => store.setState({ filter }),
    showGuest: (onlyGuest: OnlyGuest | null) => store.setState({ onlyGuest }),
    narrow: (narrowed: ConsoleState['narrowed']) => store.setState({ narrowed, focusedId: null }),
    /** Gives up all that narrows the list. */
    showAll: () => store.setState({ filter: '', onlyGuest: null, narrowed: [] }),
    focus: (focusedId: string | null) => store.setState({ focusedId }),
    focusQueue: (queueFocusedId: string | null) => store.setState({ queueFocusedId }),
    setGoingLive: (goingLive: ConsoleState['goingLive']) => store.setState({ goingLive }),
  }
}
