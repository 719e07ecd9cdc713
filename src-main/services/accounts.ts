import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '../../db/open-database.ts'
import { localEmail, usersIn } from '../../db/users.ts'
import { isUsablePassword } from '../core/password.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { User } from '../core/user.ts'
import type { Hasher, Keychain, Log, RandomToken } from './ports.ts'
import type { Session } from './session.ts'
import { sha256 } from './sha256.ts'

type Deps = {
  readonly database: Database
  readonly hasher: Hasher
  readonly keychain: Keychain
  readonly session: Session
  readonly randomToken: RandomToken
  readonly log: Log
}

/** Name of the account that a start without one makes; it is claimed later by choosing a password. */
const unclaimedName = 'dj'

const sessionItem = 'session'
const storedSession = z.object({ userId: z.uuid(), token: z.string() })

const system = { role: 'system' } as const

/** The DJ's account on this database, and who is signed in at this console. */
export function createAccounts({ database, hasher, keychain, session, randomToken, log }: Deps) {
  /** A hash of nothing that anybody types, so that an unknown name takes as long as a known one. */
  let decoy: Promise<string> | undefined
  function decoyHash(): Promise<string> {
    decoy ??= hasher.hash(randomToken(32))
    return decoy
  }

  async function readUsers(): Promise<readonly User[]> {
    const users = await database.withTenant(system, (tx) => usersIn(tx).list())
    session.setUsernames(users.map((user) => user.username))
    return users
  }

  /** One session an account: its hash in the row, its secret in the keychain. */
  async function enter(user: User): Promise<void> {
    const token = randomToken(32)
    const active = await database.withTenant(system, (tx) =>
      usersIn(tx).setActiveSession(user.id, sha256(token)),
    )
    await keychain.set(sessionItem, JSON.stringify({ userId: user.id, token }))
    await readUsers()
    session.set(active ?? user)
  }

  async function readSession(): Promise<z.output<typeof storedSession> | null> {
    const text = await keychain.get(sessionItem)
    try {
      return text === null ? null : storedSession.parse(JSON.parse(text))
    } catch {
      log.warn('The stored session could not be read; sign in again')
      return null
    }
  }

  return {
    /** At start: goes on with the stored session, or with the one account that has no password yet. */
    async resume(): Promise<void> {
      const users = await readUsers()
      const stored = await readSession()
      const owner = users.find((user) => user.id === stored?.userId)
      if (stored && owner?.activeSession && sameHash(owner.activeSession, sha256(stored.token))) {
        session.set(owner)
        return
      }
      const [only, ...others] = users
      if (only && !only.claimed && others.length === 0) await enter(only)
    },

    /** Makes the first account (a superadmin), or gives the unclaimed one its name and password. */
    async create(username: string, password: string): Promise<Result<null>> {
      if (!isUsablePassword(password, username)) return refuse('weak-password')
      const users = await readUsers()
      const unclaimed = session.user() ?? users.find((user) => !user.claimed)
      if (users.length > 0 && (!unclaimed || unclaimed.claimed)) return refuse('account-exists')
      if (users.some((user) => user.username === username && user.id !== unclaimed?.id))
        return refuse('username-taken')
      const credentials = { username, email: localEmail(username), passwordHash: await hasher.hash(password) }
      const user = await database.withTenant(system, (tx) =>
        unclaimed
          ? usersIn(tx).setCredentials(unclaimed.id, credentials)
          : usersIn(tx).create({ ...credentials, role: 'superadmin' }),
      )
      if (!user) return refuse('not-found')
      await enter(user)
      return done()
    },

    /** Goes on without a password. */
    async skip(): Promise<Result<null>> {
      const users = await readUsers()
      if (users.length > 0) return refuse('account-exists')
      await enter(await this.makeUnclaimed())
      return done()
    },

    /** The first account of a database that a headless start found empty. */
    async makeUnclaimed(): Promise<User> {
      const user = { username: unclaimedName, email: localEmail(unclaimedName), role: 'superadmin' } as const
      return database.withTenant(system, (tx) => usersIn(tx).create({ ...user, passwordHash: null }))
    },

    async signIn(username: string, password: string): Promise<Result<null>> {
      const found = await database.withTenant(system, (tx) => usersIn(tx).credentialsOf(username))
      const right = await hasher.verify(password, found?.passwordHash ?? (await decoyHash()))
      if (!found || !right) return refuse('wrong-password')
      await enter(found.user)
      return done()
    },

    /** Ends this console's session; the night goes on. */
    async signOut(): Promise<Result<null>> {
      const user = session.user()
      if (user) await database.withTenant(system, (tx) => usersIn(tx).setActiveSession(user.id, null))
      await keychain.remove(sessionItem)
      await readUsers()
      session.set(null)
      return done()
    },

    list: readUsers,
  }
}

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
