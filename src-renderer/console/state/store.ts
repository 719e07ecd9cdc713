import { createStore } from 'zustand/vanilla'
import type { ConsoleRequest, ConsoleView, NightView } from '../../../src-main/contract/console-view.ts'
import type { SpotifyView } from '../../../src-main/contract/spotify-view.ts'
import { noOutputs, type SoundOutputs } from '../sound/outputs.ts'
import type { Narrowing } from './narrowings.ts'

export type Tab = 'inbox' | 'held' | 'approved' | 'played' | 'declined'
export type PanelName =
  | 'join'
  | 'guests'
  | 'network'
  | 'display-link'
  | 'health'
  | 'readiness'
  | 'catalogue'
  | 'spotify'
  | 'sound'
  | 'settings'
  | 'rules'
  | 'mustPlay'
  | 'account'
  | 'people'
  | 'mail'
  | 'nights'
  | 'report'
  | 'history'
  | 'keys'
  | 'about'

/** Something that can be taken back for a while. */
export type Undoable = DecisionUndoable | OtherUndoable

/** One decision about a request. */
export type DecisionUndoable = {
  readonly requestId: string
  readonly title: string
  readonly kind: 'approved' | 'next' | 'declined' | 'reopened' | 'held' | 'unheld'
  /** It was set aside before, and goes back there. */
  readonly wasHeld: boolean
  /** Up next as it stood, its ids in order. */
  readonly stood: readonly string[]
  readonly reason: string | null
  /** Main has answered: it can be shown. Keys mean it before. */
  readonly done: boolean
  /** Epoch milliseconds until which it is offered. */
  readonly until: number
}

/** Another change, with words and a way back of its own. */
type OtherUndoable = {
  readonly kind: 'other'
  readonly words: string
  readonly run: () => unknown
  /** Main has answered; see above. */
  readonly done: boolean
  /** Tells the guests why, after they were declined. */
  readonly giveReason?: (reason: string) => unknown
}

/** A change that the history tells of. `at`: epoch milliseconds; `run`: its way back, if it has one of its own. */
export type PastChange = {
  readonly id: number
  readonly at: number
  readonly words: string
  readonly run: (() => unknown) | null
}

/** Words that are not saved yet; `seen`: what stood there when they were typed or sent. */
export type Draft = { readonly text: string; readonly seen: string }

/** What a message offers to do. */
export type ToastAction = { readonly label: string; readonly run: () => unknown }

export type Toast = { readonly id: number; readonly words: string; readonly action: ToastAction | null }

/** Recovery codes that were just made: on the screen until the person says that they are kept. */
export type NewCodes = {
  readonly username: string
  readonly codes: readonly string[]
  /** Before whatever comes next, or in the account panel while the night goes on. */
  readonly where: 'screen' | 'panel'
}

export type Listening = {
  readonly trackId: string
  readonly title: string
  /** Its id; empty for the system's own. */
  readonly output: string
}

/** A guest whose requests alone are shown. */
export type OnlyGuest = { readonly id: string; readonly nickname: string }

/** What main last said, and what is only this window's: where the DJ is and what is open. */
export type ConsoleState = {
  readonly view: ConsoleView | null
  /** When the view came, epoch milliseconds: playing time is reckoned from there. */
  readonly receivedAt: number
  readonly tab: Tab
  readonly filter: string
  /** Only what this guest asked for is shown. */
  readonly onlyGuest: OnlyGuest | null
  /** Only what passes all of these is shown. */
  readonly narrowed: readonly Narrowing[]
  readonly focusedId: string | null
  readonly queueFocusedId: string | null
  /** The request whose guest is being told something. */
  readonly answeringId: string | null
  /** The next song, while the DJ may move it. */
  readonly unlockedId: string | null
  readonly panel: PanelName | null
  /** Oldest first; the last one is on the screen. */
  readonly undoables: readonly Undoable[]
  /** Other changes of this window, the newest first, for as long as it is open. */
  readonly past: readonly PastChange[]
  /** The same of nights that this window does not show, by their ids. */
  readonly pastOf: ReadonlyMap<string, readonly PastChange[]>
  /** What is typed and not saved, by the night and the field: it outlives the field, as when the DJ signs in elsewhere. */
  readonly drafts: ReadonlyMap<string, Draft>
  readonly toasts: readonly Toast[]
  /** Requests that a command is under way for, with the version that it named. */
  readonly busy: ReadonlyMap<string, number>
  /** Grows when this window changed something in the list of nights, which is then to be asked for again. */
  readonly nightsChanged: number
  /** What this computer's sound can come out of. */
  readonly outputs: SoundOutputs
  /** What the DJ listens to before the room does, and on which output. */
  readonly listening: Listening | null
  /** The wizard just made a night: its last step stands before the night. */
  readonly goingLive: boolean
  readonly newCodes: NewCodes | null
  /** The screen that stays while an account is made: its codes come before what is next. */
  readonly heldView: ConsoleView | null
}

