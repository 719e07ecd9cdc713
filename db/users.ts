import { asc, count, eq } from 'drizzle-orm'
import { type User, type UserRole, userRoles } from '../src-main/core/user.ts'
import { users } from './schema.ts'
import type { Tx } from './tenant.ts'

/** In the place of a hash for an account that nobody can sign in to yet; bcrypt never makes it. */
const unclaimedPassword = 'unclaimed'

type Credentials = {
  readonly username: string
  readonly email: string
  /** bcrypt; `null` makes an account that waits to be claimed. */
  readonly passwordHash: string | null
}

const columns = {
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

function toUser(row: Row): User {
  return {
    ...row,
    role: userRoles.find((role) => role === row.role) ?? 'user',
    email: isLocalEmail(row.email) ? null : row.email,
    emailVerified: row.emailVerified ?? false,
  }
}

/** The schema wants an address of everybody; `.invalid` can't be written to by anybody. */
export function localEmail(username: string): string {
  return `${username.replaceAll(/[^a-z0-9]+/g, '-')}@cueline.invalid`
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
      const rows = await tx.select(columns).from(users).orderBy(asc(users.createdAt), asc(users.id))
      return rows.map(toUser)
    },

    async byId(id: string): Promise<User | null> {
      const [row] = await tx.select(columns).from(users).where(eq(users.id, id))
      return row ? toUser(row) : null
    },

    async byUsername(username: string): Promise<User | null> {
      const [row] = await tx.select(columns).from(users).where(eq(users.username, username.toLowerCase()))
      return row ? toUser(row) : null
    },

    /** For sign-in only: the hash is `null` while the account is unclaimed. */
    async credentialsOf(username: string): Promise<{ user: User; passwordHash: string | null } | null> {
      const [row] = await tx
        .select({ ...columns, password: users.password })
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
        .returning(columns)
      if (!row) throw new Error('the new account was not returned')
      return toUser(row)
    },

    /** `hash` of the one session that is signed in from now on; `null` signs out. `null` when no such user. */
    async setActiveSession(id: string, hash: string | null): Promise<User | null> {
      const now = Date.now()
      const [row] = await tx
        .update(users)
        .set({ activeSession: hash, activeSessionCreatedAt: hash === null ? null : now, updatedAt: now })
        .where(eq(users.id, id))
        .returning(columns)
      return row ? toUser(row) : null
    },

    /** Claims an account or changes how one signs in. `null` when no such user. */
    async setCredentials(id: string, credentials: Credentials): Promise<User | null> {
      const [row] = await tx
        .update(users)
        .set({ ...stored(credentials), updatedAt: Date.now() })
        .where(eq(users.id, id))
        .returning(columns)
      return row ? toUser(row) : null
    },
  }
}
