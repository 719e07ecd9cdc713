import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DisplayView } from '../../src-main/contract/console-view.ts'
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

/** `clock`: monotonic milliseconds. */
export function createDisplayStore(clock: () => number): DisplayStore {
  const store = createStore<DisplayState>(() => ({ view: null, receivedAt: 0, announcements: [] }))
  return {
    ...store,
    receive(view) {
      store.setState((state) => ({
        view,
        receivedAt: clock(),
        announcements: nextAnnouncements(state.announcements, state.view, view),
      }))
    },
    announced: () => store.setState(({ announcements }) => ({ announcements: announcements.slice(1) })),
  }
}
