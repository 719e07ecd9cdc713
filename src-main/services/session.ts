import { createStore } from 'zustand/vanilla'
import type { User } from '../core/user.ts'

export type Session = ReturnType<typeof createSession>

/** Who is signed in at this console. */
export function createSession() {
  const store = createStore<{ user: User | null; usernames: readonly string[] }>(() => ({
    user: null,
    usernames: [],
  }))
  return {
    user: () => store.getState().user,
    /** All accounts of this database, for the sign-in screen; empty before the first one. */
    usernames: () => store.getState().usernames,
    set: (user: User | null) => store.setState({ user }),
    setUsernames: (usernames: readonly string[]) => store.setState({ usernames }),
    /** Calls after each change; returns its undo. */
    subscribe: (listener: () => void) => store.subscribe(listener),
  }
}
