import { and, asc, count, eq, isNull, sql } from 'drizzle-orm'
import { type User, type UserRole, userRoles } from '../src-main/core/user.ts'
import { users } from './schema.ts'
import type { Tx } from './tenant.ts'

/** In the place of a hash for an account that nobody can sign in to yet; bcrypt never makes it. */
const unclaimedPassword = 'unclaimed'

/** Number of the lock over all accounts; any that nothing else uses. */
const accountsLock = 47_470_002

export type ActiveSession = { readonly sid: string; readonly computer: string }

type Credentials = {
  readonly username: string
  readonly email: string
  /** bcrypt; `null` makes an account that waits to be claimed. */
  readonly passwordHash: string | null
}

/** What `toUser` reads. */
export const userColumns = {
  id: users.id,
  username: users.username,
  email: users.email,
  emailVerified: users.emailVerified,
  role: users.role,
  claimed: users.claimed,
  activeSession: users.activeSession,
  activeSessionName: users.activeSessionName,
  activeSessionCreatedAt: users.activeSessionCreatedAt,
  disabledAt: users.disabledAt,
  createdAt: users.createdAt,
}

type Row = Omit<User, 'role' | 'email' | 'emailVerified'> & {
  readonly role: string
  readonly email: string
  readonly emailVerified: boolean | null
}

export function toUser(row: Row): User {
  return {
    ...row,
    role: userRoles.find((role) => role === row.role) ?? 'user',
    email: isLocalEmail(row.email) ? null : row.email,
    emailVerified: row.emailVerified ?? false,
  }
}

/** The schema wants an address of everybody, another for each; `.invalid` can't be written to by anybody. */
export function localEmail(username: string): string {
  const name = username.replaceAll(/[^a-z0-9]/gu, (sign) => `-${sign.codePointAt(0)?.toString(16)}-`)
  return `${name}@cueline.invalid`
}

/** An address that stands for none. */
export function isLocalEmail(email: string): boolean {
  return email.endsWith('@cueline.invalid')
}

function stored({ username, email, passwordHash }: Credentials) {
  return {
    username: username.toLowerCase(),
    email,
    password: passwordHash ?? unclaimedPassword,
    claimed: passwordHash !== null,
  }
}

/** Accounts, for the context `system`; a DJ sees their own. Usernames are compared in lower case. */
export function usersIn(tx: Tx) {
  return {
    async count(): Promise<number> {
      const [row] = await tx.select({ count: count() }).from(users)
      return row?.count ?? 0
    },

    /** Oldest first. */
    async list(): Promise<readonly User[]> {
      const rows = await tx.select(userColumns).from(users).orderBy(asc(users.createdAt), asc(users.id))
      return rows.map(toUser)
    },

    async byId(id: string): Promise<User | null> {
      const [row] = await tx.select(userColumns).from(users).where(eq(users.id, id))
      return row ? toUser(row) : null
    },

    async byUsername(username: string): Promise<User | null> {
      const [row] = await tx.select(userColumns).from(users).where(eq(users.username, username.toLowerCase()))
      return row ? toUser(row) : null
    },

    /** For sign-in only: the hash is `null` while the account is unclaimed. */
    async credentialsOf(username: string): Promise<{ user: User; passwordHash: string | null } | null> {
      const [row] = await tx
        .select({ ...userColumns, password: users.password })
        .from(users)
        .where(eq(users.username, username.toLowerCase()))
      if (!row) return null
      const { password, ...user } = row
      return { user: toUser(user), passwordHash: row.claimed ? password : null }
    },

    /** Throws when the name or address is taken. */
    async create(credentials: Credentials & { readonly role: UserRole }): Promise<User> {
      const [row] = await tx
        .insert(users)
        .values({ ...stored(credentials), role: credentials.role })
        .returning(userColumns)
      if (!row) throw new Error('the new account was not returned')
      return toUser(row)
    },

    /** Whether another account has this address, whatever the case. */
    async hasEmail(email: string, exceptId: string | null): Promise<boolean> {
      const rows = await tx
        .select({ id: users.id })
        .from(users)
        .where(sql`lower(${users.email}) = lower(${email})`)
      return rows.some(({ id }) => id !== exceptId)
    },

    /**
     * Until the end of the transaction nobody else who takes this makes accounts or changes what they may: "the
     * first one" and "the last superadmin" hold for two consoles at once.
     */
    async lock(): Promise<void> {
      await tx.execute(sql`select pg_advisory_xact_lock(${accountsLock}::bigint)`)
    },

    /** The one session that is signed in from now on, and its computer. `null` when no such user, or a closed one. */
    async setActiveSession(id: string, { sid, computer }: ActiveSession): Promise<User | null> {
      const now = Date.now()
      const [row] = await tx
        .update(users)
        .set({ activeSession: sid, activeSessionName: computer, activeSessionCreatedAt: now, updatedAt: now })
        .where(and(eq(users.id, id), isNull(users.disabledAt)))
        .returning(userColumns)
      return row ? toUser(row) : null
    },

    /** Nobody is signed in any more; `sid` spares another session than that one. */
    async endSession(id: string, sid: string | null): Promise<void> {
      const none = { activeSession: null, activeSessionName: null, activeSessionCreatedAt: null }
      await tx
        .update(users)
        .set({ ...none, updatedAt: Date.now() })
        .where(and(eq(users.id, id), sid === null ? undefined : eq(users.activeSession, sid)))
    },

    /** Claims an account. `null` when no such user, or when it was claimed before. */
    async claim(id: string, credentials: Credentials): Promise<User | null> {
      const [row] = await tx
        .update(users)
        .set({ ...stored(credentials), emailVerified: false, updatedAt: Date.now() })
        .where(and(eq(users.id, id), eq(users.claimed, false)))
        .returning(userColumns)
      return row ? toUser(row) : null
    },

    /** A code that was mailed for a new password is void then. */
    async setPassword(id: string, passwordHash: string): Promise<void> {
      const none = { passwordResetToken: null, passwordResetExpires: null }
      await tx
        .update(users)
        .set({ password: passwordHash, ...none, updatedAt: Date.now() })
        .where(eq(users.id, id))
    },

    /** An address that is not verified yet; what was mailed to the one before is void. */
    async setEmail(id: string, email: string): Promise<void> {
      const none = {
        verificationToken: null,
        verificationTokenExpires: null,
        passwordResetToken: null,
        passwordResetExpires: null,
      }
      await tx
        .update(users)
        .set({ email, emailVerified: false, ...none, updatedAt: Date.now() })
        .where(eq(users.id, id))
    },
  }
}
