import { useEffect } from 'react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import type { BulkKind } from '../state/bulk-actions.ts'
import { type Console, useConsole } from '../state/context.tsx'
import { stepFocus } from '../state/focus-order.ts'
import { guestOf, isNarrowed, requestsOf, shownRequests } from '../state/select-requests.ts'
import { type ConsoleState, lastUndoable, nightOf, type Tab } from '../state/store.ts'
import { declineReasons } from '../words.ts'
import { isInZone } from './zone.ts'

/** The whole night by keyboard; see `keys.ts` for the list. Keys in fields, menus and panels stay theirs. */
export function useNightKeys(): void {
  const console = useConsole()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isElsewhere(event) || console.store.getState().panel !== null) return
      if (
        pressAnywhere(event, console) ||
        (isInQueue(console) ? pressInQueue : pressInRequests)(event, console)
      ) {
        event.preventDefault()
      }
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [console])
}

const widgets = 'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="listbox"]'
/** What takes arrows, Space or Enter for itself. */
const steered = 'button, a, [role="radio"], [role="tab"], [role="switch"]'
/** What takes arrows, and leaves Space alone. */
const moved = '[role="slider"]'

function isElsewhere(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(widgets)) return true
  if (event.key === ' ') return target?.closest(steered) != null
  if (event.key === 'Escape') return false
  return event.key.length > 1 && target?.closest(`${steered}, ${moved}`) != null
}

function isInQueue({ store }: Console): boolean {
  return isInZone('queue') && (nightOf(store.getState())?.queue.length ?? 0) > 0
}

/** Two presses closer together than this are one hand that bounced: nobody skips a song within a second. */
const bounce = 1000
let lastSpace = Number.NEGATIVE_INFINITY

function isBounce({ timeStamp }: KeyboardEvent): boolean {
  const bounced = timeStamp - lastSpace < bounce
  if (!bounced) lastSpace = timeStamp
  return bounced
}

/** Each answers whether the key was one of its own. */
function pressAnywhere(event: KeyboardEvent, { actions, store }: Console): boolean {
  const { view } = store.getState()
  const last = lastUndoable(store.getState())
  const reason = declineReasons[Number(event.key) - 1]
  if (reason !== undefined) {
    if (last?.kind === 'declined' && last.reason === null && !event.repeat) actions.giveReason(last, reason)
    else if (last?.kind === 'other' && !event.repeat) last.giveReason?.(reason)
    return true
  }
  switch (event.key.toLowerCase()) {
    case 'u':
      if (!event.repeat) actions.undo()
      return true
    case 'y':
      actions.openPanel('history')
      return true
    case '/':
      document.getElementById('request-filter')?.focus()
      return true
    case 's':
      openNarrowMenu()
      return true
    case '+':
      document.getElementById('add-song')?.focus()
      return true
    case 'm':
      if (event.shiftKey) actions.openPanel('mustPlay')
      else document.getElementById('notice-text')?.focus()
      return true
    case 'p':
      if (!event.repeat) actions.pauseRequests()
      return true
    case '.':
      if (!event.repeat) actions.switchBlank()
      return true
    case 'l':
      actions.openPanel('readiness')
      return true
    case 'f':
      if (event.repeat) return true
      if (event.shiftKey) actions.arrangeQueue()
      else actions.switchFairOrder()
      return true
    case '?':
      actions.openPanel('keys')
      return true
    case ' ':
      if (event.repeat || isBounce(event)) return true
      if (view?.phase !== 'night') return true
      if (view.spotify.player !== 'hand') actions.playOrPause()
      else if (view.queue.length > 0) actions.playNextSong()
      return true
    default:
      return false
  }
}

