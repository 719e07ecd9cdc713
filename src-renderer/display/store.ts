import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AcceptedSong, DisplayView } from '../../src-main/contract/console-view.ts'
import { type Announcement, haveInCommon, nextAnnouncements } from './announcements.ts'

export type DisplayState = {
  /** `null` until main has sent the first one. */
  readonly view: DisplayView | null
  /** When it came, in milliseconds of this page's monotonic clock. */
  readonly receivedAt: number
  /** What is to be announced, the one on the screen first. */
  readonly announcements: readonly Announcement[]
  /** Names the one on the screen: it stays the same one while songs of it are taken back. */
  readonly turn: number
}

export type DisplayStore = StoreApi<DisplayState> & {
  receive(view: DisplayView): void
  /** The first announcement has been seen. */
  announced(): void
}

/** Far more than can come back while they are news. */
const mostTold = 1000

/** Within these milliseconds an acceptance is the one before: it was taken back by mistake. */
const sameNewsMs = 60_000

/** `clock`: monotonic milliseconds. */
export function createDisplayStore(clock: () => number): DisplayStore {
  const store = createStore<DisplayState>(() => ({ view: null, receivedAt: 0, announcements: [], turn: 0 }))
  // What was told stays told: a song that was skipped and is put back is no news.
  let told: readonly AcceptedSong[] = []
  const untold = (song: AcceptedSong) => !told.some((one) => isSameNews(one, song))
  return {
    ...store,
    receive(view) {
      store.setState((state) => {
        const announcements = nextAnnouncements(state.announcements, state.view, {
          ...view,
          accepted: view.accepted?.filter(untold),
        })
        const goesOn = haveInCommon(state.announcements[0] ?? [], announcements[0] ?? [])
        return { view, receivedAt: clock(), announcements, turn: goesOn ? state.turn : state.turn + 1 }
      })
    },
    announced() {
      const [seen = [], ...rest] = store.getState().announcements
      told = [...told, ...seen].slice(-mostTold)
      store.setState(({ turn }) => ({ announcements: rest, turn: turn + 1 }))
    },
  }
}

/** Accepted anew, a song is told anew, but not at once again. */
function isSameNews(told: AcceptedSong, song: AcceptedSong): boolean {
  return told.requestId === song.requestId && song.acceptedAt - told.acceptedAt < sameNewsMs
}
