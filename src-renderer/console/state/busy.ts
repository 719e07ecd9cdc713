import type { ConsoleStore } from './store.ts'

type Seen = { readonly id: string; readonly version: number }

export type Busy = ReturnType<typeof createBusy>

/** Requests that a command is under way for. Those that it changed leave with the view that shows them. */
export function createBusy(store: ConsoleStore) {
  return {
    mark(requests: readonly Seen[]): void {
      const busy = new Map(store.getState().busy)
      for (const { id, version } of requests) busy.set(id, version)
      store.setState({ busy })
    },
    /** Nothing came of it. */
    unmark(requests: readonly Pick<Seen, 'id'>[]): void {
      const busy = new Map(store.getState().busy)
      for (const { id } of requests) busy.delete(id)
      store.setState({ busy })
    },
  }
}