export type ConsoleStore = ReturnType<typeof createConsoleStore>

const nothingOpen = {
  tab: 'inbox',
  filter: '',
  onlyGuest: null,
  narrowed: [],
  focusedId: null,
  queueFocusedId: null,
  answeringId: null,
  unlockedId: null,
  panel: null,
  undoables: [],
  busy: new Map<string, number>(),
} as const satisfies Partial<ConsoleState>

export function createConsoleStore() {
  return createStore<ConsoleState>(() => ({
    ...nothingOpen,
    view: null,
    past: [],
    pastOf: new Map(),
    drafts: new Map(),
    receivedAt: 0,
    toasts: [],
    nightsChanged: 0,
    outputs: noOutputs,
    listening: null,
    goingLive: false,
    newCodes: null,
    heldView: null,
  }))
}

/** Takes the newest view; what belonged to another night or account is closed. */
export function receiveView(store: ConsoleStore, view: ConsoleView): void {
  const { view: before, busy } = store.getState()
  const sameNight = nightId(before) === nightId(view)
  store.setState({
    ...(sameNight ? {} : { ...nothingOpen, ...pastOfOther(store.getState(), view) }),
    view,
    receivedAt: Date.now(),
    busy: sameNight ? stillBusy(busy, view) : nothingOpen.busy,
  })
}

/** What was done in a night is there again when it is. */
function pastOfOther(
  { view: before, past, pastOf }: ConsoleState,
  view: ConsoleView,
): Pick<ConsoleState, 'past' | 'pastOf'> {
  const [left, next] = [nightId(before), nightId(view)]
  const kept = left === null ? pastOf : new Map(pastOf).set(left, past)
  return { past: (next !== null && kept.get(next)) || [], pastOf: kept }
}

function nightId(view: ConsoleView | null): string | null {
  return view?.phase === 'night' ? view.event.id : null
}

function stillBusy(busy: ConsoleState['busy'], view: ConsoleView): ConsoleState['busy'] {
  if (busy.size === 0 || view.phase !== 'night') return nothingOpen.busy
  const still = [...view.requests, ...view.queue].filter(({ id, version }) => busy.get(id) === version)
  return new Map(still.map(({ id, version }) => [id, version]))
}

export function findRequest(view: NightView, id: string): ConsoleRequest | null {
  if (view.nowPlaying?.id === id) return view.nowPlaying
  return (
    view.requests.find((request) => request.id === id) ??
    view.queue.find((request) => request.id === id) ??
    null
  )
}

/** The decision that can be taken back next: what plays or was played by now can't. */
export function lastUndoable(state: ConsoleState): Undoable | undefined {
  const night = nightOf(state)
  return state.undoables.findLast((undoable) => {
    if (undoable.kind === 'other') return true
    const request = night && findRequest(night, undoable.requestId)
    return request != null && !request.playing && request.status !== 'played'
  })
}

export function nightOf(state: ConsoleState): NightView | null {
  return state.view?.phase === 'night' ? state.view : null
}

/** Spotify as main last told of it; `null` before anybody is signed in. */
export function spotifyOf({ view }: ConsoleState): SpotifyView | null {
  return view?.phase === 'night' || view?.phase === 'no-event' ? view.spotify : null
}

/** Nothing was asked for yet, and it was not checked since the app was opened. */
export function isFreshNight(state: ConsoleState): boolean {
  const night = nightOf(state)
  if (night === null || night.readiness !== null || night.nowPlaying !== null) return false
  return night.requests.length === 0 && night.queue.length === 0
}

/** The request whose guest is being told something, while it is there. */
export function answeredRequest(state: ConsoleState): ConsoleRequest | null {
  const night = nightOf(state)
  return night && state.answeringId !== null ? findRequest(night, state.answeringId) : null
}
