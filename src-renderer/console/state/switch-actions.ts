import type { NightView } from '../../../src-main/contract/console-view.ts'
import type { DisplayMood } from '../../../src-main/core/display-mood.ts'
import type { EventStatus } from '../../../src-main/core/event.ts'
import { moodWords, statusDone, switchDone } from '../words.ts'
import type { createEventActions, SettingsChange } from './event-actions.ts'
import { type ConsoleStore, nightOf } from './store.ts'
import type { Undoables } from './undoables.ts'
import type { Versioned } from './versioned.ts'
import { eventKey } from './versioned.ts'

type NightEvent = NightView['event']

/** What of a night is either on or off. */
export type Switch =
  | 'requestsPaused'
  | 'requestPage'
  | 'displayPage'
  | 'autoApprove'
  | 'autoDeclineExplicit'
  | 'coverColours'
  | 'displayMotion'
  | 'hideSlurs'
  | 'fairOrder'

type Parts = {
  readonly store: ConsoleStore
  readonly versioned: Versioned
  readonly events: Pick<ReturnType<typeof createEventActions>, 'changeEvent' | 'setStatus'>
  readonly toast: (words: string) => void
  readonly note: Undoables['note']
}

/** Switches of the open night, each told in the history with its way back. */
export function createSwitchActions({ store, versioned, events, toast, note }: Parts) {
  function present(): NightEvent | null {
    return nightOf(store.getState())?.event ?? null
  }

  /** Only while it is as it was set: what was changed again since is not to be taken back by this. */
  async function takeBack(isSo: (event: NightEvent) => boolean, back: () => Promise<boolean>) {
    await versioned.fresh(eventKey)
    const event = present()
    if (event !== null && isSo(event)) return back()
    toast('That was changed again since, and stays as it is.')
    return false
  }

  /** Answers whether it is so now. */
  async function setSwitch(which: Switch, on: boolean): Promise<boolean> {
    const set = (to: boolean) => events.changeEvent((event) => changeOf(which, to, event))
    let wasOn = !on
    const isDone = await events.changeEvent((event) => {
      wasOn = isOn(which, event)
      return changeOf(which, on, event)
    })
    // A key that bounced changed nothing.
    if (isDone && wasOn !== on)
      note(switchDone[which][on ? 'on' : 'off'], () =>
        takeBack(
          (event) => isOn(which, event) === on,
          () => set(!on),
        ),
      )
    return isDone
  }

  async function setStatus(status: EventStatus): Promise<boolean> {
    const before = present()?.status
    const isDone = await events.setStatus(status)
    if (isDone && before !== undefined && before !== status)
      note(statusDone[status], () =>
        takeBack(
          (event) => event.status === status,
          () => events.setStatus(before),
        ),
      )
    return isDone
  }

  async function setMood(displayMood: DisplayMood): Promise<boolean> {
    const before = present()?.displayMood
    const set = (mood: DisplayMood) => events.changeEvent(() => ({ displayMood: mood }))
    const isDone = await set(displayMood)
    if (isDone && before !== undefined && before !== displayMood)
      note(`You gave the display the mood ${moodWords[displayMood]}`, () =>
        takeBack(
          (event) => event.displayMood === displayMood,
          () => set(before),
        ),
      )
    return isDone
  }

  /** Pauses requests, or resumes them. */
  function pauseRequests(): Promise<boolean> {
    return setSwitch('requestsPaused', present()?.requestsPaused !== true)
  }

  return { setSwitch, setStatus, setMood, pauseRequests }
}

function isOn(which: Switch, event: NightEvent): boolean {
  if (which === 'requestPage') return event.pages.requests
  if (which === 'displayPage') return event.pages.display
  return event[which]
}

function changeOf(which: Switch, on: boolean, { pages }: NightEvent): SettingsChange {
  if (which === 'requestPage') return { pages: { ...pages, requests: on } }
  if (which === 'displayPage') return { pages: { ...pages, display: on } }
  return { [which]: on }
}
