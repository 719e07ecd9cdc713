export const userRoles = ['user', 'admin', 'superadmin'] as const
export type UserRole = (typeof userRoles)[number]

/** One account of a DJ. Times are epoch milliseconds; the password's hash never leaves `db/users.ts`. */
export type User = {
  readonly id: string
  /** Lower case, unique. */
  readonly username: string
  /** `null` without one. */
  readonly email: string | null
  readonly emailVerified: boolean
  readonly role: UserRole
  /** False for the account that a headless start made: nobody can sign in before it is claimed. */
  readonly claimed: boolean
  /** The `sid` of the one session that is signed in, or `null`. */
  readonly activeSession: string | null
  /** The computer of that session, and when it began. */
  readonly activeSessionName: string | null
  readonly activeSessionCreatedAt: number | null
  /** Since when nobody can sign in. */
  readonly disabledAt: number | null
  readonly createdAt: number
}
