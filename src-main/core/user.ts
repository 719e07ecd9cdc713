export const userRoles = ['user', 'admin', 'superadmin'] as const
export type UserRole = (typeof userRoles)[number]

/** One account of a DJ. Times are epoch milliseconds; the password's hash never leaves `db/users.ts`. */
export type User = {
  readonly id: string
  /** Lower case, unique. */
  readonly username: string
  readonly email: string
  readonly role: UserRole
  /** False for the account that a headless start made: nobody can sign in before it is claimed. */
  readonly claimed: boolean
  /** Hash of the one session that is signed in, or `null`. */
  readonly activeSession: string | null
  readonly createdAt: number
}
