import type { PublicEvent } from '../../../src-main/contract/guest-api.ts'
import type { Entry } from './outbox.ts'
import type { FoundSong, Guest, MyRequest, Room } from './read.ts'

export type Found = {
  readonly query: string
  readonly songs: readonly FoundSong[]
  /** Where Spotify's next page begins; 0 when there is none, or it is asked for. */
  readonly next: number
}

/** All that the page shows; screens are functions of this. */
export type State = {
  /** `loading`: nothing heard of the server yet. */
  readonly phase: 'loading' | 'join' | 'in'
  /** This phone joined before, here at least. */
  readonly known: boolean
  readonly event: PublicEvent | null
  readonly needsCode: boolean
  readonly guest: Guest | null
  /** As typed here last time. */
  readonly nickname: string
  /** Out of the join link; stands in for the PIN. */
  readonly secret: string
  readonly code: string
  readonly joining: boolean
  readonly joinWords: string
  /** Seconds until joining may be tried again. */
  readonly joinWait: number
  /** The server answers. */
  readonly reachable: boolean
  /** It has not for so long that waiting alone may not help. */
  readonly lost: boolean
  /** No vibration and no news in the tab's title. */
  readonly quiet: boolean
  readonly room: Room | null
  readonly mine: readonly MyRequest[]
  readonly sending: readonly Entry[]
  readonly query: string
  readonly found: Found | null
  readonly searchWords: string
  /** The song whose dedication is being written, or `wish`. */
  readonly opened: string
  /** News: at the bottom of the page and in the tab's title. */
  readonly toast: string
  /** Read out by screen readers; seen elsewhere. */
  readonly spoken: string
  /** What can be asked for again, as long as the toast is there. */
  readonly takenBack: MyRequest | null
}

export const blank: State = {
  phase: 'loading',
  known: false,
  event: null,
  needsCode: false,
  guest: null,
  nickname: '',
  secret: '',
  code: '',
  joining: false,
  joinWords: '',
  joinWait: 0,
  reachable: true,
  lost: false,
  quiet: false,
  room: null,
  mine: [],
  sending: [],
  query: '',
  found: null,
  searchWords: '',
  opened: '',
  toast: '',
  spoken: '',
  takenBack: null,
}

export type Store = ReturnType<typeof createStore>

/** Holds the state; `onChange` is called once per turn however often it changed. */
export function createStore(first: State, onChange: (state: State) => void) {
  let state = first
  let due = false
  return {
    get: () => state,
    patch(change: Partial<State>) {
      state = { ...state, ...change }
      if (due) return
      due = true
      queueMicrotask(() => {
        due = false
        onChange(state)
      })
    },
  }
}
