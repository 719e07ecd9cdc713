import { assertNever } from './result.ts'
import type { User } from './user.ts'

/** Why a console's session ended when it was not by its own doing. */
export type SessionEnd =
  /** The computer that is signed in now, as it calls itself. */
  | { readonly reason: 'elsewhere'; readonly computer: string | null }
  | { readonly reason: 'disabled' | 'ended' | 'expired' }

/** Why the session `sid` of an account is over, by the account's row as it is now; `null` while it goes on. */
export function endOfSession(user: User | undefined, sid: string): SessionEnd | null {
  if (user === undefined) return { reason: 'ended' }
  if (user.disabledAt !== null) return { reason: 'disabled' }
  if (user.activeSession === sid) return null
  if (user.activeSession === null) return { reason: 'ended' }
  return { reason: 'elsewhere', computer: user.activeSessionName }
}

/** What the signed-out screen says about it. */
export function wordsForEnd(end: SessionEnd): string {
  switch (end.reason) {
    case 'elsewhere': {
      const where = end.computer === null ? 'another computer' : `“${end.computer}”`
      return `You signed in on ${where}, so this console was signed out. The night goes on; sign in again to work here.`
    }
    case 'disabled':
      return 'Your account was closed by a superadmin. The night goes on here; ask them if this is a mistake.'
    case 'ended':
      return 'Your session here was ended, by a superadmin or from another computer. The night goes on; sign in again to work here.'
    case 'expired':
      return 'Thirty days have passed since you signed in. The night goes on; sign in again to work here.'
    default:
      return assertNever(end)
  }
}
