import { isDeepStrictEqual } from 'node:util'
import { createStore } from 'zustand/vanilla'
import { done, type Result, refuse } from '../core/result.ts'
import { endOfSession, type SessionEnd } from '../core/session-end.ts'
import type { User } from '../core/user.ts'
import type { SessionClaims } from './ports.ts'

export type Session = ReturnType<typeof createSession>

/** Somebody signed in: their row as it was last read, and what their token says. */
export type SignedIn = {
  readonly user: User
  readonly claims: SessionClaims
  /** Printed recovery codes that are left. */
  readonly recoveryCodes: number
}

type State = {
  readonly signedIn: SignedIn | null
  /** Why nobody is, when it was not by this console's own doing. */
  readonly end: SessionEnd | null
  readonly usernames: readonly string[]
}

/** Who is signed in at this console. */
export function createSession() {
  const store = createStore<State>(() => ({ signedIn: null, end: null, usernames: [] }))
  return {
    user: () => store.getState().signedIn?.user ?? null,
    signedIn: () => store.getState().signedIn,
    end: () => store.getState().end,
    /** Accounts of this database that one can sign in to; empty before the first one was claimed. */
    usernames: () => store.getState().usernames,
    /** What is the same as before is no change: accounts of others come and go without a stir here. */
    set(signedIn: SignedIn): void {
      if (!isDeepStrictEqual(store.getState().signedIn, signedIn)) store.setState({ signedIn, end: null })
    },
    clear: (end: SessionEnd | null) => store.setState({ signedIn: null, end }),
    setUsernames(usernames: readonly string[]): void {
      if (!isDeepStrictEqual(store.getState().usernames, usernames)) store.setState({ usernames })
    },
    /** Calls after each change; returns its undo. */
    subscribe: (listener: () => void) => store.subscribe(listener),

    /** Who may work here at `now` (epoch milliseconds), by the live copy of the account; asked at every command. */
    check(now: number): Result<User> {
      const { signedIn, end } = store.getState()
      if (!signedIn) return refusalFor(end)
      const { user, claims } = signedIn
      const over = endOfSession(user, claims.sid)
      if (over) return refusalFor(over)
      if (claims.expiresAt > now) return done(user)
      store.setState({ signedIn: null, end: { reason: 'expired' } })
      return refuse('signed-out')
    },
  }
}

function refusalFor(end: SessionEnd | null): Result<never> {
  if (end?.reason === 'disabled') return refuse('account-disabled')
  return refuse(end?.reason === 'elsewhere' ? 'session-elsewhere' : 'signed-out')
}
