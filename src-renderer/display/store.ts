import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AcceptedSong, DisplayView } from '../../src-main/contract/console-view.ts'
import { type Announcement, nextAnnouncements } from './announcements.ts'

export type DisplayState = {
  /** `null` until main has sent the first one. */
  readonly view: DisplayView | null
  /** When it came, in milliseconds of this page's monotonic clock. */
  readonly receivedAt: number
  /** What is to be announced, the one on the screen first. */
  readonly announcements: readonly Announcement[]
}

export type DisplayStore = StoreApi<DisplayState> & {
  receive(view: DisplayView): void
  /** The first announcement has been seen. */
  announced(): void
}

/** Far more than can come back while they are news. */
const mostTold = 1000

/** `clock`: monotonic milliseconds. */
export function createDisplayStore(clock: () => number): DisplayStore {
  const store = createStore<DisplayState>(() => ({ view: null, receivedAt: 0, announcements: [] }))
  // What was told stays told: a song that was skipped and is put back is no news.
  let told: readonly string[] = []
  const untold = (song: AcceptedSong) => !told.includes(keyOf(song))
  return {
    ...store,
    receive(view) {
      store.setState((state) => ({
        view,
        receivedAt: clock(),
        announcements: nextAnnouncements(state.announcements, state.view, {
          ...view,
          accepted: view.accepted?.filter(untold),
        }),
      }))
    },
    announced() {
      const [seen = [], ...rest] = store.getState().announcements
      told = [...told, ...seen.map(keyOf)].slice(-mostTold)
      store.setState({ announcements: rest })
    },
  }
}

/** Accepted anew, it is told anew. */
function keyOf({ requestId, acceptedAt }: AcceptedSong): string {
  return `${requestId} ${acceptedAt}`
}