function pressInRequests(event: KeyboardEvent, { actions, store }: Console): boolean {
  const state = store.getState()
  const shown = shownRequests(state)
  const ids = shown.map((request) => request.id)
  const request = shown.find((one) => one.id === state.focusedId)
  switch (event.key.toLowerCase()) {
    case 'arrowdown':
    case 'j':
      actions.focus(stepFocus(ids, state.focusedId, 1))
      return true
    case 'arrowup':
    case 'k':
      actions.focus(stepFocus(ids, state.focusedId, -1))
      return true
    case 'home':
      actions.focus(ids[0] ?? null)
      return true
    case 'end':
      actions.focus(ids.at(-1) ?? null)
      return true
    case 'arrowright':
      focusRow('queue')
      return true
    case 'escape':
      if (!isNarrowed(state)) return false
      actions.showAll()
      return true
  }
  if (event.shiftKey && pressForAll(event, actions, state, shown)) return true
  // Also with nothing left of the guest's own.
  if (event.key.toLowerCase() === 'g' && state.onlyGuest !== null) {
    if (!event.repeat) actions.showGuest(null)
    return true
  }
  if (request === undefined || event.repeat) return false
  switch (event.key.toLowerCase()) {
    case 'a':
      if (isWaitingTab(state.tab)) actions.approve(request)
      return true
    case 'd':
      if (isWaitingTab(state.tab)) actions.decline(request)
      return true
    case 'h':
      if (isWaitingTab(state.tab)) actions.switchHold(request)
      return true
    case 'n':
      if (isWaitingTab(state.tab) || state.tab === 'approved') actions.playNext(request)
      return true
    case 'e':
      actions.listen(request)
      return true
    case 'b':
      actions.switchBlock(request)
      return true
    case 't':
      actions.beginAnswer(request)
      return true
    case 'g':
      actions.showGuest(guestOf(request))
      return true
    case 'backspace':
      if (state.tab === 'held') actions.switchHold(request)
      else if (state.tab === 'approved' || state.tab === 'declined') actions.reopen(request)
      return true
    default:
      return false
  }
}

const forAll: ReadonlyMap<string, BulkKind> = new Map([
  ['a', 'approve'],
  ['d', 'decline'],
  ['h', 'hold'],
])

/** With Shift a decision means all that are shown. */
function pressForAll(
  event: KeyboardEvent,
  actions: Console['actions'],
  { view, tab }: ConsoleState,
  shown: readonly ConsoleRequest[],
): boolean {
  const kind = forAll.get(event.key.toLowerCase())
  if (kind === undefined) return false
  if (event.repeat || !isWaitingTab(tab) || view?.phase !== 'night') return true
  actions.decideAll(shown, kind, requestsOf(view, tab).length - shown.length)
  return true
}

/** Whose requests are still to be decided, now or later. */
function isWaitingTab(tab: Tab): boolean {
  return tab === 'inbox' || tab === 'held'
}

function pressInQueue(event: KeyboardEvent, { actions, store }: Console): boolean {
  const state = store.getState()
  const queue = nightOf(state)?.queue ?? []
  const ids = queue.map((song) => song.id)
  const song = queue.find((one) => one.id === state.queueFocusedId)
  switch (event.key.toLowerCase()) {
    case 'arrowdown':
    case 'j':
      actions.focusQueue(stepFocus(ids, state.queueFocusedId, 1))
      return true
    case 'arrowup':
    case 'k':
      actions.focusQueue(stepFocus(ids, state.queueFocusedId, -1))
      return true
    case 'home':
      actions.focusQueue(ids[0] ?? null)
      return true
    case 'end':
      actions.focusQueue(ids.at(-1) ?? null)
      return true
    case 'arrowleft':
      focusRow('inbox')
      return true
  }
  if (song === undefined || event.repeat) return false
  switch (event.key.toLowerCase()) {
    case 'enter':
      actions.play(song)
      return true
    case 'n':
      actions.playNext(song)
      return true
    case 'o':
      if (song === queue[0]) actions.switchLock(song)
      return true
    case 'e':
      actions.listen(song)
      return true
    case 'b':
      actions.switchBlock(song)
      return true
    case 't':
      actions.beginAnswer(song)
      return true
    case 'backspace':
      actions.reopen(song)
      return true
    default:
      return false
  }
}

/** Opened as by hand on the keyboard, so that the arrows walk in it at once. */
function openNarrowMenu(): void {
  const button = document.getElementById('narrow-requests')
  button?.focus()
  button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
}

function focusRow(zone: 'inbox' | 'queue'): void {
  document.querySelector<HTMLElement>(`[data-zone="${zone}"] [role="row"][tabindex="0"]`)?.focus()
}
